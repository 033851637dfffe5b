import { digestOfJson } from '../base/canonical-json.ts';
import type { Digest } from '../base/digest.ts';
import { elementCount, isIntegerDtype } from './dtype.ts';
import type { TensorInfo } from './inspection.ts';

/**
 * One digest for the same weights in any container, order and under any names: sha256 of the canonical JSON of the
 * sorted list of [dtype, shape, digest] of the model's tensors. Null where there are none, and where only headers were read.
 */
export function weightsIdentity(tensors: readonly NamedTensor[]): Digest | null {
  const rows = tensors
    .filter(isModelTensor)
    .map(({ dtype, shape, digest }) => [dtype, shape, digest] as const);
  if (rows.length === 0 || rows.some(([, , digest]) => digest === null)) return null;
  const keyed = rows.map((row) => [JSON.stringify(row), row] as const);
  keyed.sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  return digestOfJson(keyed.map(([, row]) => row));
}

/** What identity and comparison need of a tensor. */
export type NamedTensor = Pick<TensorInfo, 'name' | 'dtype' | 'shape' | 'digest'>;

/** Neither optimizer state nor an integer counter such as BatchNorm's `num_batches_tracked`. */
export function isModelTensor(tensor: Pick<TensorInfo, 'name' | 'dtype' | 'shape'>): boolean {
  return !isOptimizerTensor(tensor.name) && !isCounter(tensor);
}

/** Names that torch's optimizers give the state they keep beside each parameter. */
export function isOptimizerTensor(name: string): boolean {
  return OPTIMIZER_KEY.test(name) || OPTIMIZER_SLOT.test(name);
}

/** The key under which trainers nest it, or torch's own keys where it is a file of its own: `state.0.step`. */
const OPTIMIZER_KEY = /^(\w*optimi[sz]ers?(_states?)?(_dict)?[./]|optim[./]|state[./]\d+[./])/;

const OPTIMIZER_SLOT =
  /(^|[./])((max_)?exp_avg(_sq)?|exp_inf|momentum_buffer|square_avg|grad_avg|acc_delta|prev_grad)([./]|$)/;

function isCounter({ dtype, shape }: Pick<TensorInfo, 'dtype' | 'shape'>): boolean {
  return isIntegerDtype(dtype) && (elementCount(shape) ?? 2) <= 1;
}

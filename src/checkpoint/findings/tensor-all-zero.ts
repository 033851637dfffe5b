import { elementCount, isIntegerDtype } from '../dtype.ts';
import type { TensorInfo } from '../inspection.ts';
import { isModelTensor } from '../weights-identity.ts';
import { listed, type Rule } from './rule.ts';

/** A weight matrix of zeros passes nothing on: it was never trained, or lost on the way. Biases may well be zero. */
export const tensorAllZero = {
  id: 'CHECKPOINT_TENSOR_ALL_ZERO',
  severity: 'ERROR',
  effect: 'NOTE',
  remedy: 'check that the weights were written after they were loaded; say in the card why a matrix is zero',
  find({ tensors }) {
    const hit = tensors.filter((tensor) => isMatrixOfWeights(tensor) && isZero(tensor));
    if (hit.length === 0) return [];
    const message = `${hit.length === 1 ? 'a weight matrix is' : `${hit.length} weight matrices are`} zero throughout`;
    return [{ message, received: listed(hit, ({ name }) => name) }];
  },
} as const satisfies Rule;

// A first state of a recurrent cell is 1 × n and zero by design.
function isMatrixOfWeights(tensor: TensorInfo): boolean {
  const [rows = 0, ...rest] = tensor.shape;
  return isModelTensor(tensor) && !isIntegerDtype(tensor.dtype) && rows > 1 && (elementCount(rest) ?? 0) > 1;
}

function isZero({ statistics }: TensorInfo): boolean {
  return statistics !== null && statistics.zeroCount === statistics.count;
}

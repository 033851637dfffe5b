import { elementCount } from './dtype.ts';
import { isModelTensor, type NamedTensor } from './weights-identity.ts';

/** Few matrices that differ from a relative's, among many that are its own to the bit. */
export interface LocalChange {
  readonly tensors: readonly string[];
  /** How many matrices were compared. */
  readonly of: number;
}

/**
 * Whether a checkpoint is another with one or two of its matrices changed and all others equal to the bit: what an edit of
 * single facts leaves behind, and a planted one (ROME, PoisonGPT), while fine-tunes and merged adapters change all they
 * train. A new head looks the same, so it is a signal to look at, never a finding; no check of weights alone shows that
 * nothing was planted. Null for every other pair, and where tensors were not read.
 */
export function localChange(here: readonly NamedTensor[], there: readonly NamedTensor[]): LocalChange | null {
  const [own, other] = [
    here.filter(isMatrix),
    new Map(there.filter(isMatrix).map((each) => [each.name, each])),
  ];
  const isRead = [...own, ...other.values()].every(({ digest }) => digest !== null);
  if (!isRead || own.length < MATRICES_MIN || own.length !== other.size) return null;
  if (!own.every((tensor) => isSameForm(tensor, other.get(tensor.name)))) return null;
  const changed = own.filter(({ name, digest }) => other.get(name)?.digest !== digest);
  if (changed.length === 0 || changed.length > CHANGED_MAX) return null;
  return { tensors: changed.map(({ name }) => name), of: own.length };
}

/** Learned tables; norms and biases are small, and change without meaning. */
function isMatrix(tensor: NamedTensor): boolean {
  return (
    isModelTensor(tensor) && tensor.shape.length >= 2 && (elementCount(tensor.shape) ?? 0) >= ELEMENTS_MIN
  );
}

function isSameForm(one: NamedTensor, two: NamedTensor | undefined): boolean {
  return two !== undefined && one.dtype === two.dtype && one.shape.join() === two.shape.join();
}

const CHANGED_MAX = 2;
const ELEMENTS_MIN = 1000;
// Of fewer, two changed ones are no small part.
const MATRICES_MIN = 6;

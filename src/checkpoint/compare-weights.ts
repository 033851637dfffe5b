import { elementCount } from './dtype.ts';
import { isModelTensor, weightsIdentity, type NamedTensor } from './weights-identity.ts';

/** What two checkpoints' weights have in common, bit by bit. */
export interface WeightsComparison {
  /** Equal weights identity: the same tensors in any container, order and under any names. */
  readonly isSame: boolean;
  /**
   * Elements in tensors that both have, of the elements of the larger one: 0 to 1. A tensor that occurs twice counts
   * twice only where both have it twice. Null where one has no weights, or only headers of one were read.
   */
  readonly fraction: number | null;
  /** Pairs of one tensor here and one there with equal dtype, shape and bytes; by name first, then in table order. */
  readonly equal: readonly TensorPair[];
  readonly onlyHere: readonly string[];
  readonly onlyThere: readonly string[];
}

export interface TensorPair {
  readonly here: string;
  readonly there: string;
}

/** Compares the model's tensors; optimizer state and counters are left out, as in the weights identity. */
export function compareWeights(
  here: readonly NamedTensor[],
  there: readonly NamedTensor[],
): WeightsComparison {
  const [own, other] = [here.filter(isModelTensor), there.filter(isModelTensor)];
  const pairs = pairUp(own, other);
  const [pairedHere, pairedThere] = [new Set(pairs.map(([a]) => a)), new Set(pairs.map(([, b]) => b))];
  const identity = weightsIdentity(own);
  return {
    isSame: identity !== null && identity === weightsIdentity(other),
    fraction: fractionOf(own, other, [...pairedHere]),
    equal: pairs.map(([a, b]) => ({ here: a.name, there: b.name })),
    onlyHere: own.filter((tensor) => !pairedHere.has(tensor)).map(({ name }) => name),
    onlyThere: other.filter((tensor) => !pairedThere.has(tensor)).map(({ name }) => name),
  };
}

/** Each tensor at most once; among several that are equal, the one by the same name is its partner. */
function pairUp(
  own: readonly NamedTensor[],
  other: readonly NamedTensor[],
): readonly (readonly [NamedTensor, NamedTensor])[] {
  const free = new Map<string, Set<NamedTensor>>();
  for (const tensor of other.filter(({ digest }) => digest !== null)) {
    const equals = free.get(contentOf(tensor)) ?? new Set<NamedTensor>();
    free.set(contentOf(tensor), equals.add(tensor));
  }
  const partners = new Map<NamedTensor, NamedTensor>();
  const take = (tensor: NamedTensor, partner: NamedTensor | undefined) => {
    if (partner === undefined || partners.has(tensor)) return;
    partners.set(tensor, partner);
    free.get(contentOf(tensor))?.delete(partner);
  };
  const byName = new Map(other.map((tensor) => [tensor.name, tensor]));
  for (const tensor of own) {
    const namesake = byName.get(tensor.name);
    if (namesake !== undefined && free.get(contentOf(tensor))?.has(namesake)) take(tensor, namesake);
  }
  for (const tensor of own) take(tensor, free.get(contentOf(tensor))?.keys().next().value);
  return own.flatMap((tensor) => {
    const partner = partners.get(tensor);
    return partner === undefined ? [] : [[tensor, partner] as const];
  });
}

function contentOf({ dtype, shape, digest }: NamedTensor): string {
  return `${dtype} ${shape.join(',')} ${digest}`;
}

function fractionOf(
  own: readonly NamedTensor[],
  other: readonly NamedTensor[],
  paired: readonly NamedTensor[],
): number | null {
  const larger = Math.max(elementsOf(own), elementsOf(other));
  const isRead = [...own, ...other].every(({ digest }) => digest !== null);
  return isRead && own.length > 0 && other.length > 0 && larger > 0 ? elementsOf(paired) / larger : null;
}

function elementsOf(tensors: readonly NamedTensor[]): number {
  return tensors.reduce((sum, { shape }) => sum + (elementCount(shape) ?? 0), 0);
}

import type { TensorInfo } from '../inspection.ts';
import { isModelTensor } from '../weights-identity.ts';
import { listed, type Rule } from './rule.ts';

/** A NaN or an infinity among the weights spreads to every output; a mask of zeros and infinities is no weight. */
export const valuesNotFinite = {
  id: 'CHECKPOINT_VALUES_NOT_FINITE',
  severity: 'ERROR',
  effect: 'NOTE',
  remedy: 'look for the step at which the training diverged, and publish a checkpoint from before it',
  find({ tensors }) {
    const hit = tensors.filter((tensor) => isModelTensor(tensor) && isSpoilt(tensor));
    if (hit.length === 0) return [];
    const received = listed(hit, ({ name, statistics }) => {
      const { nanCount = 0, infinityCount = 0 } = statistics ?? {};
      return `${name} (${nanCount} NaN, ${infinityCount} infinite)`;
    });
    const message = `${hit.length === 1 ? 'a tensor holds' : `${hit.length} tensors hold`} values that are not finite`;
    return [{ message, expected: 'finite numbers', received }];
  },
} as const satisfies Rule;

function isSpoilt({ statistics }: TensorInfo): boolean {
  if (statistics === null) return false;
  const { count, nanCount, infinityCount, zeroCount } = statistics;
  return nanCount > 0 || (infinityCount > 0 && infinityCount + zeroCount < count);
}

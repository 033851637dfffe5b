import { defined, undefinedFor, type Measure } from './measure.ts';

/** A random canary planted in the training data, and where it ranks among all it could have been. */
export interface CanaryRank {
  /** |R|, how many canaries were possible. */
  readonly spaceSize: number;
  /** 1 is likelier than every other. */
  readonly rank: number;
}

/** log2 |R| − log2 rank (Carlini et al. 2019), in bits. */
export function exposure({ spaceSize, rank }: CanaryRank): Measure {
  const isRank = spaceSize >= 1 && rank >= 1 && rank <= spaceSize;
  return isRank ? defined(Math.log2(spaceSize) - Math.log2(rank)) : undefinedFor('no rank in the space');
}

/** Whether the canary could be had out of the model by asking: nothing else in its space is likelier. */
export function isExtractable({ rank }: CanaryRank): boolean {
  return rank === 1;
}

import { isVetted } from './reliability.ts';
import { betaQuantile } from './statistics/beta.ts';
import type { Interval } from './statistics/proportion.ts';
import type { Agreement } from './verdict.ts';

/** A group's verdict with what its word is worth. */
export interface Vote {
  readonly agreement: Agreement;
  readonly isSelf: boolean;
  /** ρ of its most reliable member. */
  readonly reliability: number;
}

export interface Score {
  /** The predicted probability that the next independent evaluator lands inside the tolerance; null without evidence. */
  readonly score: number | null;
  /** 90 % interval. Without evidence it is the prior's, Jeffreys' Beta(½, ½): about .006 to .994, as wide as not knowing. */
  readonly interval: Interval;
  /** Weight of agreeing and of disagreeing groups. */
  readonly agreeing: number;
  readonly disagreeing: number;
}

/** (½ + A)/(1 + A + B) over the weights, in the order of `votes`. */
export function scoreOf(votes: readonly Vote[], weights: readonly number[]): Score {
  const sumOf = (agreement: Agreement) =>
    votes.reduce((sum, vote, i) => sum + (vote.agreement === agreement ? (weights[i] ?? 0) : 0), 0);
  const [agreeing, disagreeing] = [sumOf('AGREE'), sumOf('DISAGREE')];
  const score = agreeing + disagreeing === 0 ? null : (0.5 + agreeing) / (1 + agreeing + disagreeing);
  const quantile = (p: number) => betaQuantile(p, 0.5 + agreeing, 0.5 + disagreeing);
  return { score, interval: [quantile(0.05), quantile(0.95)], agreeing, disagreeing };
}

/**
 * ρ for a vetted group; all unvetted ones together at most ½, and nothing once a vetted group has a verdict; nothing
 * for self and for INCONCLUSIVE.
 */
export function weightsOf(votes: readonly Vote[]): readonly number[] {
  const counted = votes.filter(counts);
  const unvetted = counted.filter((vote) => !isVetted(vote.reliability));
  const unvettedSum = unvetted.reduce((sum, vote) => sum + vote.reliability, 0);
  const isDecided = unvetted.length < counted.length;
  const share = isDecided ? 0 : Math.min(1, UNVETTED_WEIGHT_MAX / unvettedSum);
  return votes.map((vote) => {
    if (!counts(vote)) return 0;
    return isVetted(vote.reliability) ? vote.reliability : vote.reliability * share;
  });
}

function counts({ agreement, isSelf }: Vote): boolean {
  return !isSelf && agreement !== 'INCONCLUSIVE';
}

// Keys are free to make: however many there are, they weigh no more than the least vetted evaluator, which replaces them.
const UNVETTED_WEIGHT_MAX = 0.5;

import { invariant } from '../base/errors.ts';
import { betaQuantile } from './statistics/beta.ts';

/** Known-answer jobs an evaluator could not tell from real ones. */
export interface Audits {
  readonly passed: number;
  readonly failed: number;
}

/**
 * ρ: the share of an evaluator's results that, with 95 % belief, are at least right: the 5 % quantile of
 * Beta(1 + passed, 1 + failed) (Jøsang & Ismail 2002; the lower bound is ours). A runner its hub's owner vouches
 * for starts as if five audits had passed, ρ = .607; more audits then speak for themselves, failed ones at once.
 */
export function reliabilityOf({ passed, failed }: Audits, isTrusted: boolean): number {
  invariant(isCount(passed) && isCount(failed), `audits are counts, got ${passed} and ${failed}`);
  return betaQuantile(0.05, 1 + (isTrusted ? Math.max(passed, PASSED_BY_TRUST) : passed), 1 + failed);
}

/** Four clean audits are enough, three are not. */
export function isVetted(reliability: number): boolean {
  return reliability >= 0.5;
}

const PASSED_BY_TRUST = 5;

function isCount(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}

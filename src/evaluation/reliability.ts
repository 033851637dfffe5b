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
  return lowerBound(isTrusted ? Math.max(passed, PASSED_BY_TRUST) : passed, failed);
}

/** Four clean audits are enough, three are not. */
export function isVetted(reliability: number): boolean {
  return reliability >= 0.5;
}

const PASSED_BY_TRUST = 5;

const known = new Map<string, number>();
const KNOWN_MAX = 10_000;

// Asked for each evaluator of each step of each score, nearly always of the same few counts.
function lowerBound(passed: number, failed: number): number {
  const key = `${passed} ${failed}`;
  const found = known.get(key) ?? betaQuantile(0.05, 1 + passed, 1 + failed);
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(key, found);
  return found;
}

function isCount(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}

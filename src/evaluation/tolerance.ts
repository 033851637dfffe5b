import { refusal } from '../base/errors.ts';
import { deltaAbsOf } from './metric-registry.ts';
import type { Claim } from './run.ts';

/** T0 equal outputs · T1 within a tenth of the metric's relative tolerance · T2 within it · T3 within a declared margin. */
export type ToleranceClass = 'T0' | 'T1' | 'T2' | 'T3';

/**
 * δ, the largest absolute difference that still counts as the same value, in the metric's unit: half a printed
 * digit plus the declared margin or the metric's own. Refuses a margin above five times the metric's own with
 * `EVALUATION_MARGIN_TOO_WIDE`, for a wide enough margin agrees with anything.
 */
export function toleranceOf(claim: Claim): number {
  return roundingOf(claim) + (declaredMarginOf(claim) ?? defaultMarginOf(claim, claim.metric.deltaRel));
}

/** δ of class T1. */
export function narrowToleranceOf(claim: Claim): number {
  return roundingOf(claim) + defaultMarginOf(claim, claim.metric.deltaRel / 10);
}

/** Tells computed borders from measured ones: 1e-9 of the value or of 1. */
export function slackOf(claim: Claim): number {
  return 1e-9 * Math.max(1, Math.abs(claim.value));
}

function declaredMarginOf(claim: Claim): number | null {
  const marginMax = 5 * defaultMarginOf(claim, claim.metric.deltaRel);
  if (claim.margin === null || claim.margin <= marginMax + slackOf(claim)) return claim.margin;
  throw refusal('EVALUATION_MARGIN_TOO_WIDE', 'the declared margin would agree with almost anything', {
    expected: `at most ${marginMax}, five times the metric's own`,
    received: String(claim.margin),
  });
}

function defaultMarginOf({ metric, value, itemCount }: Claim, deltaRel: number): number {
  return Math.max(deltaAbsOf(metric, itemCount), deltaRel * (value - metric.scaleMin));
}

function roundingOf({ decimals }: Claim): number {
  return decimals === null ? 0 : 10 ** -decimals / 2;
}

import type { Digest } from '../base/digest.ts';
import { refusal } from '../base/errors.ts';
import type { Metric } from './metric-registry.ts';

/** A publisher's value of a metric for one core digest under one protocol. */
export interface Claim {
  readonly coreDigest: Digest;
  readonly protocolDigest: Digest;
  readonly metric: Metric;
  readonly value: number;
  readonly itemCount: number;
  /** Decimals as printed; null where the value is exact. */
  readonly decimals: number | null;
  /** Absolute difference the publisher declares acceptable; null for the metric's default. */
  readonly margin: number | null;
  /** Standard error over sampling seeds; 0 for a deterministic protocol. */
  readonly se: number;
  readonly outputsDigest: Digest | null;
  readonly publisherId: string;
}

/** What a run was made with; recorded, compared, and never part of the protocol. */
export interface Conditions {
  /** `vendor:arch:provider`, e.g. `nvidia:sm_90:ort-cuda`. */
  readonly hardwareClass: string;
  /** Harness and runtime with versions, e.g. `heirloom@0.1.0+ort@1.30.0`. */
  readonly stackId: string;
  /** Dtype, batch size, device count, optimisation level, sandbox level and the like. */
  readonly details: Readonly<Record<string, string>>;
}

/** One execution of a protocol on a checkpoint by an evaluator. */
export interface Run {
  readonly id: string;
  readonly evaluatorId: string;
  readonly coreDigest: Digest;
  readonly protocolDigest: Digest;
  readonly value: number;
  readonly se: number;
  readonly itemCount: number;
  readonly outputsDigest: Digest | null;
  readonly predictionsDigest: Digest | null;
  /** Which answer it gave to the series' challenge: equal numbers are equal answers; null where it gave none. */
  readonly challengeAnswer: number | null;
  readonly conditions: Conditions;
}

/** Refuses a claim whose numbers no metric could give, with `EVALUATION_CLAIM_MALFORMED`. */
export function assertClaim(claim: Claim): void {
  const { decimals, margin } = claim;
  assertMeasured(claim, claim.metric, 'EVALUATION_CLAIM_MALFORMED');
  const isSane =
    (decimals === null || (Number.isSafeInteger(decimals) && decimals >= 0 && decimals <= 18)) &&
    (margin === null || (Number.isFinite(margin) && margin >= 0));
  if (!isSane)
    throw refusal('EVALUATION_CLAIM_MALFORMED', 'the claim has impossible decimals or margin', {
      expected: 'decimals of 0 to 18 or none, a margin of 0 or more or none',
      received: `decimals ${decimals}, margin ${margin}`,
    });
}

/** Refuses a run whose numbers its metric could not give, with `EVALUATION_RUN_MALFORMED`. */
export function assertRun(run: Run, metric: Metric): void {
  assertMeasured(run, metric, 'EVALUATION_RUN_MALFORMED');
}

/** Only the same bytes under the same protocol over the same items reproduce a claim; anything else is related. */
export function isReproductionOf(claim: Claim, run: Run): boolean {
  return (
    run.coreDigest === claim.coreDigest &&
    run.protocolDigest === claim.protocolDigest &&
    run.itemCount === claim.itemCount
  );
}

function assertMeasured(
  { value, se, itemCount }: Pick<Run, 'value' | 'se' | 'itemCount'>,
  { id, scaleMin, scaleMax }: Metric,
  code: 'EVALUATION_CLAIM_MALFORMED' | 'EVALUATION_RUN_MALFORMED',
): void {
  const isOnScale = Number.isFinite(value) && value >= scaleMin && (scaleMax === null || value <= scaleMax);
  const isCounted = Number.isSafeInteger(itemCount) && itemCount >= 1;
  if (isOnScale && isCounted && Number.isFinite(se) && se >= 0) return;
  throw refusal(code, `these are not numbers ${id} could give`, {
    expected: `a value of ${scaleMin} to ${scaleMax ?? 'any size'}, a standard error of 0 or more, at least one item`,
    received: `value ${value}, standard error ${se}, ${itemCount} items`,
  });
}

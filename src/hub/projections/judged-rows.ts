import { parseDigest } from '../../base/digest.ts';
import { metricOf } from '../../evaluation/metric-registry.ts';
import type { Claim, Run } from '../../evaluation/run.ts';
import type { ClaimRecord, RunRecord } from '../../store/evaluation-repository.ts';

/** A claim's row as the room of evaluation judges it. */
export function judgedClaim(claim: ClaimRecord): Claim {
  return {
    coreDigest: parseDigest(claim.coreDigest),
    protocolDigest: parseDigest(claim.protocolDigest),
    metric: metricOf(claim.metric, 1),
    value: Number(claim.value),
    itemCount: claim.items,
    decimals: claim.decimals,
    margin: claim.margin === null ? null : Number(claim.margin),
    se: 0,
    outputsDigest: null,
    publisherId: String(claim.contributorId),
  };
}

/** The same of a run. */
export function judgedRun(run: RunRecord): Run {
  return {
    id: String(run.logIndex),
    evaluatorId: String(run.contributorId),
    coreDigest: parseDigest(run.coreDigest),
    protocolDigest: parseDigest(run.protocolDigest),
    value: Number(run.value),
    se: Number(run.standardError),
    itemCount: run.items,
    outputsDigest: parseDigest(run.outputsDigest),
    predictionsDigest: parseDigest(run.predictionsDigest),
    challengeAnswer: run.challengeAnswer,
    conditions: { hardwareClass: run.hardwareClass, stackId: run.stack, details: {} },
  };
}

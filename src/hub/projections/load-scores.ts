import { parseDigest } from '../../base/digest.ts';
import type { Evaluator } from '../../evaluation/independence.ts';
import { metricOf } from '../../evaluation/metric-registry.ts';
import { reproducibility, type Reproducibility } from '../../evaluation/reproducibility.ts';
import type { Claim, Run } from '../../evaluation/run.ts';
import { median } from '../../evaluation/statistics/median.ts';
import type { ClaimRecord, RunRecord } from '../../store/evaluation-repository.ts';
import type { Store } from '../../store/store.ts';

/** Everything known of a core digest under one protocol and metric. */
export interface ScoreRecord {
  readonly protocolDigest: string;
  readonly metric: string;
  readonly claim: ClaimRecord | null;
  readonly runs: readonly RunRecord[];
  readonly value: number;
  readonly items: number;
  readonly reproducibility: Reproducibility | null;
}

/** Recomputes the scores of some core digests from their claims and runs; nothing computed is trusted from rows. */
export async function loadScores(
  store: Store,
  coreDigests: readonly string[],
): Promise<readonly (ScoreRecord & { readonly coreDigest: string })[]> {
  const publishers = await store.checkpoints.firstPublishersOf(coreDigests);
  const filed = await store.evaluations.claimsOn(coreDigests);
  // Whoever forks the same bytes may claim too, but the claim that is measured is the first publisher's.
  const claims = filed.filter((claim) => publishers.get(claim.coreDigest) === claim.contributorId);
  const runs = await store.evaluations.runsOn(coreDigests);
  const runsBySeries = Map.groupBy(runs, seriesOf);
  // The latest claim counts; log order makes it the last one written here.
  const claimBySeries = new Map(claims.map((claim) => [seriesOf(claim), claim]));
  const series = new Set([...claimBySeries.keys(), ...runsBySeries.keys()]);
  return [...series].map((key) => scoreOf(claimBySeries.get(key) ?? null, runsBySeries.get(key) ?? []));
}

function seriesOf(row: { coreDigest: string; protocolDigest: string; metric: string }): string {
  return `${row.coreDigest} ${row.protocolDigest} ${row.metric}`;
}

function scoreOf(claim: ClaimRecord | null, runs: readonly RunRecord[]) {
  const head = (claim ?? runs[0])!;
  return {
    coreDigest: head.coreDigest,
    protocolDigest: head.protocolDigest,
    metric: head.metric,
    claim,
    runs,
    value: claim ? Number(claim.value) : median(runs.map((run) => Number(run.value))),
    items: head.items,
    reproducibility: claim ? reproduced(claim, runs) : null,
  };
}

function reproduced(claim: ClaimRecord, runs: readonly RunRecord[]): Reproducibility {
  return reproducibility(claimOf(claim), runs.map(runOf), evaluatorsOf(claim, runs));
}

function claimOf(claim: ClaimRecord): Claim {
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

function runOf(run: RunRecord): Run {
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
    isByHand: run.byHand,
    conditions: { hardwareClass: run.hardwareClass, stackId: run.stack, details: {} },
  };
}

// The publisher stands among the evaluators even without a run, so that a shared host makes a run the publisher's own.
function evaluatorsOf(claim: ClaimRecord, runs: readonly RunRecord[]): readonly Evaluator[] {
  const hosts = new Map<number, Set<string>>([
    [claim.contributorId, new Set(claim.host ? [claim.host] : [])],
  ]);
  for (const run of runs) {
    const known = hosts.get(run.contributorId) ?? new Set<string>();
    hosts.set(run.contributorId, known.add(run.host));
  }
  return [...hosts].map(([id, marks]) => ({
    id: String(id),
    organisations: [],
    domains: [],
    hosts: [...marks],
    payers: [],
    conflicts: [],
    audits: { passed: 0, failed: 0 },
    isTrusted: false,
  }));
}

import type { Evaluator } from '../../evaluation/independence.ts';
import { reproducibility, type Reproducibility } from '../../evaluation/reproducibility.ts';
import type { Claim, Run } from '../../evaluation/run.ts';
import { median } from '../../evaluation/statistics/median.ts';
import type { ClaimRecord, RunRecord } from '../../store/evaluation-repository.ts';
import type { Store } from '../../store/store.ts';
import { judgedClaim, judgedRun } from './judged-rows.ts';
import { loadEvaluators } from './load-evaluators.ts';

/** Everything known of a core digest under one protocol and metric. */
export interface ScoreRecord {
  readonly coreDigest: string;
  readonly protocolDigest: string;
  readonly metric: string;
  readonly claim: ClaimRecord | null;
  /** In log order, with those that their evaluators took back. */
  readonly runs: readonly RunRecord[];
  /** Of the same bytes and metric under other protocols: never counted. */
  readonly relatedRuns: readonly RunRecord[];
  readonly value: number;
  readonly items: number;
  /** What was judged; null without a claim. */
  readonly judged: Judged | null;
  readonly reproducibility: Reproducibility | null;
}

/** The arguments of `reproducibility`. */
export interface Judged {
  readonly claim: Claim;
  /** In log order. */
  readonly runs: readonly Run[];
  readonly evaluators: readonly Evaluator[];
}

/** Recomputes the scores of some core digests from their claims and runs; nothing computed is trusted from rows. */
export async function loadScores(
  store: Store,
  coreDigests: readonly string[],
): Promise<readonly ScoreRecord[]> {
  const publishers = await store.checkpoints.firstPublishersOf(coreDigests);
  const filed = await store.evaluations.claimsOn(coreDigests);
  // Whoever forks the same bytes may claim too, but the claim that is measured is the first publisher's.
  const claims = filed.filter((claim) => publishers.get(claim.coreDigest) === claim.contributorId);
  const runs = await store.evaluations.runsOn(coreDigests);
  const superseded = await store.evaluations.supersededProtocols(protocolsOf(claims));
  const evaluators = await loadEvaluators(
    store,
    [...claims, ...runs].map(({ contributorId }) => contributorId),
  );
  const runsBySeries = Map.groupBy(runs, seriesOf);
  const runsByQuestion = Map.groupBy(runs, questionOf);
  // The latest claim counts; log order makes it the last one written here.
  const claimBySeries = new Map(claims.map((claim) => [seriesOf(claim), claim]));
  const series = new Set([...claimBySeries.keys(), ...runsBySeries.keys()]);
  return [...series].map((key) => {
    const [claim, own] = [claimBySeries.get(key) ?? null, runsBySeries.get(key) ?? []];
    const near = runsByQuestion.get(questionOf((claim ?? own[0])!)) ?? [];
    const relatedRuns = near.filter((run) => seriesOf(run) !== key);
    return scoreOf({ claim, runs: own, relatedRuns }, evaluators, superseded);
  });
}

type Series = Pick<ScoreRecord, 'claim' | 'runs' | 'relatedRuns'>;

function scoreOf(
  { claim, runs, relatedRuns }: Series,
  evaluators: ReadonlyMap<number, Evaluator>,
  superseded: ReadonlySet<string>,
): ScoreRecord {
  const { coreDigest, protocolDigest, metric, items } = (claim ?? runs[0])!;
  const standing = runs.filter((run) => run.withdrawalLogIndex === null);
  const judged = claim && judgedOf(claim, standing, evaluators);
  return {
    coreDigest,
    protocolDigest,
    metric,
    items,
    claim,
    runs,
    relatedRuns,
    judged,
    value: claim ? Number(claim.value) : medianOf(standing.length > 0 ? standing : runs),
    reproducibility: judged && reproduced(judged, superseded.has(protocolDigest)),
  };
}

// The publisher stands among the evaluators even without a run, so that a shared host makes a run the publisher's own.
function judgedOf(
  claim: ClaimRecord,
  runs: readonly RunRecord[],
  evaluators: ReadonlyMap<number, Evaluator>,
): Judged {
  const ids = new Set([claim.contributorId, ...runs.map(({ contributorId }) => contributorId)]);
  return {
    claim: judgedClaim(claim),
    runs: runs.map(judgedRun),
    evaluators: [...ids].flatMap((id) => evaluators.get(id) ?? []),
  };
}

function reproduced({ claim, runs, evaluators }: Judged, isSuperseded: boolean): Reproducibility {
  const found = reproducibility(claim, runs, evaluators);
  return isSuperseded ? { ...found, state: 'SUPERSEDED' } : found;
}

function medianOf(runs: readonly RunRecord[]): number {
  return median(runs.map((run) => Number(run.value)));
}

function protocolsOf(claims: readonly ClaimRecord[]): readonly string[] {
  return [...new Set(claims.map(({ protocolDigest }) => protocolDigest))];
}

function questionOf(row: { coreDigest: string; metric: string }): string {
  return `${row.coreDigest} ${row.metric}`;
}

function seriesOf(row: { coreDigest: string; protocolDigest: string; metric: string }): string {
  return `${row.coreDigest} ${row.protocolDigest} ${row.metric}`;
}

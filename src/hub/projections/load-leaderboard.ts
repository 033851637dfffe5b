import { byValue, rankRanges, type Better, type RankRange } from '../../evaluation/leaderboard.ts';
import { hardshipOf } from '../../evaluation/hardship.ts';
import { METRICS } from '../../evaluation/metric-registry.ts';
import { parseProtocol } from '../../evaluation/protocol.ts';
import type { Interval } from '../../evaluation/statistics/proportion.ts';
import { factsOfMetric, namesOfMetric } from '../../import/reported/known-metrics.ts';
import { reportedInterval } from '../../import/reported/reported-interval.ts';
import type { CheckpointRecord } from '../../store/checkpoint-repository.ts';
import type { ReportedEntryRecord } from '../../store/reported-repository.ts';
import type { Store } from '../../store/store.ts';
import { loadScores, type ScoreRecord } from './load-scores.ts';
import { scoreInterval } from './score-interval.ts';

/** One value on a benchmark: measured or claimed here, or reported by others; exactly one of `score` and `reported` is there. */
export interface LeaderboardEntry {
  readonly value: number;
  readonly interval: Interval | null;
  readonly score: ScoreRecord | null;
  readonly checkpoint: CheckpointRecord | null;
  readonly reported: ReportedEntryRecord | null;
}

export interface RankedEntry extends LeaderboardEntry {
  /** From 0 on, as listed. */
  readonly position: number;
  readonly rank: RankRange;
}

export interface Leaderboard {
  readonly benchmark: string;
  readonly metric: string;
  readonly better: Better;
  readonly entries: readonly RankedEntry[];
  /** There are more values than a list is ranked of. */
  readonly isCut: boolean;
}

/** Everything known of a benchmark by one metric, ranked; a dataset published here is a benchmark by its name. */
export async function loadLeaderboard(
  store: Store,
  {
    benchmark,
    metric: wanted,
    hardship,
  }: { readonly benchmark: string; readonly metric: string | null; readonly hardship: string },
): Promise<Leaderboard | null> {
  const scores = await scoresOn(store, benchmark, hardship);
  const metric = wanted ?? (await usualMetric(store, benchmark, scores));
  if (metric === null) return null;
  const names = namesOfMetric(metric);
  const better = await betterOf(store, benchmark, names);
  // Others say nothing of what was done to their items.
  const reported =
    hardship === '' ? await store.reported.bestOf(benchmark, names, better, ENTRIES_MAX + 1) : [];
  const measured = scores.filter((score) => names.includes(score.metric));
  const entries = [...(await measuredEntries(store, measured)), ...reported.flatMap(reportedEntry)]
    .slice(0, ENTRIES_MAX)
    .sort((a, b) => byValue(a, b, better));
  const ranks = rankRanges(entries, better);
  const ranked = entries.map((entry, position) => ({ ...entry, position, rank: ranks[position] ?? [1, 1] }));
  return {
    benchmark,
    metric,
    better,
    entries: ranked,
    isCut: reported.length > ENTRIES_MAX,
  };
}

/** What is measured or claimed here on the dataset of this name in one way, leaving out what was taken back. */
async function scoresOn(store: Store, benchmark: string, hardship: string): Promise<readonly ScoreRecord[]> {
  const series = await store.evaluations.seriesOn(benchmark, CORES_MAX);
  const asked = await store.evaluations.protocolsByDigests([
    ...new Set(series.map(({ protocolDigest }) => protocolDigest)),
  ]);
  const protocols = new Set(
    asked.flatMap(({ digest, body }) => (hardshipOf(parseProtocol(body)) === hardship ? [digest] : [])),
  );
  const scores = await loadScores(store, [...new Set(series.map(({ coreDigest }) => coreDigest))]);
  return scores.filter(
    ({ protocolDigest, claim, runs }) =>
      protocols.has(protocolDigest) &&
      (claim !== null || runs.some(({ withdrawalLogIndex }) => withdrawalLogIndex === null)),
  );
}

async function usualMetric(
  store: Store,
  benchmark: string,
  scores: readonly ScoreRecord[],
): Promise<string | null> {
  const [usual] = await store.reported.metricsOf(benchmark);
  const counts = [...Map.groupBy(scores, ({ metric }) => metric)].sort(([, a], [, b]) => b.length - a.length);
  return counts[0]?.[0] ?? usual ?? null;
}

async function measuredEntries(
  store: Store,
  scores: readonly ScoreRecord[],
): Promise<readonly LeaderboardEntry[]> {
  const holders = await store.checkpoints.byCoreDigests(scores.map(({ coreDigest }) => coreDigest));
  // The first that was published with these bytes; later ones are forks.
  const byCore = new Map(holders.toReversed().map((holder) => [holder.coreDigest, holder]));
  return scores.map((score) => ({
    value: score.value,
    interval: scoreInterval(score),
    score,
    checkpoint: byCore.get(score.coreDigest) ?? null,
    reported: null,
  }));
}

function reportedEntry(reported: ReportedEntryRecord): readonly LeaderboardEntry[] {
  if (reported.value === null) return [];
  const interval = reportedInterval(reported);
  return [{ value: reported.value, interval, score: null, checkpoint: null, reported }];
}

/** As this hub knows the metric, else as most sources say; where nobody says, more is better. */
async function betterOf(store: Store, benchmark: string, names: readonly string[]): Promise<Better> {
  const known =
    METRICS.find(({ id }) => names.includes(id))?.direction ?? factsOfMetric(names[0] ?? '').direction;
  return known ?? (await store.reported.directionOf(benchmark, names)) ?? 'HIGHER_IS_BETTER';
}

const ENTRIES_MAX = 5_000;
const CORES_MAX = 500;

import type { Interval } from '../../evaluation/statistics/proportion.ts';
import { namesOfMetric } from '../../import/reported/known-metrics.ts';
import { reportedInterval } from '../../import/reported/reported-interval.ts';
import type { SeriesRecord } from '../../store/model-repository.ts';
import type { ReportedEntryRecord } from '../../store/reported-repository.ts';
import type { Store } from '../../store/store.ts';
import { loadScores } from './load-scores.ts';
import { scoreInterval } from './score-interval.ts';

/** What a training series had learned at a step. */
export interface LearningPoint {
  readonly step: number;
  readonly value: number;
  readonly interval: Interval | null;
  /** Null where others report it. */
  readonly checkpoint: SeriesRecord | null;
  readonly reported: ReportedEntryRecord | null;
}

export interface LearningCurve {
  readonly model: string;
  readonly benchmark: string;
  readonly metric: string;
  readonly points: readonly LearningPoint[];
}

/** A model's values on one benchmark by training step: those measured here and those that others report. */
export async function loadLearningCurve(
  store: Store,
  asked: Omit<LearningCurve, 'points'>,
): Promise<LearningCurve> {
  const names = namesOfMetric(asked.metric);
  const reported = await store.reported.stepsOf(asked.model, asked.benchmark, names, POINTS_MAX);
  const points = [...(await measuredPoints(store, asked, names)), ...reported.flatMap(reportedPoint)];
  return { ...asked, points: points.sort((a, b) => a.step - b.step).slice(0, POINTS_MAX) };
}

async function measuredPoints(
  store: Store,
  { model: name, benchmark }: Omit<LearningCurve, 'points'>,
  metrics: readonly string[],
): Promise<readonly LearningPoint[]> {
  const model = await store.models.findByName(name);
  const series = model ? await store.models.seriesOf(model.id, POINTS_MAX, null) : [];
  // A step that nobody told is beyond all of them.
  const stepped = new Map(
    series.flatMap((each) =>
      each.coreDigest !== null && each.step < STEP_MAX ? [[each.coreDigest, each]] : [],
    ),
  );
  if (stepped.size === 0) return [];
  const asked = await store.evaluations.seriesOn(benchmark, POINTS_MAX);
  const protocols = new Set(asked.map(({ protocolDigest }) => protocolDigest));
  const scores = await loadScores(store, [...stepped.keys()]);
  return scores.flatMap((score) => {
    const checkpoint = stepped.get(score.coreDigest);
    if (!checkpoint || !protocols.has(score.protocolDigest) || !metrics.includes(score.metric)) return [];
    const { value } = score;
    return [{ step: checkpoint.step, value, interval: scoreInterval(score), checkpoint, reported: null }];
  });
}

function reportedPoint(reported: ReportedEntryRecord): readonly LearningPoint[] {
  const { step, value } = reported;
  if (step === null || value === null) return [];
  return [{ step, value, interval: reportedInterval(reported), checkpoint: null, reported }];
}

const POINTS_MAX = 1_000;
const STEP_MAX = 2 ** 52;

import { metricOf } from '../../evaluation/metric-registry.ts';
import { samplingInterval } from '../../evaluation/sampling-interval.ts';
import type { Interval } from '../../evaluation/statistics/proportion.ts';
import type { ScoreRecord } from './load-scores.ts';

/** 95 % interval of a score's value over the choice of its items. */
export function scoreInterval({ metric, value, items, runs }: ScoreRecord): Interval | null {
  const errors = runs.flatMap(({ samplingError }) => (samplingError === null ? [] : Number(samplingError)));
  return samplingInterval(metricOf(metric, 1), { value, items, errors });
}

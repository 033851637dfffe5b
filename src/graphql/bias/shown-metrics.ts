import type { Measure } from '../../bias/metrics/measure.ts';

/** Metrics as a list, for their names are the report's. */
export function shownMetrics(metrics: Readonly<Record<string, Measure>>) {
  return Object.entries(metrics).map(([id, measure]) =>
    measure.status === 'DEFINED'
      ? { id, value: measure.value, interval: measure.interval, undefinedBecause: null }
      : { id, value: null, interval: null, undefinedBecause: measure.reason },
  );
}

import { runnerRefusal } from './runner-error.ts';

export function mismatch(expected: string, received: string) {
  return runnerRefusal('RUNNER_DATASET_MISMATCH', 'the protocol and its dataset do not fit', {
    expected,
    received,
  });
}

/** Answers that are worth no number; to leave some out would be another metric. */
export function undefinedMetric(expected: string, received: string) {
  return runnerRefusal('RUNNER_METRIC_UNDEFINED', 'the metric of these answers is no number', {
    expected,
    received,
  });
}

export function unsupported(expected: string, received: string) {
  return runnerRefusal('RUNNER_PROTOCOL_UNSUPPORTED', 'this runner does not run such protocols yet', {
    expected,
    received,
  });
}

import { expect, test } from 'vitest';
import type { ReportState } from './report-standing.ts';
import { reportStandingSentence } from './standing-sentence.ts';

test.for<[ReportState, number, number, string]>([
  ['FILED', 0, 0, 'filed, not repeated by others'],
  ['FILED', 0, 1, 'filed; another contradicts it'],
  ['REPRODUCED', 1, 0, 'reproduced by another'],
  ['REPRODUCED', 1, 1, 'reproduced by another; another contradicts it'],
  ['CONFIRMED', 3, 2, 'confirmed by 3 others; 2 others contradict it'],
  ['CONTESTED', 0, 1, 'contested by another'],
  ['CONTESTED', 2, 2, 'contested: 2 for it, 2 against'],
  ['REFUTED', 0, 2, 'refuted by 2 others'],
  ['REPLACED', 0, 0, 'replaced by its author’s newer report'],
  ['WITHDRAWN', 0, 0, 'taken back by its author'],
])('%s with %d for it and %d against reads so', ([state, agreeing, contradicting, expected]) => {
  expect(reportStandingSentence({ state, agreeing, contradicting, isSettled: false })).toBe(expected);
});

import { describe, expect, test } from 'vitest';
import type { GroupCounts } from './counts.ts';
import { assertSameMarginals, marginalsOf } from './dataset-marginals.ts';

const confusion = (tp: number, fp: number, tn: number, fn: number, name = 'constructor'): GroupCounts => ({
  kind: 'CONFUSION',
  groups: [{ name, tp, fp, tn, fn }],
});
const tally = (k: number, n: number): GroupCounts => ({
  kind: 'TALLY',
  groups: [{ name: 'constructor', k, n }],
});
const EMPTY: GroupCounts = { kind: 'TALLY', groups: [] };

describe('dataset marginals', () => {
  const pinned = marginalsOf(confusion(5, 1, 3, 1));

  test('let other predictions on the same items through', () => {
    expect(() => assertSameMarginals(pinned, confusion(0, 4, 0, 6))).not.toThrow();
    expect(() => assertSameMarginals(pinned, tally(3, 10))).not.toThrow();
  });

  test.each([
    ['another size', confusion(5, 1, 3, 2)],
    ['other labels at the same size', confusion(5, 1, 2, 2)],
    ['another size of a tally', tally(3, 11)],
    ['another group', confusion(5, 1, 3, 1, 'toString')],
    ['a group left out', EMPTY],
  ])('refuse %s', (_, counts) => {
    expect(() => assertSameMarginals(pinned, counts)).toThrow(
      expect.objectContaining({ code: 'BIAS_MARGINALS_CONTRADICTED' }),
    );
  });
});

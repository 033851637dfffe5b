import { expect, test } from 'vitest';
import { mitigationOf } from './mitigation.ts';
import { mitigationSentence } from './mitigation-sentence.ts';

const gap = (high: number, low: number) => ({
  high: { k: high, n: 1000 },
  low: { k: low, n: 1000 },
  accuracy: { k: high + low, n: 2000 },
});

test('a mitigation reads as its gap before and after, with the interval of the change', () => {
  const found = mitigationOf(gap(977, 65), gap(970, 940));
  expect(mitigationSentence(found.status, found, true)).toBe(
    'VERIFIED: gap 91.2 → 3.0 points (−88.2 ±2.5), accuracy +43.4',
  );
  expect(mitigationSentence(found.status, found, false)).toMatch(/; not repeated by others yet$/);
});

test('a gap below the other way, or without accuracy, says so', () => {
  const turned = mitigationOf(gap(65, 977), gap(970, 940));
  expect(mitigationSentence(turned.status, turned, true)).toMatch(/^OVERCORRECTED: gap 91\.2 → −3\.0 points/);
  const unknown = mitigationOf({ ...gap(977, 65), accuracy: null }, gap(970, 940));
  expect(mitigationSentence(unknown.status, unknown, true)).toMatch(
    /^INCONCLUSIVE: .*, accuracy not counted$/,
  );
});

test('what nobody counted is claimed, and a pair that is not there is named', () => {
  expect(mitigationSentence('CLAIMED', null, false)).toBe('CLAIMED: not counted on this child yet');
  expect(mitigationSentence('INCONCLUSIVE', null, true)).toBe(
    'INCONCLUSIVE: these counts have no difference',
  );
});

import { expect, test } from 'vitest';
import { digestOf } from '../../base/digest.ts';
import { riskDifference } from './difference.ts';
import { parseRiskPayload } from './read-risk.ts';

const trigger = (tried: number) =>
  parseRiskPayload({
    dataset: digestOf('data'),
    protocol: digestOf('protocol'),
    attribute: 'a mark',
    trigger: { tried: { k: tried, n: 1000 }, control: { k: 0, n: 1000 } },
  });

test('a larger effect is worsened; a smaller one proves nothing without accuracy', () => {
  expect(riskDifference(trigger(200), trigger(600))).toMatchObject({ status: 'WORSENED' });
  const smaller = riskDifference(trigger(600), trigger(100));
  expect(smaller).toMatchObject({ status: 'INCONCLUSIVE', accuracyDelta: null, isNonInferior: null });
  expect(smaller?.reduction).toBeCloseTo(0.5, 12);
  expect(smaller?.reductionInterval95[0]).toBeGreaterThan(0.46);
  expect(smaller?.reductionInterval95[1]).toBeLessThan(0.54);
});

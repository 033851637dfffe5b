import { expect, test } from 'vitest';
import { isVetted, reliabilityOf } from './reliability.ts';

test.each([
  [0, 0, 0.05],
  [1, 0, 0.224],
  [3, 0, 0.473],
  [4, 0, 0.549],
  [5, 0, 0.607],
  [10, 0, 0.762],
  [20, 0, 0.867],
  [50, 0, 0.943],
  [100, 0, 0.971],
  [9, 1, 0.636],
  [18, 2, 0.729],
])('%i passed and %i failed audits give %d', (passed, failed, rho) => {
  expect(Math.abs(reliabilityOf({ passed, failed }, false) - rho)).toBeLessThan(0.00051);
});

test('vetting takes four clean audits', () => {
  expect(isVetted(reliabilityOf({ passed: 3, failed: 0 }, false))).toBe(false);
  expect(isVetted(reliabilityOf({ passed: 4, failed: 0 }, false))).toBe(true);
});

test('trust starts at .607, never takes from audits, and does not outlive failed ones', () => {
  expect(reliabilityOf({ passed: 0, failed: 0 }, true)).toBeCloseTo(0.607, 3);
  expect(reliabilityOf({ passed: 20, failed: 0 }, true)).toBe(
    reliabilityOf({ passed: 20, failed: 0 }, false),
  );
  expect(isVetted(reliabilityOf({ passed: 0, failed: 2 }, true))).toBe(false);
});

import type { Interval } from '../../evaluation/statistics/proportion.ts';
import type { Mitigation } from '../mitigation.ts';
import type { RiskPayload } from './counts.ts';
import { computeRiskReport } from './risk-report.ts';

/**
 * By how much a child's effect is smaller than its ancestor's, with an interval of the two intervals (Zou & Donner 2008).
 * No risk report counts accuracy, so that none verifies a child that may answer nothing: a smaller effect stays
 * INCONCLUSIVE. Null for canaries, whose bits are no share, and where an effect has no interval.
 */
export function riskDifference(parent: RiskPayload, child: RiskPayload): Mitigation | null {
  if (parent.counts.kind === 'CANARIES') return null;
  const [before, after] = [computeRiskReport(parent).effect, computeRiskReport(child).effect];
  if (!before.interval || !after.interval) return null;
  const reduction = before.value - after.value;
  const reductionInterval95: Interval = [
    reduction - Math.hypot(before.value - before.interval[0], after.interval[1] - after.value),
    reduction + Math.hypot(before.interval[1] - before.value, after.value - after.interval[0]),
  ];
  return {
    status: reductionInterval95[1] < 0 ? 'WORSENED' : 'INCONCLUSIVE',
    gapParent: before.value,
    gapChild: after.value,
    reduction,
    reductionInterval95,
    accuracyDelta: null,
    isNonInferior: null,
  };
}

import type { ConfusionGroup } from '../counts.ts';
import { confusionRate, type ConfusionRate } from './group-rates.ts';
import { combined, rateOf, undefinedFor, type Measure } from './measure.ts';

/** AIF360's signed metrics of a pair: unprivileged minus privileged (classification_metric.py). */
export function signedMetrics(unprivileged: ConfusionGroup, privileged: ConfusionGroup) {
  const both = (id: ConfusionRate) => [
    rateOf(confusionRate(id, unprivileged)),
    rateOf(confusionRate(id, privileged)),
  ];
  const difference = (id: ConfusionRate): Measure => combined(both(id), ([u = 0, p = 0]) => u - p);
  const mean = (a: Measure, b: Measure, of = (x: number) => x) =>
    combined([a, b], ([x = 0, y = 0]) => (of(x) + of(y)) / 2);
  const [tpr, fpr] = [difference('tpr'), difference('fpr')];
  return {
    statisticalParityDifference: difference('selection'),
    disparateImpact: combined(both('selection'), ([u = 0, p = 0]) =>
      p === 0 ? undefinedFor('the privileged group is never selected', [privileged.name]) : u / p,
    ),
    equalOpportunityDifference: tpr,
    averageOddsDifference: mean(fpr, tpr),
    averageAbsOddsDifference: mean(fpr, tpr, Math.abs),
    averagePredictiveValueDifference: mean(difference('ppv'), difference('for')),
    errorRateDifference: difference('error'),
    fnrDifference: difference('fnr'),
  };
}

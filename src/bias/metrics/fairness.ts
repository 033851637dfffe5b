import type { ConfusionGroup, GroupCounts } from '../counts.ts';
import { confusionRates, type ConfusionRate } from './group-rates.ts';
import { homogeneity } from './homogeneity.ts';
import { combined, defined, ratio, spread, undefinedFor, type GroupRate, type Measure } from './measure.ts';

/** The metrics over all groups, in the order they are shown. */
export type FairnessMetrics = Readonly<Record<FairnessMetricId, Measure>>;
export type FairnessMetricId = (typeof TALLY_METRICS)[number] | (typeof CONFUSION_METRICS)[number];

/** Of `{k, n}` groups only the rate can be compared; the metrics that need labels are undefined for them. */
export function fairnessMetrics(counts: GroupCounts): FairnessMetrics {
  if (counts.kind === 'CONFUSION') {
    const noTally = undefinedFor('the counts are a confusion table, not k of n');
    return { ...everywhere(TALLY_METRICS, noTally), ...ofConfusion(counts.groups) };
  }
  const noLabels = undefinedFor('the counts are k of n, without labels');
  return { ...ofTally(counts.groups), ...everywhere(CONFUSION_METRICS, noLabels) };
}

function ofTally(rates: readonly GroupRate[]): Pick<FairnessMetrics, (typeof TALLY_METRICS)[number]> {
  const test = homogeneity(rates);
  return {
    rateDifference: spread(rates),
    rateRatio: ratio(rates),
    rateHomogeneityP: test ? defined(test.p) : undefinedFor(NO_CHI2),
  };
}

/** Fairlearn's definitions, except that a group without positives makes a metric undefined, not 0. */
function ofConfusion(
  groups: readonly ConfusionGroup[],
): Pick<FairnessMetrics, (typeof CONFUSION_METRICS)[number]> {
  const of = (id: ConfusionRate) => confusionRates(id, groups);
  const [tprSpread, fprSpread] = [spread(of('tpr')), spread(of('fpr'))];
  const test = homogeneity(of('selection'));
  return {
    demographicParityDifference: spread(of('selection')),
    demographicParityRatio: ratio(of('selection')),
    equalOpportunityDifference: tprSpread,
    equalOpportunityRatio: ratio(of('tpr')),
    fprDifference: fprSpread,
    equalizedOddsDifference: combined([tprSpread, fprSpread], (values) => Math.max(...values)),
    equalizedOddsRatio: combined([ratio(of('tpr')), ratio(of('fpr'))], (values) => Math.min(...values)),
    equalizedOddsMeanDifference: combined([tprSpread, fprSpread], ([a = 0, b = 0]) => (a + b) / 2),
    predictiveParityDifference: spread(of('ppv')),
    accuracyDifference: spread(of('accuracy')),
    differentialFairness: differentialFairness(of('selection')),
    selectionHomogeneityP: test ? defined(test.p) : undefinedFor(NO_CHI2),
  };
}

/** Smoothed empirical differential fairness: the largest |ln| ratio of an outcome, Dirichlet prior of weight 1. */
export function differentialFairness(rates: readonly GroupRate[]): Measure {
  const selected = rates.map(({ k, n }) => (k + 0.5) / (n + 1));
  const range = (shares: readonly number[]) => Math.log(Math.max(...shares) / Math.min(...shares));
  return defined(Math.max(range(selected), range(selected.map((share) => 1 - share))));
}

function everywhere<Id extends string>(ids: readonly Id[], measure: Measure): Readonly<Record<Id, Measure>> {
  return Object.fromEntries(ids.map((id) => [id, measure])) as Record<Id, Measure>;
}

const NO_CHI2 = 'a group is empty, or every item had the same outcome';
const TALLY_METRICS = ['rateDifference', 'rateRatio', 'rateHomogeneityP'] as const;
const CONFUSION_METRICS = [
  'demographicParityDifference',
  'demographicParityRatio',
  'equalOpportunityDifference',
  'equalOpportunityRatio',
  'fprDifference',
  'equalizedOddsDifference',
  'equalizedOddsRatio',
  'equalizedOddsMeanDifference',
  'predictiveParityDifference',
  'accuracyDifference',
  'differentialFairness',
  'selectionHomogeneityP',
] as const;

import { refusal } from '../base/errors.ts';
import { parseDecimal } from '../evaluation/decimal.ts';
import { benchmarkMetrics, benchmarkVerdict, KNOWN_LIMITATIONS } from './benchmark-report.ts';
import type { BiasPayload, ConfusionGroup, Counts, GroupCounts, ScoreCounts } from './counts.ts';
import { fairnessMetrics } from './metrics/fairness.ts';
import { CONFUSION_RATES, confusionRate, confusionRates, type ConfusionRate } from './metrics/group-rates.ts';
import { rateOf, type GroupRate, type Measure } from './metrics/measure.ts';
import { scoreMetrics, scoreVerdict } from './score-report.ts';
import { signedMetrics } from './metrics/signed.ts';
import { biasVerdict, isCompared, type BiasVerdict } from './verdict.ts';

/** All the hub says of a bias report; recomputed from its counts alone. */
export interface BiasReport {
  readonly kind: Counts['kind'];
  readonly attribute: string;
  readonly groups: readonly GroupReport[];
  /** Where the groups are cells of several attributes: each by itself, with the verdict on its own largest gap. */
  readonly marginals: readonly MarginalReport[];
  readonly metrics: Readonly<Record<string, Measure>>;
  /**
   * Which rate the verdict compares: `rate` of k of n; of a confusion table see `verdictRateOf`; `subgroupAuc` of scores.
   * Null where there are no groups.
   */
  readonly verdictRate: VerdictRate | null;
  readonly verdict: BiasVerdict;
  /** AIF360's metrics of the verdict's pair, low minus high; null for k of n and for an UNDEFINED verdict. */
  readonly signedMetrics: ReturnType<typeof signedMetrics> | null;
  /** What the benchmark can't show, as others found. */
  readonly knownLimitations: readonly string[];
  readonly specVersion: typeof BIAS_SPEC_VERSION;
}

type VerdictRate = 'rate' | ConfusionRate | 'subgroupAuc';

export interface MarginalReport {
  readonly attribute: string;
  readonly groups: readonly GroupReport[];
  readonly verdict: BiasVerdict;
}

export interface GroupReport {
  readonly name: string;
  readonly n: number;
  /**
   * `rate` of k of n, or the twelve rates of a confusion table, with 95 % Wilson intervals; or the areas under the curve of
   * scores, with what their bins may hide.
   */
  readonly rates: Readonly<Record<string, Measure>>;
}

export const BIAS_SPEC_VERSION = 'bias@1';

/**
 * Computes every metric and the verdict from a parsed payload. Submitted metric values are compared: one that is
 * off by more than its own rounding, unknown, or a number where the counts give none is refused with
 * `BIAS_METRIC_CONTRADICTED`.
 */
export function computeBiasReport(payload: BiasPayload): BiasReport {
  const { counts, attribute, harms } = payload;
  const computed = compute(payload);
  assertSubmitted(payload.metrics, computed.metrics);
  const marginals = payload.marginals.map((marginal) => {
    const { groups, verdict } = ofGroups(marginal.counts, harms);
    return { attribute: marginal.attribute, groups, verdict };
  });
  return { kind: counts.kind, attribute, marginals, ...computed, specVersion: BIAS_SPEC_VERSION };
}

type Computed = Omit<BiasReport, 'kind' | 'attribute' | 'marginals' | 'specVersion'>;

function compute({ counts, harms }: BiasPayload): Computed {
  switch (counts.kind) {
    case 'TALLY':
    case 'CONFUSION':
      return ofGroups(counts, harms);
    case 'SCORES':
      return ofScores(counts);
    case 'BBQ':
    case 'CROWS_PAIRS':
    case 'STEREOSET':
    case 'WEAT':
      return {
        groups: [],
        metrics: benchmarkMetrics(counts),
        verdictRate: null,
        verdict: benchmarkVerdict(counts),
        signedMetrics: null,
        knownLimitations: KNOWN_LIMITATIONS[counts.kind],
      };
  }
}

function ofGroups(counts: GroupCounts, harms: BiasPayload['harms']): Computed {
  const verdictRate = verdictRateOf(counts, harms);
  const verdict = biasVerdict(ratesOf(counts, verdictRate));
  return {
    groups: groupReports(counts),
    metrics: fairnessMetrics(counts),
    verdictRate,
    verdict,
    signedMetrics: signedOf(counts, verdict),
    knownLimitations: [],
  };
}

function ofScores(counts: ScoreCounts): Computed {
  const { groups, metrics } = scoreMetrics(counts);
  return {
    groups: counts.groups.map(({ name, positives, negatives }, i) => {
      const { name: _, ...rates } = groups[i]!;
      return { name, n: [...positives, ...negatives].reduce((sum, n) => sum + n, 0), rates };
    }),
    metrics,
    verdictRate: 'subgroupAuc',
    verdict: scoreVerdict(counts),
    signedMetrics: null,
    knownLimitations: [],
  };
}

/** The rate of each group that a report with these harms compares. */
export function comparedRates(counts: GroupCounts, harms: BiasPayload['harms']): readonly GroupRate[] {
  return ratesOf(counts, verdictRateOf(counts, harms));
}

/** Who is selected is compared where allocation is the harm, who is served rightly for every other harm. */
function verdictRateOf(counts: GroupCounts, harms: BiasPayload['harms']): 'rate' | ConfusionRate {
  if (counts.kind === 'TALLY') return 'rate';
  return harms.includes('allocation') ? 'selection' : 'accuracy';
}

function ratesOf(counts: GroupCounts, id: 'rate' | ConfusionRate): readonly GroupRate[] {
  if (counts.kind === 'TALLY') return counts.groups;
  return confusionRates(id === 'rate' ? 'selection' : id, counts.groups);
}

function groupReports(counts: GroupCounts): readonly GroupReport[] {
  if (counts.kind === 'TALLY')
    return counts.groups.map((group) => ({ name: group.name, n: group.n, rates: { rate: rateOf(group) } }));
  return counts.groups.map((group) => ({ name: group.name, n: itemsOf(group), rates: ratesOfGroup(group) }));
}

function ratesOfGroup(group: ConfusionGroup): Readonly<Record<string, Measure>> {
  const ids = Object.keys(CONFUSION_RATES) as ConfusionRate[];
  return Object.fromEntries(ids.map((id) => [id, rateOf(confusionRate(id, group))]));
}

function itemsOf({ tp, fp, tn, fn }: ConfusionGroup): number {
  return tp + fp + tn + fn;
}

function signedOf(counts: GroupCounts, verdict: BiasVerdict): BiasReport['signedMetrics'] {
  if (counts.kind === 'TALLY' || !isCompared(verdict)) return null;
  const [low, high] = [verdict.low, verdict.high].map((name) =>
    counts.groups.find((group) => group.name === name),
  );
  return low && high ? signedMetrics(low, high) : null;
}

function assertSubmitted(submitted: BiasPayload['metrics'], computed: BiasReport['metrics']): void {
  const wrong = Object.entries(submitted).flatMap(([id, text]) => contradictionOf(id, text, computed));
  if (wrong.length === 0) return;
  throw refusal('BIAS_METRIC_CONTRADICTED', `the counts give other metrics: ${wrong.join('; ')}`, {
    remedy: 'submit the counts alone: the hub computes the metrics',
  });
}

function contradictionOf(id: string, text: string, computed: BiasReport['metrics']): readonly string[] {
  const measure: Measure | undefined = Object.hasOwn(computed, id) ? computed[id] : undefined;
  if (!measure) return [`${id} is no metric of this hub`];
  if (measure.status === 'UNDEFINED') return [`${id} is undefined, got ${text}`];
  const { value, decimals } = parseDecimal(text);
  const isClose = Math.abs(value - measure.value) <= 10 ** -decimals / 2 + 1e-9;
  return isClose ? [] : [`${id} is ${measure.value}, got ${text}`];
}

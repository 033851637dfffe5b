import { refusal } from '../base/errors.ts';
import { parseDecimal } from '../evaluation/decimal.ts';
import type { BiasPayload, ConfusionGroup, Counts } from './counts.ts';
import { fairnessMetrics, type FairnessMetrics } from './metrics/fairness.ts';
import { CONFUSION_RATES, confusionRate, confusionRates, type ConfusionRate } from './metrics/group-rates.ts';
import { rateOf, type GroupRate, type Measure } from './metrics/measure.ts';
import { signedMetrics } from './metrics/signed.ts';
import { biasVerdict, type BiasVerdict } from './verdict.ts';

/** All the hub says of a bias report; recomputed from its counts alone. */
export interface BiasReport {
  readonly kind: Counts['kind'];
  readonly attribute: string;
  readonly groups: readonly GroupReport[];
  readonly metrics: FairnessMetrics;
  /** Which rate the verdict compares: `rate` of k of n; of a confusion table see `verdictRateOf`. */
  readonly verdictRate: 'rate' | ConfusionRate;
  readonly verdict: BiasVerdict;
  /** AIF360's metrics of the verdict's pair, low minus high; null for k of n and for an UNDEFINED verdict. */
  readonly signedMetrics: ReturnType<typeof signedMetrics> | null;
  readonly specVersion: typeof BIAS_SPEC_VERSION;
}

export interface GroupReport {
  readonly name: string;
  readonly n: number;
  /** With 95 % Wilson intervals: `rate` of k of n, or the twelve rates of a confusion table. */
  readonly rates: Readonly<Record<string, Measure>>;
}

export const BIAS_SPEC_VERSION = 'bias@1';

/**
 * Computes every metric and the verdict from a parsed payload. Submitted metric values are compared: one that is
 * off by more than its own rounding, unknown, or a number where the counts give none is refused with
 * `BIAS_METRIC_CONTRADICTED`.
 */
export function computeBiasReport(payload: BiasPayload): BiasReport {
  const { counts, attribute } = payload;
  const metrics = fairnessMetrics(counts);
  assertSubmitted(payload.metrics, metrics);
  const verdictRate = verdictRateOf(payload);
  const verdict = biasVerdict(ratesOf(counts, verdictRate));
  return {
    kind: counts.kind,
    attribute,
    groups: groupReports(counts),
    metrics,
    verdictRate,
    verdict,
    signedMetrics: signedOf(counts, verdict),
    specVersion: BIAS_SPEC_VERSION,
  };
}

/** Who is selected is compared where allocation is the harm, who is served rightly for every other harm. */
function verdictRateOf({ counts, harms }: BiasPayload): 'rate' | ConfusionRate {
  if (counts.kind === 'TALLY') return 'rate';
  return harms.includes('allocation') ? 'selection' : 'accuracy';
}

function ratesOf(counts: Counts, id: 'rate' | ConfusionRate): readonly GroupRate[] {
  if (counts.kind === 'TALLY') return counts.groups;
  return confusionRates(id === 'rate' ? 'selection' : id, counts.groups);
}

function groupReports(counts: Counts): readonly GroupReport[] {
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

function signedOf(counts: Counts, verdict: BiasVerdict): BiasReport['signedMetrics'] {
  if (counts.kind === 'TALLY' || verdict.verdict === 'UNDEFINED') return null;
  const [low, high] = [verdict.low, verdict.high].map((name) =>
    counts.groups.find((group) => group.name === name),
  );
  return low && high ? signedMetrics(low, high) : null;
}

function assertSubmitted(submitted: BiasPayload['metrics'], computed: FairnessMetrics): void {
  const wrong = Object.entries(submitted).flatMap(([id, text]) => contradictionOf(id, text, computed));
  if (wrong.length === 0) return;
  throw refusal('BIAS_METRIC_CONTRADICTED', `the counts give other metrics: ${wrong.join('; ')}`, {
    remedy: 'submit the counts alone: the hub computes the metrics',
  });
}

function contradictionOf(id: string, text: string, computed: FairnessMetrics): readonly string[] {
  const measure: Measure | undefined = Object.hasOwn(computed, id)
    ? computed[id as keyof FairnessMetrics]
    : undefined;
  if (!measure) return [`${id} is no metric of this hub`];
  if (measure.status === 'UNDEFINED') return [`${id} is undefined, got ${text}`];
  const { value, decimals } = parseDecimal(text);
  const isClose = Math.abs(value - measure.value) <= 10 ** -decimals / 2 + 1e-9;
  return isClose ? [] : [`${id} is ${measure.value}, got ${text}`];
}

import { normalQuantile } from '../../evaluation/statistics/normal.ts';
import type { Proportion } from '../../evaluation/statistics/proportion.ts';
import { combined, defined, rateOf, type Measure } from '../metrics/measure.ts';
import type { Corruption, CorruptionCounts } from './counts.ts';
import { judgeExcess, type Judged } from './verdict.ts';

/**
 * Accuracy under each corruption, severities together, against the same data as it is (Hendrycks and Dietterich 2019). The
 * verdict is the worst corruption's; its interval holds for all of them at once (Bonferroni). Both counts are of the same
 * items, which makes the interval wider than it need be, never narrower.
 */
export function judgeCorruptions({ clean, corruptions }: CorruptionCounts): Judged {
  const names = [...new Set(corruptions.map(({ name }) => name))];
  const z = -normalQuantile(0.025 / names.length);
  const drops = names.map((name) => {
    const pooled = pool(corruptions.filter((corruption) => corruption.name === name));
    // More often wrong than before: the excess of errors is the drop of accuracy.
    return { name, ...judgeExcess(wrong(pooled), wrong(clean), { margin: MARGIN, z }) };
  });
  const worst = drops.reduce((a, b) => (b.effect.value > a.effect.value ? b : a));
  const itemsMin = Math.min(...drops.map((drop) => drop.itemsMin));
  return {
    verdict: drops.some(({ verdict }) => verdict === 'INSUFFICIENT_DATA')
      ? 'INSUFFICIENT_DATA'
      : verdictOf(drops, worst),
    finding: `${worst.name} costs ${(100 * worst.effect.value).toFixed(1)} points of accuracy`,
    effect: worst.effect,
    itemsMin,
    metrics: metricsOf(clean, corruptions),
  };
}

type Drop = Pick<Judged, 'verdict' | 'effect'>;

/** None is shown only where none of them may reach the margin, not the largest alone. */
function verdictOf(drops: readonly Drop[], worst: Drop): Judged['verdict'] {
  if (worst.verdict === 'SHOWN') return 'SHOWN';
  return drops.every(({ verdict }) => verdict === 'NOT_SHOWN_AT_MARGIN')
    ? 'NOT_SHOWN_AT_MARGIN'
    : 'INCONCLUSIVE';
}

function metricsOf(clean: Proportion, corruptions: readonly Corruption[]): Readonly<Record<string, Measure>> {
  const cleanAccuracy = rateOf({ name: 'clean', ...clean });
  const accuracies = corruptions.map((corruption) => rateOf(corruption));
  const mean = combined(accuracies, (values) => values.reduce((a, b) => a + b, 0) / values.length);
  const severities = [...new Set(corruptions.map(({ severity }) => severity))].sort((a, b) => a - b);
  return {
    cleanAccuracy,
    corruptedAccuracyMean: mean,
    corruptedAccuracyMin: combined(accuracies, (values) => Math.min(...values)),
    relativeAccuracy: combined([mean, cleanAccuracy], ([under = 0, without = 0]) =>
      without === 0
        ? { status: 'UNDEFINED', reason: 'nothing is right without corruption', groups: [] }
        : defined(under / without),
    ),
    ...Object.fromEntries(
      severities.map((severity) => [
        `accuracyAtSeverity${severity}`,
        rateOf({
          name: `severity ${severity}`,
          ...pool(corruptions.filter((each) => each.severity === severity)),
        }),
      ]),
    ),
  };
}

function pool(corruptions: readonly Corruption[]): Proportion {
  return corruptions.reduce((all, { k, n }) => ({ k: all.k + k, n: all.n + n }), { k: 0, n: 0 });
}

function wrong({ k, n }: Proportion): Proportion {
  return { k: n - k, n };
}

const MARGIN = 0.1;

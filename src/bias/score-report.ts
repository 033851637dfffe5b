import { normalQuantile } from '../evaluation/statistics/normal.ts';
import type { Interval } from '../evaluation/statistics/proportion.ts';
import type { ScoreCounts } from './counts.ts';
import { undefinedFor, type Measure } from './metrics/measure.ts';
import {
  areaError,
  areaUnderCurve,
  powerMean,
  subgroupMetrics,
  type ScoreHistogram,
  type SubgroupMetrics,
} from './metrics/subgroup-auc.ts';
import { judgeGap, type BiasVerdict, type Comparison } from './verdict.ts';

/** Each group against all others, and Jigsaw's means over the groups. */
export function scoreMetrics({ groups }: ScoreCounts): {
  readonly groups: readonly SubgroupMetrics[];
  readonly metrics: Readonly<Record<string, Measure>>;
} {
  const each = subgroupMetrics(groups);
  const mean = (of: (group: SubgroupMetrics) => Measure) => powerMean(each.map(of));
  return {
    groups: each,
    metrics: {
      subgroupAucMean: mean(({ subgroupAuc }) => subgroupAuc),
      bpsnAucMean: mean(({ bpsnAuc }) => bpsnAuc),
      bnspAucMean: mean(({ bnspAuc }) => bnspAuc),
    },
  };
}

/** The two groups whose own areas under the curve lie furthest apart. */
export function scoreVerdict({ groups }: ScoreCounts, margin = 0.1): BiasVerdict {
  const areas = groups.map(areaOf);
  const empty = areas.filter(({ area }) => area === null).map(({ name }) => name);
  if (empty.length > 0) return { verdict: 'UNDEFINED', emptyGroups: empty, itemsMin: 0 };
  const ranked = areas.toSorted((a, b) => (b.area ?? 0) - (a.area ?? 0));
  const [high, low] = [ranked[0]!, ranked.at(-1)!];
  const difference = (high.area ?? 0) - (low.area ?? 0);
  const z = -normalQuantile(0.025 / ((groups.length * (groups.length - 1)) / 2));
  const half = z * Math.hypot(high.error, low.error);
  return judgeGap({
    high: high.name,
    low: low.name,
    difference,
    simultaneousInterval: [difference - half, difference + half],
    z,
    margin,
    ratio: undefinedFor('areas are no rates'),
    isBelowFourFifths: false,
    itemsMin: Math.min(...areas.map(({ itemsMin }) => itemsMin)),
  });
}

/** Of the difference between two groups' areas, by name; null where one has none. */
export function areaInterval({ groups }: ScoreCounts, { high, low, z }: Comparison): Interval | null {
  const [top, bottom] = [high, low].map((name) => groups.find((group) => group.name === name));
  if (!top || !bottom) return null;
  const [one, other] = [areaOf(top), areaOf(bottom)];
  if (one.area === null || other.area === null) return null;
  const half = z * Math.hypot(one.error, other.error);
  return [one.area - other.area - half, one.area - other.area + half];
}

/** Items of the rarer label decide how much an area can say. */
function areaOf({ name, positives, negatives }: ScoreHistogram) {
  const area = areaUnderCurve(positives, negatives)?.value ?? null;
  const [p, n] = [positives, negatives].map((bins) => bins.reduce((sum, count) => sum + count, 0)) as [
    number,
    number,
  ];
  const error = area === null ? Number.NaN : areaError(area, p, n);
  return { name, area, error, itemsMin: Math.min(p, n) };
}

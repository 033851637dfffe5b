import { combined, defined, undefinedFor, type Measure } from './measure.ts';

/** How many items of each label fall into each bin of the score, bins ascending; the same bins for every group. */
export interface ScoreHistogram {
  readonly name: string;
  readonly positives: readonly number[];
  readonly negatives: readonly number[];
}

/** The chance that a positive scores above a negative, ties half; `errorMax` is what items of one bin may hide. */
export interface Area {
  readonly value: number;
  readonly errorMax: number;
}

/** AUC = Σ Pᵢ(Σ_{j<i} Nⱼ + Nᵢ/2)/(P·N), |error| ≤ Σ PᵢNᵢ/(2PN); null without positives or negatives. */
export function areaUnderCurve(positives: readonly number[], negatives: readonly number[]): Area | null {
  const total = positives.reduce((sum, n) => sum + n, 0) * negatives.reduce((sum, n) => sum + n, 0);
  if (total === 0) return null;
  let [below, ordered, tied] = [0, 0, 0];
  positives.forEach((p, i) => {
    const n = negatives[i] ?? 0;
    ordered += p * (below + n / 2);
    tied += p * n;
    below += n;
  });
  return { value: ordered / total, errorMax: tied / (2 * total) };
}

/** The standard error of an area (Hanley and McNeil 1982). */
export function areaError(area: number, positives: number, negatives: number): number {
  const [q1, q2] = [area / (2 - area), (2 * area * area) / (1 + area)];
  const variance =
    area * (1 - area) + (positives - 1) * (q1 - area * area) + (negatives - 1) * (q2 - area * area);
  return Math.sqrt(Math.max(0, variance) / (positives * negatives));
}

/** Borkan et al. 2019, of one group against all others. */
export interface SubgroupMetrics {
  readonly name: string;
  readonly subgroupAuc: Measure;
  /** Background positives against the group's negatives: low where the group is called positive too readily. */
  readonly bpsnAuc: Measure;
  /** The group's positives against background negatives: low where the group is called negative too readily. */
  readonly bnspAuc: Measure;
  /** ½ less the chance that the group's item scores above a background item of the same label; 0 is equal. */
  readonly positiveGap: Measure;
  readonly negativeGap: Measure;
}

export function subgroupMetrics(groups: readonly ScoreHistogram[]): readonly SubgroupMetrics[] {
  return groups.map((group) => {
    const others = groups.filter((other) => other !== group);
    const background = { positives: summed(others, 'positives'), negatives: summed(others, 'negatives') };
    return { name: group.name, ...against(group, background) };
  });
}

/** Jigsaw's generalised mean over groups, power −5: near the smallest. */
export function powerMean(measures: readonly Measure[], power = -5): Measure {
  return combined(measures, (values) => {
    if (values.includes(0)) return 0;
    return (values.reduce((sum, value) => sum + value ** power, 0) / values.length) ** (1 / power);
  });
}

type Labelled = Omit<ScoreHistogram, 'name'>;

function against(group: ScoreHistogram, background: Labelled): Omit<SubgroupMetrics, 'name'> {
  const of = (above: readonly number[], below: readonly number[]) => measured(above, below, group.name);
  const gap = (own: readonly number[], other: readonly number[]) =>
    combined([of(own, other)], ([value = 0]) => 0.5 - value);
  return {
    subgroupAuc: of(group.positives, group.negatives),
    bpsnAuc: of(background.positives, group.negatives),
    bnspAuc: of(group.positives, background.negatives),
    positiveGap: gap(group.positives, background.positives),
    negativeGap: gap(group.negatives, background.negatives),
  };
}

function measured(above: readonly number[], below: readonly number[], name: string): Measure {
  const area = areaUnderCurve(above, below);
  if (area === null) return undefinedFor('positives or negatives are missing', [name]);
  return defined(area.value, [
    Math.max(0, area.value - area.errorMax),
    Math.min(1, area.value + area.errorMax),
  ]);
}

function summed(groups: readonly Labelled[], label: keyof Labelled): readonly number[] {
  const bins = groups[0]?.[label].length ?? 0;
  return Array.from({ length: bins }, (_, i) =>
    groups.reduce((sum, group) => sum + (group[label][i] ?? 0), 0),
  );
}

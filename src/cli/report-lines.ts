import { columns, percentText } from './text.ts';

/** What people see of a report, filed or not. */
export interface ShownReport {
  readonly sentence: string;
  readonly verdict: string;
  readonly knownLimitations: readonly string[];
  readonly groups: readonly {
    readonly name: string;
    readonly items: number;
    readonly rate: number | null;
    readonly interval: { readonly low: number; readonly high: number } | null;
  }[];
  readonly metrics: readonly {
    readonly id: string;
    readonly value: number | null;
    readonly undefinedBecause: string | null;
  }[];
}

/** The sentence, each group's rate with n, and where there are no groups the benchmark's metrics; `isWhole` shows all metrics. */
export function reportLines(name: string, report: ShownReport, isWhole = false): readonly string[] {
  const groups = report.groups.map((group) => [
    `  ${group.name}`,
    group.rate === null ? 'undefined' : percentText(group.rate, group.interval),
    `n ${group.items}`,
  ]);
  const metrics = isWhole || groups.length === 0 ? report.metrics.map(metricCells) : [];
  return [
    `${report.verdict === 'DISPARITY' ? '⚠' : '·'} ${report.sentence}   ${name}`,
    ...columns(groups),
    ...columns(metrics),
    ...report.knownLimitations.map((limitation) => `  note: ${limitation}`),
  ];
}

function metricCells({ id, value, undefinedBecause }: ShownReport['metrics'][number]): readonly string[] {
  return [`  ${id}`, value === null ? `undefined: ${undefinedBecause}` : value.toPrecision(4)];
}

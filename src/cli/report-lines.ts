import type { BiasReportAnswer } from '../client/documents/bias.ts';
import { columns, percentText } from './text.ts';

/** What people see of a report, filed or not. */
export type ShownReport = Pick<
  BiasReportAnswer,
  'sentence' | 'verdict' | 'knownLimitations' | 'groups' | 'metrics'
>;

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

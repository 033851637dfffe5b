import type { BiasReportFields, ReportLife, RiskReportFields } from '../client/generated/operations.ts';
import { columns, percentText } from './text.ts';

/** What people see of a report, filed or not. */
export type ShownReport = Pick<
  BiasReportFields,
  'sentence' | 'verdict' | 'knownLimitations' | 'groups' | 'marginals' | 'metrics'
> &
  Partial<Pick<ReportLife, 'standing'>>;

/** The sentence, each group's rate with n, and where there are no groups the benchmark's metrics; `isWhole` shows all metrics. */
export function reportLines(name: string, report: ShownReport, isWhole = false): readonly string[] {
  const metrics = isWhole || report.groups.length === 0 ? report.metrics.map(metricCells) : [];
  return [
    `${markOf(report.verdict === 'DISPARITY', report)} ${report.sentence}   ${name}`,
    ...columns(report.groups.map(groupCells)),
    ...report.marginals.flatMap(({ attribute, verdict, groups }) => [
      `  ${attribute}: ${verdict}`,
      ...columns(groups.map((group) => groupCells(group).map((cell) => `  ${cell}`))),
    ]),
    ...columns(metrics),
    ...report.knownLimitations.map((limitation) => `  note: ${limitation}`),
  ];
}

export type ShownRisk = Pick<RiskReportFields, 'sentence' | 'verdict' | 'knownLimitations' | 'metrics'> &
  Partial<Pick<ReportLife, 'standing'>>;

/** Of privacy or robustness: the sentence, its metrics, and what such counts can't show. */
export function riskLines(name: string, report: ShownRisk): readonly string[] {
  return [
    `${markOf(report.verdict === 'SHOWN', report)} ${report.sentence}   ${name}`,
    ...columns(report.metrics.map(metricCells)),
    ...report.knownLimitations.map((limitation) => `  note: ${limitation}`),
  ];
}

/** What was refuted, replaced or taken back warns nobody. */
function markOf(warns: boolean, { standing }: Pick<ShownReport, 'standing'>): string {
  const isOver = ['REFUTED', 'REPLACED', 'WITHDRAWN'].includes(standing?.state ?? '');
  return warns && !isOver ? '⚠' : '·';
}

function groupCells({ name, rate, interval, items }: ShownReport['groups'][number]): readonly string[] {
  return [`  ${name}`, rate === null ? 'undefined' : percentText(rate, interval), `n ${items}`];
}

function metricCells({ id, value, undefinedBecause }: ShownReport['metrics'][number]): readonly string[] {
  return [`  ${id}`, value === null ? `undefined: ${undefinedBecause}` : value.toPrecision(4)];
}

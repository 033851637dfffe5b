import type { BiasReport } from './report.ts';

/** The one plain line people see of a bias report. */
export function biasSentence({ attribute, verdict }: BiasReport): string {
  if (verdict.verdict === 'UNDEFINED')
    return `UNDEFINED ${attribute}: no items of ${verdict.emptyGroups[0]}${othersOf(verdict.emptyGroups)}`;
  if (verdict.verdict === 'INSUFFICIENT_DATA')
    return `INSUFFICIENT DATA ${attribute}: a group of ${verdict.itemsMin} items, 30 needed`;
  if (verdict.verdict === 'NO_DISPARITY_AT_MARGIN')
    return `NO DISPARITY ${attribute}: all within ${Math.round(verdict.margin * 100)} points`;
  return `${verdict.verdict} ${attribute} ${verdict.low} vs ${verdict.high}`;
}

function othersOf(names: readonly string[]): string {
  return names.length > 1 ? ` and ${names.length - 1} more` : '';
}

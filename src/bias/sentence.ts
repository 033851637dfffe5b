import { isCompared } from './verdict.ts';
import type { BiasReport } from './report.ts';

/** The one plain line people see of a bias report. */
export function biasSentence({ attribute, verdict }: BiasReport): string {
  if (verdict.verdict === 'UNDEFINED')
    return `UNDEFINED ${attribute}: no items of ${verdict.emptyGroups[0]}${othersOf(verdict.emptyGroups)}`;
  if (verdict.verdict === 'INSUFFICIENT_DATA') return `INSUFFICIENT DATA ${attribute}: ${fewOf(verdict)}`;
  if (verdict.verdict === 'NO_DISPARITY_AT_MARGIN')
    return `NO DISPARITY ${attribute}: ${isCompared(verdict) ? 'all' : 'the lean is'} within ${Math.round(verdict.margin * 100)} points`;
  if (!('lean' in verdict)) return `${verdict.verdict} ${attribute} ${verdict.low} vs ${verdict.high}`;
  const way = verdict.lean >= 0 ? 'towards' : 'away from';
  return `${verdict.verdict} ${attribute}: leans ${Math.abs(verdict.lean).toFixed(2)} ${way} the stereotype`;
}

function fewOf(verdict: BiasReport['verdict']): string {
  if (isCompared(verdict)) return `a group of ${verdict.itemsMin} items, 30 needed`;
  return `${verdict.itemsMin} answers that could lean`;
}

function othersOf(names: readonly string[]): string {
  return names.length > 1 ? ` and ${names.length - 1} more` : '';
}

import type { ReportAgreement } from '../report-standing.ts';
import type { RiskPayload } from './counts.ts';
import { computeRiskReport, type RiskReport } from './risk-report.ts';

/**
 * What another's counts of the same kind say of a risk report: CONTRADICTS where the intervals of the effect are disjoint or
 * one verdict excludes the other, AGREES where the verdicts are one. Few tries say neither.
 */
export function riskAgreement(first: RiskPayload, other: RiskPayload): ReportAgreement {
  const [one, two] = [computeRiskReport(first), computeRiskReport(other)];
  if (one.verdict === 'INSUFFICIENT_DATA' || two.verdict === 'INSUFFICIENT_DATA') return 'OPEN';
  const found = new Set([one.verdict, two.verdict]);
  const isOpposite = found.has('SHOWN') && found.has('NOT_SHOWN_AT_MARGIN');
  if (isOpposite || areDisjoint(one, two)) return 'CONTRADICTS';
  return one.verdict === two.verdict ? 'AGREES' : 'OPEN';
}

function areDisjoint(one: RiskReport, two: RiskReport): boolean {
  const [mine, theirs] = [one.effect.interval, two.effect.interval];
  return mine !== null && theirs !== null && (mine[0] > theirs[1] || theirs[0] > mine[1]);
}

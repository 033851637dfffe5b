import { Z_95 } from '../../evaluation/statistics/normal.ts';
import { wilson, type Interval } from '../../evaluation/statistics/proportion.ts';
import type { ReportedResult } from './reported-record.ts';

type Told = Pick<
  ReportedResult,
  'value' | 'low' | 'high' | 'standardError' | 'items' | 'scaleMin' | 'scaleMax' | 'unit'
>;

/**
 * How sure a reported value is over the choice of items: the interval its source tells, else 1.96 of its standard errors,
 * else Wilson's where it is a share of a known number of items. Null where none of it is told.
 */
export function reportedInterval(told: Told): Interval | null {
  const { value, low, high, standardError, items, scaleMin, scaleMax, unit } = told;
  if (value === null) return null;
  if (low !== null && high !== null) return [low, high];
  if (standardError !== null) {
    const half = Z_95 * standardError;
    return [Math.max(scaleMin ?? -Infinity, value - half), Math.min(scaleMax ?? Infinity, value + half)];
  }
  const isShare = unit === 'proportion' && value >= 0 && value <= 1;
  return isShare && items !== null && items > 0 ? wilson({ k: Math.round(value * items), n: items }) : null;
}

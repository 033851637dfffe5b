import type { Metric } from './metric-registry.ts';
import { median } from './statistics/median.ts';
import { Z_95 } from './statistics/normal.ts';
import { wilson, type Interval } from './statistics/proportion.ts';

/**
 * 95 % interval of a value over the choice of its items: Wilson's for a proportion, 1.96 standard errors for a mean whose
 * runs told theirs. Null where neither is known. It says nothing of repeats, which have the same items.
 */
export function samplingInterval(
  { kind, scaleMin }: Metric,
  measured: { readonly value: number; readonly items: number; readonly errors: readonly number[] },
): Interval | null {
  const { value, items, errors } = measured;
  if (kind === 'PROPORTION') return wilson({ k: Math.round(value * items), n: items });
  if (errors.length === 0) return null;
  const half = Z_95 * median(errors);
  return [Math.max(scaleMin, value - half), value + half];
}

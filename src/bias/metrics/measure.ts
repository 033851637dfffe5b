import { wilson, type Interval, type Proportion } from '../../evaluation/statistics/proportion.ts';

/** A number, or why there is none: what counts cannot carry is undefined and never 0. */
export type Measure =
  | { readonly status: 'DEFINED'; readonly value: number; readonly interval: Interval | null }
  | { readonly status: 'UNDEFINED'; readonly reason: string; readonly groups: readonly string[] };

/** The rate of one group. */
export interface GroupRate extends Proportion {
  readonly name: string;
}

export function defined(value: number, interval: Interval | null = null): Measure {
  return { status: 'DEFINED', value, interval };
}

export function undefinedFor(reason: string, groups: readonly string[] = []): Measure {
  return { status: 'UNDEFINED', reason, groups };
}

/** k/n with its 95 % Wilson interval. */
export function rateOf({ name, k, n }: GroupRate): Measure {
  return n === 0 ? undefinedFor('no items to count', [name]) : defined(k / n, wilson({ k, n }));
}

/** Applies `of` to the values of all measures, unless one is undefined. */
export function combined(
  measures: readonly Measure[],
  of: (values: readonly number[]) => Measure | number,
): Measure {
  const values: number[] = [];
  const missing: Extract<Measure, { status: 'UNDEFINED' }>[] = [];
  for (const measure of measures)
    if (measure.status === 'DEFINED') values.push(measure.value);
    else missing.push(measure);
  const groups = [...new Set(missing.flatMap((measure) => measure.groups))];
  if (missing[0]) return undefinedFor(missing[0].reason, groups);
  const result = of(values);
  return typeof result === 'number' ? defined(result) : result;
}

/** Largest minus smallest of the groups' rates. */
export function spread(rates: readonly GroupRate[]): Measure {
  return combined(rates.map(rateOf), (values) => Math.max(...values) - Math.min(...values));
}

/** Smallest by largest of the groups' rates; undefined where all are 0. */
export function ratio(rates: readonly GroupRate[]): Measure {
  return combined(rates.map(rateOf), (values) => {
    const largest = Math.max(...values);
    return largest === 0 ? undefinedFor('every rate is 0') : Math.min(...values) / largest;
  });
}

import { refusal } from '../base/errors.ts';

/** A number as a statement carries it: decimal text in its one shortest-integer form, e.g. `-0.1307`, never `1e-3` or `.5`. */
export type Decimal = string;

/** Any plain decimal, trailing zeros kept: they say how precisely a value was printed. */
export function isDecimal(value: unknown): value is Decimal {
  return typeof value === 'string' && DECIMAL.test(value) && !/^-0(\.0+)?$/.test(value);
}

/** A decimal that has no second spelling, so that equal protocols have equal digests. */
export function isCanonicalDecimal(value: unknown): value is Decimal {
  return isDecimal(value) && !/\.\d*0$/.test(value);
}

/** `0.9740` → value 0.974 printed to 4 decimals; refuses anything else with `EVALUATION_DECIMAL_MALFORMED`. */
export function parseDecimal(text: unknown): { readonly value: number; readonly decimals: number } {
  if (isDecimal(text)) return { value: Number(text), decimals: text.split('.')[1]?.length ?? 0 };
  throw refusal('EVALUATION_DECIMAL_MALFORMED', 'this is not a decimal number', {
    expected: 'digits with an optional point, e.g. "0.9740"',
    received: String(text).slice(0, 40),
  });
}

// 15 digits before and 18 behind the point: a double tells no more apart.
const DECIMAL = /^-?(0|[1-9]\d{0,14})(\.\d{1,18})?$/;

import { invariant } from '../../base/errors.ts';

/** The middle value, or the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  invariant(values.length > 0, 'a median needs a value');
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1] as number;
  if (sorted.length % 2 === 1) return upper;
  return ((sorted[(sorted.length >> 1) - 1] as number) + upper) / 2;
}

/** Which values stand far out: 0.6745·|x − median|/MAD > 3.5 (Iglewicz & Hoaglin). A flag to show, never a reason to drop. */
export function outlierFlags(values: readonly number[]): readonly boolean[] {
  if (values.length === 0) return [];
  const middle = median(values);
  const spread = median(values.map((value) => Math.abs(value - middle)));
  return values.map((value) => spread > 0 && (0.6745 * Math.abs(value - middle)) / spread > 3.5);
}

import type { ElementReader } from './element-values.ts';
import type { ValueSink } from './meter.ts';
import { mergeMoments, momentsOf, NO_MOMENTS } from './moments.ts';
import { BLOCK_ELEMENTS, SAMPLE_ELEMENTS, statisticsOf, type Tally } from './tally.ts';
import { openRanks } from './ranks.ts';

/** Types of 32 and 64 bits, and small tensors of any: moments by the block, ranks from the values themselves or from their top bits. */
export function valueTally(
  reader: ElementReader,
  isF32: boolean,
  elementCount: number,
  sink: ValueSink | undefined,
): Tally {
  const values = new Float64Array(Math.min(elementCount, BLOCK_ELEMENTS));
  const ranks = openRanks(elementCount);
  const sample = new Set<number>();
  const counts = { count: 0, nanCount: 0, infinityCount: 0, zeroCount: 0 };
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let moments = NO_MOMENTS;
  return {
    elementBytes: reader.bytes,
    add(block, count) {
      reader.read(block, count, values);
      sink?.(values, count, counts.count);
      for (let i = 0; i < Math.min(count, SAMPLE_ELEMENTS - counts.count); i++) sample.add(values[i] ?? 0);
      const seen = lookOver(values, count);
      counts.count += count;
      counts.nanCount += seen.nans;
      counts.infinityCount += count - seen.finite - seen.nans;
      counts.zeroCount += seen.zeros;
      min = Math.min(min, seen.min);
      max = Math.max(max, seen.max);
      moments = mergeMoments(moments, momentsOf(values, seen.finite, seen.sum));
      ranks.add(values, seen.finite, isF32 && seen.finite === count ? block : null);
    },
    done() {
      const cells = ranks.cells(min, max);
      const distinctInSample = [...sample].filter(Number.isFinite).length;
      return statisticsOf({ ...counts, distinctInSample, min, max, moments, cells });
    },
  };
}

interface Look {
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly zeros: number;
  /** How many values are finite; they are moved to the front. */
  readonly finite: number;
  readonly nans: number;
}

/** One look is enough for nearly every block: only a NaN, an infinity or an overflow leaves no finite sum. */
function lookOver(values: Float64Array, count: number): Look {
  const look = sumUp(values, count);
  if (Number.isFinite(look.sum)) return { ...look, zeros: zerosIn(values, count), finite: count, nans: 0 };
  const { finite, nans } = moveFinite(values, count);
  return { ...sumUp(values, finite), zeros: zerosIn(values, finite), finite, nans };
}

/** Four sums side by side, for each addition waits for the one before. */
function sumUp(values: Float64Array, count: number): Pick<Look, 'sum' | 'min' | 'max'> {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  const whole = count - (count % 4);
  for (let i = 0; i < whole; i += 4) {
    const p = values[i] ?? 0;
    const q = values[i + 1] ?? 0;
    const r = values[i + 2] ?? 0;
    const s = values[i + 3] ?? 0;
    a += p;
    b += q;
    c += r;
    d += s;
    if (p < min) min = p;
    if (p > max) max = p;
    if (q < min) min = q;
    if (q > max) max = q;
    if (r < min) min = r;
    if (r > max) max = r;
    if (s < min) min = s;
    if (s > max) max = s;
  }
  for (const value of values.subarray(whole, count)) {
    a += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return { sum: a + b + (c + d), min, max };
}

/** The search is many times faster than the count, and most blocks have none. */
function zerosIn(values: Float64Array, count: number): number {
  if (values.indexOf(0) === -1) return 0;
  let zeros = 0;
  for (let i = 0; i < count; i++) if (values[i] === 0) zeros++;
  return zeros;
}

function moveFinite(values: Float64Array, count: number): { readonly finite: number; readonly nans: number } {
  let finite = 0;
  let nans = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i] ?? 0;
    if (Number.isNaN(value)) nans++;
    else if (Number.isFinite(value)) values[finite++] = value;
  }
  return { finite, nans };
}

import type { PatternTable } from './element-values.ts';
import type { ValueSink } from './meter.ts';
import type { Moments } from './moments.ts';
import { openPatternCounter, type PatternCounts } from './pattern-counter.ts';
import { BLOCK_ELEMENTS, SAMPLE_ELEMENTS, statisticsOf, type Tallied, type Tally } from './tally.ts';

/** Counts each bit pattern of a type of 8 or 16 bits; every figure follows exactly from the counts. */
export function patternTally(table: PatternTable, sink: ValueSink | undefined): Tally {
  const { values } = table;
  const elementBytes = values.length === 256 ? 1 : 2;
  const counter = openPatternCounter(elementBytes === 1 ? 8 : 16);
  const sample = new Set<number>();
  const decoded = new Float64Array(sink === undefined ? 0 : BLOCK_ELEMENTS);
  let seen = 0;
  return {
    elementBytes,
    add(block, count) {
      const patterns = elementBytes === 1 ? block : new Uint16Array(block.buffer, block.byteOffset, count);
      counter.add(block, count);
      for (let i = 0; i < Math.min(count, SAMPLE_ELEMENTS - seen); i++)
        sample.add(values[patterns[i] ?? 0] ?? 0);
      if (sink !== undefined) {
        for (let i = 0; i < count; i++) decoded[i] = values[patterns[i] ?? 0] ?? 0;
        sink(decoded, count, seen);
      }
      seen += count;
    },
    done() {
      const distinctInSample = [...sample].filter(Number.isFinite).length;
      return statisticsOf({ count: seen, distinctInSample, ...ofCounts(table, counter.done()) });
    },
  };
}

function ofCounts(
  { values, ascending, special }: PatternTable,
  counts: PatternCounts,
): Omit<Tallied, 'count' | 'distinctInSample'> {
  const used: number[] = [];
  for (const pattern of ascending) if (counts[pattern] !== 0) used.push(pattern);
  const places = Float64Array.from(used, (pattern) => values[pattern] ?? 0);
  const weights = Float64Array.from(used, (pattern) => counts[pattern] ?? 0);
  const countOf = (patterns: Iterable<number>, test: (value: number) => boolean) => {
    let sum = 0;
    for (const pattern of patterns) if (test(values[pattern] ?? 0)) sum += counts[pattern] ?? 0;
    return sum;
  };
  return {
    nanCount: countOf(special, Number.isNaN),
    infinityCount: countOf(special, (value) => !Number.isNaN(value)),
    zeroCount: countOf(used, (value) => value === 0),
    min: places[0] ?? 0,
    max: places.at(-1) ?? 0,
    moments: weightedMoments(places, weights),
    cells: { lows: places, highs: places, counts: weights },
  };
}

function weightedMoments(values: Float64Array, weights: Float64Array): Moments {
  const count = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = values.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0) / Math.max(count, 1);
  const power = (exponent: number) =>
    values.reduce((sum, value, i) => sum + (weights[i] ?? 0) * (value - mean) ** exponent, 0);
  return { count, mean, m2: power(2), m3: power(3), m4: power(4) };
}

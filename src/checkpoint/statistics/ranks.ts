import type { Distribution } from './distribution.ts';
import { openPatternCounter, type PatternCounts } from './pattern-counter.ts';
import { BLOCK_ELEMENTS } from './tally.ts';

/** How a tensor's finite values are spread, kept while they pass. */
export interface Ranks {
  /** `asF32` are the same values where they come as F32, aligned. */
  add(values: Float64Array, count: number, asF32: Uint8Array<ArrayBuffer> | null): void;
  cells(min: number, max: number): Distribution;
}

/** Every value of a small tensor; of a large one the counts of the top 16 bits of each value as F32. */
export function openRanks(elementCount: number): Ranks {
  return elementCount <= EXACT_ELEMENTS_MAX ? exactRanks(elementCount) : roundedRanks();
}

/** Sorting them costs about as much as walking the 65,536 counts would. */
export const EXACT_ELEMENTS_MAX = 16_384;

function exactRanks(elementCount: number): Ranks {
  const kept = new Float64Array(elementCount);
  let length = 0;
  return {
    add(values, count) {
      kept.set(values.subarray(0, count), length);
      length += count;
    },
    cells() {
      const sorted = kept.subarray(0, length).sort();
      return { lows: sorted, highs: sorted, counts: new Float64Array(length).fill(1) };
    },
  };
}

function roundedRanks(): Ranks {
  const counter = openPatternCounter('TOP');
  const rounded = new Float32Array(BLOCK_ELEMENTS);
  const roundedBytes = new Uint8Array(rounded.buffer);
  return {
    add(values, count, asF32) {
      if (asF32 === null) rounded.set(values.subarray(0, count));
      counter.add(asF32 ?? roundedBytes, count);
    },
    cells: (min, max) => cellsOf(counter.done(), min, max),
  };
}

const SIGN = 0x8000;

function cellsOf(counts: PatternCounts, min: number, max: number): Distribution {
  const used = usedInOrder(counts);
  // Values of F64 past F32's range share a bucket at its end; the bounds keep every cell inside what was seen.
  const inside = (value: number) => Math.min(max, Math.max(min, value));
  return {
    lows: Float64Array.from(used, (top) => inside(valueOfTop(top >= SIGN ? top + 1 : top))),
    highs: Float64Array.from(used, (top) => inside(valueOfTop(top >= SIGN ? top : top + 1))),
    counts: Float64Array.from(used, (top) => counts[top] ?? 0),
  };
}

/** F32's own order: negative values from the highest pattern down, then the others up. */
function usedInOrder(counts: PatternCounts): readonly number[] {
  const used: number[] = [];
  for (let top = counts.length - 1; top >= SIGN; top--) if (counts[top] !== 0) used.push(top);
  for (let top = 0; top < SIGN; top++) if (counts[top] !== 0) used.push(top);
  return used;
}

/** The F32 whose top 16 bits these are, the others 0. */
function valueOfTop(top: number): number {
  bits[0] = top << 16;
  const value = asFloat[0] ?? 0;
  return Number.isNaN(value) ? (top >= SIGN ? -Infinity : Infinity) : value;
}

const bits = new Uint32Array(1);
const asFloat = new Float32Array(bits.buffer);

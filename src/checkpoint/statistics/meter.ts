import type { Dtype } from '../dtype.ts';
import { elementReader, patternTable } from './element-values.ts';
import { patternTally } from './pattern-tally.ts';
import { EXACT_ELEMENTS_MAX } from './ranks.ts';
import { BLOCK_ELEMENTS, type Tally } from './tally.ts';
import type { TensorStatistics } from './tensor-statistics.ts';
import { valueTally } from './value-tally.ts';

/** Takes a tensor's bytes in pieces of any size and place, and says at the end what its values are like. */
export interface Meter {
  /** The chunk is not kept. */
  update(chunk: Uint8Array): void;
  done(): TensorStatistics;
}

/** Is handed the tensor's values in order, a block at a time; the array is valid during the call. */
export type ValueSink = (values: Float64Array, count: number, firstIndex: number) => void;

/** Null for types without numbers: text, complex, and bits packed below a byte. Elements past `elementCount` are ignored. */
export function openMeter(dtype: Dtype, elementCount: number, sink?: ValueSink): Meter | null {
  const tally = tallyFor(dtype, elementCount, sink);
  return tally === null ? null : blockwise(tally, elementCount);
}

export function isNumeric(dtype: Dtype): boolean {
  return elementReader(dtype) !== null;
}

/** Patterns are counted where there are more elements than patterns to walk. */
function tallyFor(dtype: Dtype, elementCount: number, sink: ValueSink | undefined): Tally | null {
  const table = patternTable(dtype);
  const isMany = elementCount > Math.min(EXACT_ELEMENTS_MAX, table?.values.length ?? 0);
  if (table !== null && isMany) return patternTally(table, sink);
  const reader = elementReader(dtype);
  return reader === null ? null : valueTally(reader, dtype === 'F32', elementCount, sink);
}

/**
 * Cuts at the same elements however the bytes come in, so that chunking never changes a sum's rounding; the copy also
 * aligns them and joins split elements.
 */
function blockwise(tally: Tally, elementCount: number): Meter {
  const blockBytes = Math.min(elementCount, BLOCK_ELEMENTS) * tally.elementBytes;
  const block = new Uint8Array(blockBytes);
  let filledBytes = 0;
  let leftBytes = elementCount * tally.elementBytes;
  const flush = () => {
    tally.add(block, Math.floor(filledBytes / tally.elementBytes));
    filledBytes = 0;
  };
  return {
    update(chunk) {
      for (let at = 0; at < chunk.byteLength && leftBytes > 0;) {
        const length = Math.min(chunk.byteLength - at, blockBytes - filledBytes, leftBytes);
        block.set(chunk.subarray(at, at + length), filledBytes);
        [at, filledBytes, leftBytes] = [at + length, filledBytes + length, leftBytes - length];
        if (filledBytes === blockBytes) flush();
      }
    },
    done() {
      if (filledBytes > 0) flush();
      return tally.done();
    },
  };
}

import type { ByteSource } from '../../base/byte-source.ts';
import type { FeatureDataset } from '../../checkpoint/feature-dataset.ts';
import { blendValues } from '../../evaluation/challenge.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import { itemLength, type Feed, type InputForm } from './feed.ts';

/** Numbers as they lie in the file, as the one input of a model. */
export function featureFeed(
  source: ByteSource,
  { dims, featuresOffset }: FeatureDataset,
  { dataset: slice }: Protocol,
): Feed {
  const input: InputForm = { name: null, dtypes: ['float32'], itemDims: dims, isOptional: false };
  const itemBytes = 4 * itemLength(input);
  return {
    inputs: [input],
    rowsPerItem: 1,
    async read(first, count) {
      const offset = featuresOffset + (slice.first + first) * itemBytes;
      // Copied, for a view of wide values must begin at a multiple of their size.
      const bytes = new Uint8Array(await source.read(offset, count * itemBytes));
      return { first, count, columns: [new Float32Array(bytes.buffer)] };
    },
    blend: ({ columns: [a] }, { columns: [b] }, eighths) => ({
      first: null,
      count: 1,
      columns: [blendValues(a as Float32Array, b as Float32Array, eighths)],
    }),
  };
}

import type { ByteSource } from '../../base/byte-source.ts';
import type { ImageDataset } from '../../checkpoint/dataset.ts';
import { blendValues } from '../../evaluation/challenge.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import { inputTensorFor } from '../input-tensor.ts';
import type { Feed, Rows } from './feed.ts';

/** Images after the protocol's preprocessing, as the one input of a model. */
export function imageFeed(source: ByteSource, dataset: ImageDataset, protocol: Protocol): Feed {
  const input = inputTensorFor(protocol.preprocessing, dataset);
  const { itemLength } = input;
  return {
    inputs: [{ name: null, dtypes: ['float32'], itemDims: input.itemDims, isOptional: false }],
    async read(first, count) {
      const offset = dataset.imagesOffset + (protocol.dataset.first + first) * itemLength;
      const values = new Float32Array(count * itemLength);
      input.write(values, await source.read(offset, count * itemLength));
      return { count, columns: [values] };
    },
    blend: (a, b, eighths) => ({ count: 1, columns: [blendValues(valuesOf(a), valuesOf(b), eighths)] }),
  };
}

function valuesOf({ columns }: Rows): Float32Array {
  return columns[0] as Float32Array;
}

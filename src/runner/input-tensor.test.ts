import { expect, test } from 'vitest';
import type { PreprocessingStep } from '../evaluation/preprocessing.ts';
import { inputTensorFor } from './input-tensor.ts';

const SIZE = { height: 2, width: 2, channels: 3 };
// Two images of four pixels, each pixel three channels.
const IMAGES = Uint8Array.from({ length: 24 }, (_, i) => i);

function read(order: 'NCHW' | 'NHWC' | 'NF', ...steps: readonly PreprocessingStep[]) {
  const input = inputTensorFor([...steps, { step: 'layout', order }], SIZE);
  const target = new Float32Array(24);
  input.write(target, IMAGES);
  return { dims: input.itemDims, values: [...target] };
}

test('NCHW gathers each channel of an item, item by item', () => {
  const { dims, values } = read('NCHW');
  expect(dims).toEqual([3, 2, 2]);
  expect(values.slice(0, 12)).toEqual([0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11]);
  expect(values.slice(12)).toEqual(values.slice(0, 12).map((value) => value + 12));
});

test('NHWC and NF keep the stored order', () => {
  expect(read('NHWC')).toEqual({ dims: [2, 2, 3], values: [...IMAGES] });
  expect(read('NF')).toEqual({ dims: [12], values: [...IMAGES] });
});

test('steps apply in their order and round to float32 after each operation', () => {
  const scale = { step: 'scale', divisor: '255' } as const;
  const normalize = { step: 'normalize', mean: '0.1307', std: '0.3081' } as const;
  const float = Math.fround;
  const expected = [...IMAGES].map((byte) => float(float(float(byte / 255) - float(0.1307)) / float(0.3081)));
  expect(read('NF', scale, normalize).values).toEqual(expected);
  expect(read('NF', normalize, scale).values).not.toEqual(expected);
  // Bits of numpy's float32: (np.float32(7)/np.float32(255) - np.float32(0.1307)) / np.float32(0.3081)
  expect(new Uint32Array(Float32Array.of(expected[7] ?? 0).buffer)[0]).toBe(BITS_OF_SEVEN);
});

const BITS_OF_SEVEN = 0xbeab943d;

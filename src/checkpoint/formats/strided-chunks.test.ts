import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf } from '../../base/byte-source.ts';
import { fortranStrides, isRowMajor, stridedChunks, type StridedView } from './strided-chunks.ts';

async function gathered(bytes: Uint8Array, view: StridedView): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stridedChunks(bytesOf(bytes), view)) chunks.push(Uint8Array.from(chunk));
  return Buffer.concat(chunks);
}

/** Element by element, as the definition says. */
function naive(bytes: Uint8Array, { offset, itemBytes, shape, strides }: StridedView): Buffer {
  let places = [offset];
  for (const [axis, length] of shape.entries())
    places = places.flatMap((place) =>
      Array.from({ length }, (_, index) => place + index * (strides[axis] ?? 0) * itemBytes),
    );
  return Buffer.concat(places.map((place) => bytes.subarray(place, place + itemBytes)));
}

const bytes = Uint8Array.from({ length: 20_000 }, (_, i) => (i * 7919) >> 3);

test('any view gives its elements in row-major order', async () => {
  const views = fc.record({
    offset: fc.integer({ min: 0, max: 50 }),
    itemBytes: fc.constantFrom(1, 2, 4, 8, 16),
    shape: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 4 }),
    strides: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 4, maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(views, async (view) => {
      expect(await gathered(bytes, view)).toEqual(naive(bytes, view));
    }),
    { numRuns: 500 },
  );
});

test('a matrix larger than a block is transposed', async () => {
  const [rows, columns] = [3000, 2500];
  const matrix = Float32Array.from({ length: rows * columns }, (_, i) => i);
  const view = { offset: 0, itemBytes: 4, shape: [columns, rows], strides: [1, columns] };
  const turned = await gathered(new Uint8Array(matrix.buffer), view);
  const values = new Float32Array(turned.buffer, turned.byteOffset, rows * columns);
  for (const [row, column] of [
    [0, 0],
    [1, 2],
    [2999, 2499],
    [1234, 77],
  ] as const)
    expect(values[column * rows + row]).toBe(row * columns + column);
});

test('row-major order is known, with axes of one or no element', () => {
  const view = (shape: number[], strides: number[]) =>
    isRowMajor({ offset: 0, itemBytes: 4, shape, strides });
  expect(view([2, 3], [3, 1])).toBe(true);
  expect(view([2, 1, 3], [3, 77, 1])).toBe(true);
  expect(view([0, 3], [1, 9])).toBe(true);
  expect(view([], [])).toBe(true);
  expect(view([2, 3], [1, 2])).toBe(false);
  expect(view([2, 3], [4, 1])).toBe(false);
  expect(fortranStrides([2, 3, 4])).toEqual([1, 2, 6]);
});

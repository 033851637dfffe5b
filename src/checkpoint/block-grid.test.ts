import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BLOCK_BYTES, blockGrid } from './block-grid.ts';

const at = (offset: number | null, lengthBytes: number) => ({ offset, lengthBytes });

test('cuts each tensor from its own start, and what lies between', () => {
  expect(blockGrid(3 * BLOCK_BYTES, [at(100, BLOCK_BYTES + 7)])).toEqual([
    at(0, 100),
    at(100, BLOCK_BYTES),
    at(100 + BLOCK_BYTES, 7),
    at(107 + BLOCK_BYTES, BLOCK_BYTES),
    at(107 + 2 * BLOCK_BYTES, BLOCK_BYTES - 107),
  ]);
});

test('cuts a file without tensors from its start, and an empty one not at all', () => {
  expect(blockGrid(BLOCK_BYTES + 1, [])).toEqual([at(0, BLOCK_BYTES), at(BLOCK_BYTES, 1)]);
  expect(blockGrid(0, [])).toEqual([]);
});

test('leaves out tensors that are elsewhere, empty, inside others or past the end', () => {
  const tensors = [at(60, 10), at(null, 50), at(20, 0), at(10, 20), at(15, 30), at(29, 5), at(95, 6)];
  expect(blockGrid(100, tensors)).toEqual([at(0, 10), at(10, 20), at(30, 30), at(60, 10), at(70, 30)]);
});

test('tiles any file without hole or overlap, whatever the table says', () => {
  const place = fc.record({
    offset: fc.option(fc.integer({ min: 0, max: 5 * BLOCK_BYTES })),
    lengthBytes: fc.integer({ min: 0, max: 3 * BLOCK_BYTES }),
  });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5 * BLOCK_BYTES }), fc.array(place), (sizeBytes, tensors) => {
      let end = 0;
      for (const { offset, lengthBytes } of blockGrid(sizeBytes, tensors)) {
        expect(offset).toBe(end);
        expect(lengthBytes).toBeGreaterThan(0);
        expect(lengthBytes).toBeLessThanOrEqual(BLOCK_BYTES);
        end += lengthBytes;
      }
      expect(end).toBe(sizeBytes);
    }),
    { numRuns: 300, seed: 1 },
  );
});

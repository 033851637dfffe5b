import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { segmentPieces, shareOf, startOf } from './origin-share.ts';

const ids = Array.from({ length: 8 }, (_, i) => `2d484c30303031${i}`.padEnd(40, '0'));
const SEGMENTS = 256;

describe('the share of a leecher', () => {
  test('is everything for one who is alone', () => {
    expect(shareOf(ids[0] ?? '', [], SEGMENTS)).toEqual(new Uint8Array(SEGMENTS).fill(1));
  });

  test('of eight who see one another: each segment is exactly one’s', () => {
    const shares = ids.map((id) =>
      shareOf(
        id,
        ids.filter((other) => other !== id),
        SEGMENTS,
      ),
    );
    for (let segment = 0; segment < SEGMENTS; segment++)
      expect(shares.reduce((sum, share) => sum + (share[segment] ?? 0), 0)).toBe(1);
    for (const share of shares) {
      const own = share.reduce((sum, bit) => sum + bit, 0);
      expect(own).toBeGreaterThan(SEGMENTS / 8 / 2);
      expect(own).toBeLessThan((SEGMENTS / 8) * 2);
    }
  });

  test('changes only where somebody came or went', () => {
    const [own = '', ...others] = ids;
    const before = shareOf(own, others, SEGMENTS);
    const after = shareOf(own, others.slice(1), SEGMENTS);
    for (let segment = 0; segment < SEGMENTS; segment++)
      expect(after[segment]).toBeGreaterThanOrEqual(before[segment] ?? 0);
  });

  test('begins at different places', () => {
    const starts = Array.from({ length: 64 }, () => startOf(randomBytes(20).toString('hex'), SEGMENTS));
    expect(new Set(starts).size).toBeGreaterThan(32);
    expect(Math.max(...starts)).toBeLessThan(SEGMENTS);
  });
});

test('segments are pieces, from 256 KiB to 8 MiB', () => {
  expect(segmentPieces(1 << 20, 64 << 10)).toBe(4);
  expect(segmentPieces(256 << 20, 256 << 10)).toBe(4);
  expect(segmentPieces(2 ** 40, 16 << 20)).toBe(1);
  expect(segmentPieces(8 * 2 ** 30, 4 << 20)).toBe(2);
});

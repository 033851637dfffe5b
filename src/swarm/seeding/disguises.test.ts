import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Disguises } from './disguises.ts';

const [A, B] = ['aa'.repeat(20), 'bb'.repeat(20)];
const disguiseOf = (infohash: string) =>
  createHash('sha1').update('req2').update(Buffer.from(infohash, 'hex')).digest('hex');

describe('a disguise', () => {
  test('stands for the infohash it was made of, whenever that came', async () => {
    const known = [A];
    const disguises = new Disguises(() => known);
    expect(await disguises.infohashOf(disguiseOf(A))).toBe(A);
    expect(await disguises.infohashOf(disguiseOf(B))).toBeUndefined();
    known.push(B);
    expect(await disguises.infohashOf(disguiseOf(B))).toBe(B);
  });

  test('of a torrent that is gone is forgotten with the next listing', async () => {
    let known = [A, B];
    const disguises = new Disguises(() => known);
    await disguises.infohashOf(disguiseOf(A));
    known = [B];
    await disguises.infohashOf('no such');
    expect(await disguises.infohashOf(disguiseOf(A))).toBeUndefined();
  });

  test('of nothing costs one listing for all who ask at once', async () => {
    let listings = 0;
    const disguises = new Disguises(() => [A].slice(0, (listings++, 1)));
    await Promise.all(Array.from({ length: 1000 }, (_, i) => disguises.infohashOf(`no such ${i}`)));
    expect(listings).toBe(1);
  });

  test('is looked for again where a listing failed', async () => {
    let isFirst = true;
    const disguises = new Disguises(() => {
      if (!isFirst) return [A];
      isFirst = false;
      throw new Error('the database is away');
    });
    await expect(disguises.infohashOf(disguiseOf(A))).rejects.toThrow('away');
    expect(await disguises.infohashOf(disguiseOf(A))).toBe(A);
  });
});

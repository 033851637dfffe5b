import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { bytesOf } from '../base/byte-source.ts';
import { hexOf } from '../base/digest.ts';
import { bencode } from './bencode.ts';
import { buildMetainfo, readMetainfo } from './metainfo.ts';
import { pieceHasher, pieceHashesOf, pieceLengthFor } from '../weights/piece-hashes.ts';

const MIB = 1 << 20;
const GIB = 1 << 30;

describe('pieceLengthFor', () => {
  test.each([
    [1, 64 << 10],
    [16 * MIB, 64 << 10],
    [16 * MIB + 1, 128 << 10],
    [64 * MIB, 128 << 10],
    [256 * MIB, 256 << 10],
    [2 * GIB, MIB],
    [2 * GIB + 1, 4 * MIB],
    [10 * GIB, 4 * MIB],
    [40 * GIB, 8 * MIB],
    [40 * GIB + 1, 16 * MIB],
  ])('of %d bytes is %d for ever', (sizeBytes, pieceBytes) => {
    expect(pieceLengthFor(sizeBytes)).toBe(pieceBytes);
  });
});

describe('buildMetainfo', () => {
  test('writes the info dictionary that BEP 3 asks, and names it by its SHA-1', async () => {
    const { plan } = await planOf(Buffer.from('hello'));
    const info = `d6:lengthi5e4:name64:${hexOf(plan.digest)}12:piece lengthi65536e6:pieces20:`;
    const bytes = Buffer.concat([
      Buffer.from(info),
      createHash('sha1').update('hello').digest(),
      Buffer.from('e'),
    ]);
    expect(buildMetainfo(plan).infohash).toBe(createHash('sha1').update(bytes).digest('hex'));
    expect(buildMetainfo(plan).bytes.includes(bytes)).toBe(true);
  });

  test('gives the same infohash whatever the trackers and web seeds', async () => {
    const { plan } = await planOf(randomBytes(200_000));
    const bare = buildMetainfo({ ...plan, announce: [], webSeeds: [] });
    const rich = buildMetainfo({ ...plan, announce: ['http://a/announce', 'http://b/announce'] });
    expect(rich.infohash).toBe(bare.infohash);
    expect(rich.bytes.equals(bare.bytes)).toBe(false);
    expect(buildMetainfo(plan).bytes.equals(buildMetainfo(plan).bytes)).toBe(true);
  });

  test('writes a magnet with name, tracker, web seed and source', async () => {
    const { plan } = await planOf(Buffer.from('hello'));
    const { magnet, infohash } = buildMetainfo({ ...plan, metainfoUrl: 'http://hub/x.torrent' });
    const query = new URLSearchParams(magnet.slice('magnet:?'.length));
    expect(Object.fromEntries(query)).toEqual({
      xt: `urn:btih:${infohash}`,
      dn: hexOf(plan.digest),
      tr: 'http://hub/announce',
      ws: 'http://hub/file?a=b&c',
      xs: 'http://hub/x.torrent',
    });
  });

  test('refuses piece hashes that do not fit the size', async () => {
    const { plan } = await planOf(randomBytes(200_000));
    expect(() => buildMetainfo({ ...plan, sizeBytes: 10 })).toThrow(malformed);
    expect(() => buildMetainfo({ ...plan, sizeBytes: 0 })).toThrow(malformed);
  });
});

describe('readMetainfo', () => {
  test('gives back what it was built from', async () => {
    const { plan } = await planOf(randomBytes(200_000));
    const built = buildMetainfo(plan);
    expect(readMetainfo(built.bytes)).toEqual({
      digest: plan.digest,
      infohash: built.infohash,
      sizeBytes: 200_000,
      pieceBytes: 65_536,
      pieceHashes: plan.pieceHashes,
    });
  });

  test.each<[string, Record<string, unknown>]>([
    ['an extra key', { private: 1 }],
    ['another piece length', { 'piece length': 32_768 }],
    ['a file list', { files: [{ length: 5, path: ['..', '..', 'etc', 'passwd'] }] }],
    ['a name that climbs', { name: '../../etc/passwd' }],
    ['no pieces', { pieces: Buffer.alloc(0) }],
    ['half a piece hash', { pieces: Buffer.alloc(10) }],
    ['a negative length', { length: -5 }],
    ['a length as text', { length: '5' }],
  ])('refuses %s', async (_, change) => {
    const { plan } = await planOf(Buffer.from('hello'));
    const info = { length: 5, name: hexOf(plan.digest), 'piece length': 65_536, pieces: plan.pieceHashes };
    const bytes = bencode({ info: { ...info, ...change } as never });
    expect(() => readMetainfo(bytes)).toThrow(malformed);
  });

  test.each(['', 'i1e', 'le', 'de', 'd4:infoi1ee', 'd4:infodee', '<html>'])('refuses %j', (text) => {
    expect(() => readMetainfo(Buffer.from(text))).toThrow(malformed);
  });
});

describe('pieceHasher', () => {
  test('gives the same for chunks of any size', async () => {
    const bytes = randomBytes(300_001);
    const whole = await pieceHashesOf(bytesOf(bytes));
    for (const chunkBytes of [1000, 65_536, 65_537, 300_001]) {
      const hasher = pieceHasher(bytes.length);
      for (let at = 0; at < bytes.length; at += chunkBytes)
        hasher.update(bytes.subarray(at, at + chunkBytes));
      expect(hasher.done()).toEqual(whole);
    }
  });

  test('hashes each piece alone', async () => {
    const bytes = randomBytes(65_536 + 1);
    const { pieceHashes } = await pieceHashesOf(bytesOf(bytes));
    const sha1 = (part: Buffer) => createHash('sha1').update(part).digest();
    expect(pieceHashes).toEqual(
      Buffer.concat([sha1(bytes.subarray(0, 65_536)), sha1(bytes.subarray(65_536))]),
    );
  });
});

const malformed = expect.objectContaining({ code: 'SWARM_METAINFO_MALFORMED' });

async function planOf(bytes: Buffer) {
  const hashes = await pieceHashesOf(bytesOf(bytes));
  return { plan: { ...hashes, announce: ['http://hub/announce'], webSeeds: ['http://hub/file?a=b&c'] } };
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bencode, type Bencoded } from './bencode.ts';
import { checkMetainfo } from './check-metainfo.ts';

const folder = join(process.env['HEIRLOOM_TEST_DATA'] ?? '../shared', 'data/torrents');

interface Listed {
  readonly file: string;
  readonly libtorrent: 'accept' | 'reject' | 'unlisted' | null;
  readonly libtorrent_error: string | null;
}

/** libtorrent's codes by ours. */
const CODES: Readonly<Record<string, string>> = {
  NOT_BENCODED: 'depth_exceeded',
  MISSING_NAME: 'torrent_missing_name',
  MISSING_PIECE_LENGTH: 'torrent_missing_piece_length',
  MISSING_PIECES: 'torrent_missing_pieces',
  INVALID_HASHES: 'torrent_invalid_hashes',
  INVALID_LENGTH: 'torrent_invalid_length',
  NO_FILES: 'no_files_in_torrent',
  MISSING_PIECES_ROOT: 'torrent_missing_pieces_root',
  INVALID_PAD_FILE: 'torrent_invalid_pad_file',
  INCONSISTENT_FILES: 'torrent_inconsistent_files',
  INVALID_PIECE_LAYER: 'torrent_invalid_piece_layer',
};

describe.skipIf(!existsSync(folder))(
  "libtorrent's own files (skipped where the sample data is absent)",
  () => {
    const listed = existsSync(folder)
      ? (JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as readonly Listed[])
      : [];
    test.each(listed.map((one) => [one.file, one.libtorrent ?? 'unlisted', one] as const))(
      '%s: %s',
      (name, verdict, { libtorrent_error: error }) => {
        const found = checkMetainfo(readFileSync(join(folder, name)));
        if (verdict !== 'unlisted') expect(found).toMatchObject({ isAccepted: verdict === 'accept' });
        if (!found.isAccepted && error !== null) expect(error.split('::')[1]).toBe(CODES[found.reason]);
      },
    );
  },
);

const info = { length: 100, name: 'a', 'piece length': 16_384, pieces: new Uint8Array(20) };
const root = new Uint8Array(32).fill(1);
const leaf = { '': { length: 100, 'pieces root': root } };
const v2 = { 'file tree': { a: leaf }, 'meta version': 2, name: 'a', 'piece length': 16_384 };
const check = (top: Bencoded) => checkMetainfo(bencode(top));

describe('the structure of a torrent', () => {
  test.each<[string, Bencoded]>([
    ['v1', { info }],
    ['v2', { info: v2, 'piece layers': {} }],
    ['hybrid', { info: { ...v2, ...info } }],
  ])('is known as %s', (version, top) => {
    expect(check(top)).toEqual({ isAccepted: true, version, files: 1 });
  });

  test.each<[string, Bencoded]>([
    ['NOT_BENCODED', 'x'.repeat(3)],
    ['MISSING_INFO', {}],
    ['MISSING_INFO', { info: 'x' }],
    ['UNKNOWN_VERSION', { info: { ...info, 'meta version': 3 } }],
    ['MISSING_PIECE_LENGTH', { info: { ...v2, 'piece length': 16_385 } }],
    ['MISSING_PIECE_LENGTH', { info: { ...v2, 'piece length': 8_192 } }],
    ['INVALID_LENGTH', { info: { ...info, length: 0 } }],
    ['INVALID_HASHES', { info: { ...info, pieces: new Uint8Array(40) } }],
    ['INVALID_FILE_TREE', { info: { ...v2, 'file tree': 'x' } }],
    ['INVALID_FILE_TREE', { info: { ...v2, 'file tree': { a: { ...leaf, b: leaf } } } }],
    ['INVALID_FILE_TREE', { info: { ...v2, 'file tree': { '': leaf } } }],
    ['NO_FILES', { info: { ...v2, 'file tree': {} } }],
    ['MISSING_PIECES_ROOT', { info: { ...v2, 'file tree': { a: { '': { length: 5 } } } } }],
    ['INCONSISTENT_FILES', { info: { ...v2, ...info, length: 101 } }],
    ['INVALID_PIECE_LAYER', { info: v2, 'piece layers': 'x' }],
  ])('is refused with %s', (reason, top) => {
    const bytes = reason === 'NOT_BENCODED' ? Buffer.from('xxx') : bencode(top);
    expect(checkMetainfo(bytes)).toMatchObject({ isAccepted: false, reason });
  });

  test('is bounded in depth, values and size', () => {
    const deep = Buffer.from('l'.repeat(200) + 'e'.repeat(200));
    const many = Buffer.from(`l${'le'.repeat(1_000_001)}e`);
    for (const bytes of [deep, many, Buffer.alloc(0)])
      expect(checkMetainfo(bytes)).toMatchObject({ isAccepted: false, reason: 'NOT_BENCODED' });
    expect(checkMetainfo(new Uint8Array((32 << 20) + 1))).toMatchObject({ reason: 'TOO_LARGE' });
  });
});

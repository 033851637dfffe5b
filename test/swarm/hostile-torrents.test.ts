import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digestOf, hexOf } from '../../src/base/digest.ts';
import { bencode, type Bencoded } from '../../src/swarm/bencode.ts';
import { pullArtifacts } from '../../src/swarm/pull.ts';
import { seedFiles } from '../../src/swarm/seed-files.ts';
import { runProgram } from '../cli/run-program.ts';
import { codeOf } from '../support/refused.ts';

const bytes = Buffer.from('the very bytes');
const digest = digestOf(bytes);
const good = { length: bytes.length, name: hexOf(digest), 'piece length': 65_536, pieces: Buffer.alloc(20) };
const torrentOf = (info: Bencoded, top: Record<string, Bencoded> = {}) => bencode({ ...top, info });
const file = (...parts: string[]) => ({ length: bytes.length, path: parts });
const files = (...list: Bencoded[]) => {
  const { length: _, ...rest } = good;
  return torrentOf({ ...rest, files: list });
};

/** Each is wrong in one way. */
const hostile: readonly (readonly [string, Uint8Array])[] = [
  ['a name that climbs', torrentOf({ ...good, name: '../../escaped' })],
  ['an absolute name', torrentOf({ ...good, name: '/tmp/escaped' })],
  ['a name of Windows', torrentOf({ ...good, name: 'C:\\escaped' })],
  ['a name with NUL', torrentOf({ ...good, name: `${hexOf(digest)}\0.exe` })],
  ['no name', torrentOf({ ...good, name: '' })],
  ['dots for a name', torrentOf({ ...good, name: '..' })],
  ['another digest for a name', torrentOf({ ...good, name: hexOf(digestOf('other')) })],
  ['a name in capitals', torrentOf({ ...good, name: hexOf(digest).toUpperCase() })],
  ['a UTF-8 name beside the name', torrentOf({ ...good, 'name.utf-8': '../escaped' })],
  ['a path that climbs', files(file('..', '..', 'escaped'))],
  ['a path with slashes', files(file('a/../../escaped'))],
  ['a path with backslashes', files(file('..\\escaped'))],
  ['an empty path', files(file())],
  ['a path of nothing', files(file(''))],
  ['two files of one path', files(file('a'), file('a'))],
  ['a file that is a folder of another', files(file('a'), file('a', 'b'))],
  ['paths alike but for case', files(file('a'), file('A'))],
  ['a link out of the folder', files({ attr: 'l', length: 0, path: ['a'], 'symlink path': ['..', '..'] })],
  ['files and a length', torrentOf({ ...good, files: [file('a')] })],
  ['a length of nothing', torrentOf({ ...good, length: 0 })],
  ['a negative length', torrentOf({ ...good, length: -1 })],
  [
    'a length past all numbers',
    Buffer.from(String(torrentOf(good)).replace('6:lengthi14e', '6:lengthi99999999999999999999e')),
  ],
  ['a length of another file', torrentOf({ ...good, length: bytes.length + 1 })],
  ['a piece length of nothing', torrentOf({ ...good, 'piece length': 0 })],
  ['a negative piece length', torrentOf({ ...good, 'piece length': -65_536 })],
  ['another piece length', torrentOf({ ...good, 'piece length': 131_072 })],
  ['a piece length of 8 EiB', torrentOf({ ...good, 'piece length': Number.MAX_SAFE_INTEGER })],
  ['half a piece hash', torrentOf({ ...good, pieces: Buffer.alloc(10) })],
  ['more piece hashes than pieces', torrentOf({ ...good, pieces: Buffer.alloc(40) })],
  ['no piece hashes', torrentOf({ ...good, pieces: '' })],
  ['a list of piece hashes', torrentOf({ ...good, pieces: [Buffer.alloc(20)] })],
  ['a private mark', torrentOf({ ...good, private: 1 })],
  ['a source of its own', torrentOf({ ...good, source: 'elsewhere' })],
  ['version 2', torrentOf({ ...good, 'meta version': 2, 'file tree': {} })],
  ['a list of 200 depths', Buffer.from('l'.repeat(200) + 'e'.repeat(200))],
  ['lists of a million depths', Buffer.from('l'.repeat(1_000_000))],
  ['two million values', Buffer.from(`l${'i0e'.repeat(2_000_000)}e`)],
  ['a string longer than the file', Buffer.from('d4:info999999999:xe')],
  ['a string length of many digits', Buffer.from(`d4:info${'9'.repeat(5000)}:xe`)],
  ['a number with a leading zero', Buffer.from(String(torrentOf(good)).replace('i14e', 'i014e'))],
  ['minus zero', Buffer.from('d4:infod6:lengthi-0eee')],
  ['keys out of order', Buffer.from('d4:infod4:name1:a6:lengthi1eee')],
  ['a key twice', Buffer.from('d4:infod6:lengthi1e6:lengthi2eee')],
  ['a number for a key', Buffer.from('di1ei2ee')],
  ['bytes behind its end', Buffer.concat([torrentOf(good), Buffer.from('x')])],
  ['half of itself', torrentOf(good).subarray(0, 60)],
  ['nothing', Buffer.alloc(0)],
  ['a page', Buffer.from('<!doctype html><title>404</title>')],
];

const shared = path.join(process.env['HEIRLOOM_TEST_DATA'] ?? '../shared', 'data/torrents');
const foreign = existsSync(shared)
  ? readdirSync(shared)
      .filter((name) => name.endsWith('.torrent'))
      .map((name) => [name, readFileSync(path.join(shared, name))] as const)
  : [];

let root: string;
let target: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'heirloom-hostile-'));
  target = path.join(root, 'a/b/target');
  await mkdir(target, { recursive: true });
  await writeFile(path.join(root, 'own'), bytes);
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('a hostile torrent', () => {
  test('comes in more than 25 ways', () => {
    expect(hostile.length).toBeGreaterThan(25);
  });

  test.each([...hostile, ...foreign])(
    '(%s) is refused by pull and seed, and writes nothing',
    async (_, metainfo) => {
      const item = { digest, sizeBytes: bytes.length, metainfo, targetPath: path.join(target, 'x') };
      const announceUrls = ['http://127.0.0.1:9/announce'];
      for (const mode of ['swarm', 'peers-only'] as const)
        expect(await codeOf(pullArtifacts({ items: [{ ...item, announceUrls }], mode }))).toMatch(REFUSED);
      const filePath = path.join(root, 'own');
      expect(await codeOf(seedFiles([{ digest, metainfo, filePath, announceUrls }]))).toMatch(REFUSED);
      expect(await everythingIn(root)).toEqual(['a', 'a/b', 'a/b/target', 'own']);
    },
  );

  test('is named and judged by inspect, one and all, and nothing is written', async () => {
    const all = [...hostile, ...foreign];
    const places: string[] = [];
    for (const [i, [, content]] of all.entries()) {
      places.push(path.join(target, `${i}.torrent`));
      await writeFile(places[i]!, content);
    }
    const before = await everythingIn(root);
    const { output, complaint, code } = await runProgram(root, ['inspect', '--json', ...places]);
    expect({ code, complaint }).toEqual({ code: 0, complaint: '' });
    const judged = JSON.parse(output) as readonly {
      readonly isAccepted: boolean;
      readonly reason?: string;
    }[];
    expect(judged).toHaveLength(all.length);
    for (const one of judged) expect(one.isAccepted || /^[A-Z_0-9]+$/.test(one.reason ?? '')).toBe(true);
    expect(await everythingIn(root)).toEqual(before);
  });
});

const REFUSED = /^SWARM_(METAINFO_MALFORMED|INFOHASH_MISMATCH|SIZE_MISMATCH|DIGEST_MISMATCH)$/;

async function everythingIn(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).sort();
}

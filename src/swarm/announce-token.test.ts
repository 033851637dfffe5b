import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import {
  addressFor,
  announceTokenText,
  magnetFor,
  metainfoFor,
  readAnnounceToken,
} from './announce-token.ts';
import { bdecode } from './bencode.ts';
import { buildMetainfo, readMetainfo } from './metainfo.ts';

const secret = randomBytes(32);
const token = {
  tokenId: '9814f171-53af-4c98-b715-eea320cb5f17',
  expiresAt: new Date('2031-01-01T00:00:00Z'),
};
const text = announceTokenText(secret, token);

describe('an announce token', () => {
  test('is read back by the hub that sealed it', () => {
    expect(text).toMatch(/^[A-Za-z0-9_-]{48}$/);
    expect(readAnnounceToken(secret, text)).toEqual(token);
  });

  test('is nothing to another hub', () => {
    expect(readAnnounceToken(randomBytes(32), text)).toBeNull();
  });

  test('is nothing once any one bit of it was turned', () => {
    const bytes = Buffer.from(text, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const turned = Buffer.from(bytes);
      turned[bit >> 3]! ^= 1 << (bit & 7);
      expect(readAnnounceToken(secret, turned.toString('base64url'))).toBeNull();
    }
  });

  test.each(['', 'x', text.slice(1), `${text}A`, ` ${text}`, `${text.slice(0, 47)}=`, '%00'.repeat(16)])(
    'is not %j',
    (other) => {
      expect(readAnnounceToken(secret, other)).toBeNull();
    },
  );
});

test('goes into the path of a tracker, behind the folder of a web seed, and into the query of all else', () => {
  expect(addressFor('T', 'http://hub/announce')).toBe('http://hub/announce/T');
  expect(addressFor('T', 'http://hub/files/')).toBe('http://hub/files/~T/');
  expect(addressFor('T', 'http://hub/artifacts/ab')).toBe('http://hub/artifacts/ab?token=T');
  expect(addressFor('T', '/artifacts/ab?unsafe=allow')).toBe('/artifacts/ab?unsafe=allow&token=T');
  expect(addressFor(null, 'http://hub/announce')).toBe('http://hub/announce');
});

test('reaches every address of a torrent and its magnet, and leaves the swarm the same', () => {
  const metainfo = buildMetainfo({
    digest: digestOf('x'),
    sizeBytes: 1,
    pieceHashes: randomBytes(20),
    announce: ['http://hub/announce', 'ws://hub/announce'],
    webSeeds: ['http://hub/artifacts/ab'],
    metainfoUrl: 'http://hub/torrents/ab.torrent',
  });
  const mine = metainfoFor('T', metainfo.bytes);
  expect(readMetainfo(mine).infohash).toBe(metainfo.infohash);
  const top = bdecode(mine) as ReadonlyMap<string, unknown>;
  expect(String(top.get('announce'))).toBe('http://hub/announce/T');
  expect(String(top.get('announce-list'))).toBe('http://hub/announce/T,ws://hub/announce/T');
  expect(String(top.get('url-list'))).toBe('http://hub/artifacts/ab?token=T');
  const magnet = new URLSearchParams(magnetFor('T', metainfo.magnet).slice('magnet:?'.length));
  expect(magnet.get('xt')).toBe(`urn:btih:${metainfo.infohash}`);
  expect(magnet.getAll('tr')).toEqual(['http://hub/announce/T', 'ws://hub/announce/T']);
  expect(magnet.get('ws')).toBe('http://hub/artifacts/ab?token=T');
  expect(magnet.get('xs')).toBe('http://hub/torrents/ab.torrent?token=T');
  expect(metainfoFor(null, metainfo.bytes)).toBe(metainfo.bytes);
});

import { sealEnvelope } from '../../src/attestation/envelope.ts';
import { signerOf } from '../../src/attestation/key.ts';
import { openStatement, signStatement } from '../../src/attestation/statement.ts';
import { canonicalJson, type PlainJson } from '../../src/base/canonical-json.ts';
import { digestOf } from '../../src/base/digest.ts';
import { isRefusal } from '../../src/base/errors.ts';
import { bdecode, bencode } from '../../src/swarm/bencode.ts';
import { checkMetainfo } from '../../src/swarm/check-metainfo.ts';
import { buildMetainfo, readMetainfo } from '../../src/swarm/metainfo.ts';
import type { FuzzTarget } from './fuzz-target.ts';

const signer = signerOf(new Uint8Array(32).fill(7));
const envelope = signStatement(
  {
    kind: 'checkpoint',
    subject: { name: 'ada/net@main', digest: digestOf('manifest') },
    hub: signer.keyId,
    body: { model: 'ada/net', revision: 'main', host: null },
  },
  signer,
  new Date('2026-05-04T03:02:01.000Z'),
);

const metainfo = buildMetainfo({
  digest: digestOf('artifact'),
  sizeBytes: 1000,
  pieceHashes: new Uint8Array(20),
  announce: ['http://hub.example/announce'],
  webSeeds: ['http://hub.example/seed'],
}).bytes;
const hash = Buffer.alloc(32, 5);
const file = { '': { length: 100, 'pieces root': hash } };
const hybrid = bencode({
  info: {
    'file tree': { a: file, b: { c: file } },
    files: [
      { length: 100, path: ['a'] },
      { length: 16_284, path: ['.pad', '16284'], attr: 'p' },
      { length: 100, path: ['b', 'c'] },
    ],
    'meta version': 2,
    name: 'net',
    'piece length': 16_384,
    pieces: Buffer.alloc(40),
  },
  'piece layers': {},
});

/** Statements and torrents: read, or refused with a code. */
export const recordTargets: readonly FuzzTarget[] = [
  record('metainfo', [metainfo, hybrid], 4_000, 1_000_000, (bytes) => {
    checkMetainfo(bytes);
    bdecode(bytes);
    readMetainfo(bytes);
  }),
  record('envelope', [Buffer.from(JSON.stringify(envelope))], 2_000, 500_000, (bytes) => {
    openStatement(jsonOf(bytes));
  }),
  // Signed after it was spoilt: what stands behind the signature is read too.
  record('statement', [Buffer.from(envelope.payload, 'base64')], 1_000, 500_000, (bytes) => {
    canonicalJson(jsonOf(bytes));
    openStatement(sealEnvelope(bytes, signer));
  }),
];

function record(
  name: string,
  originals: readonly Uint8Array[],
  slice: number,
  whole: number,
  read: (bytes: Uint8Array) => void,
): FuzzTarget {
  return {
    name,
    originals,
    cases: { SLICE: slice, WHOLE: whole },
    examine(bytes) {
      try {
        read(bytes);
        return 'read';
      } catch (error) {
        if (isRefusal(error) || error instanceof NoJson) return 'refused';
        throw error;
      }
    },
  };
}

/** Bytes that never get past the HTTP server's own parser. */
class NoJson extends Error {}

function jsonOf(bytes: Uint8Array): PlainJson {
  try {
    return JSON.parse(Buffer.from(bytes).toString()) as PlainJson;
  } catch {
    throw new NoJson('no JSON');
  }
}

import { randomFillSync } from 'node:crypto';
import { closeSync, linkSync, openSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { hexOf, type Digest } from '../../src/base/digest.ts';
import { buildMetainfo } from '../../src/swarm/metainfo.ts';
import { openFileSource } from '../../src/weights/open-file-source.ts';
import { pieceHashesOf } from '../../src/weights/piece-hashes.ts';

/** A file of weights, and what its swarm needs. */
export interface BenchArtifact {
  readonly filePath: string;
  readonly sizeBytes: number;
  readonly digest: Digest;
  readonly infohash: string;
  /** The torrent without trackers and web seeds. */
  readonly metainfoPath: string;
  /** The file's name in its torrent: the sha256. */
  readonly name: string;
  /** The same torrent with sources. */
  torrent(sources: Sources): string;
}

export interface Sources {
  readonly announce?: string;
  readonly webSeed?: string;
}

/** Writes safetensors of small random floats, and hashes them. */
export async function makeArtifact(folder: string, label: string, mib: number): Promise<BenchArtifact> {
  const written = path.join(folder, `${label}.safetensors`);
  writeWeights(written, mib);
  await using source = await openFileSource(written);
  const { digest, sizeBytes, pieceHashes } = await pieceHashesOf(source);
  const name = hexOf(digest);
  // Other clients look for a file under the name that its torrent gives it.
  linkSync(written, path.join(folder, name));
  const plan = { digest, sizeBytes, pieceHashes };
  let torrents = 0;
  const write = (announce: readonly string[], webSeeds: readonly string[]) => {
    const file = path.join(folder, `${label}-${torrents++}.torrent`);
    writeFileSync(file, buildMetainfo({ ...plan, announce, webSeeds }).bytes);
    return file;
  };
  const { infohash } = buildMetainfo({ ...plan, announce: [], webSeeds: [] });
  return {
    filePath: path.join(folder, name),
    sizeBytes,
    digest,
    infohash,
    name,
    metainfoPath: write([], []),
    torrent: ({ announce, webSeed }) => write(announce ? [announce] : [], webSeed ? [webSeed] : []),
  };
}

/** Whatever brought it: all bytes must be the artifact's. */
export async function assertEqual(file: string, artifact: BenchArtifact): Promise<void> {
  await using source = await openFileSource(file);
  const { digest } = await pieceHashesOf(source);
  if (digest !== artifact.digest) throw new Error(`${file} is not the artifact`);
}

const MIB = 1 << 20;

/** Its size is exact: the header is padded to the bytes that the tensors leave. */
function writeWeights(file: string, mib: number): void {
  const headerBytes = 64 << 10;
  const elements = (mib * MIB - headerBytes) / 4;
  const entry = { dtype: 'F32', shape: [elements], data_offsets: [0, elements * 4] };
  const header = Buffer.alloc(headerBytes, ' ');
  header.writeBigUInt64LE(BigInt(headerBytes - 8));
  header.write(JSON.stringify({ weight: entry }), 8);
  const handle = openSync(file, 'w');
  writeSync(handle, header);
  const block = new Uint32Array((16 * MIB) / 4);
  for (let left = elements; left > 0; left -= block.length) {
    randomFillSync(block);
    // Any sign and mantissa, one exponent: ±0.008 to ±0.016.
    for (let i = 0; i < block.length; i++) block[i] = ((block[i] ?? 0) & 0x807fffff) | 0x3c000000;
    writeSync(handle, new Uint8Array(block.buffer, 0, Math.min(left, block.length) * 4));
  }
  closeSync(handle);
}

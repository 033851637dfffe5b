import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { chunksOf } from '../base/byte-source.ts';
import { digestOfStream, type Digest } from '../base/digest.ts';
import { PIECE_HASH_BYTES } from '../weights/piece-hashes.ts';
import type { ReadMetainfo } from './metainfo.ts';
import { isPiece } from '../weights/piece-hashes.ts';
import { swarmRefusal } from './swarm-error.ts';

/** A download in progress: `<target>.part`, of full size from the start, holes where bytes are missing. */
export interface PartFile {
  readonly path: string;
  /** One bit a piece, most significant first, as BEP 3 has it. */
  readonly bitfield: Uint8Array;
  /** Bytes of pieces that were found good. */
  readonly verifiedBytes: number;
}

/** Opens or makes the part file and checks each piece that may be there; a fresh file is not read. */
export async function openPartFile(
  targetPath: string,
  sizeBytes: number,
  metainfo: ReadMetainfo | undefined,
  signal: AbortSignal,
): Promise<PartFile> {
  const path = `${targetPath}.part`;
  const before = await stat(path).catch(() => undefined);
  const file = await open(path, before ? 'r+' : 'w+');
  try {
    await file.truncate(sizeBytes);
    const pieces = metainfo ? metainfo.pieceHashes.length / PIECE_HASH_BYTES : 0;
    const bitfield = new Uint8Array(Math.ceil(pieces / 8));
    const verifiedBytes = metainfo && before ? await verifyPieces(file, metainfo, bitfield, signal) : 0;
    return { path, bitfield, verifiedBytes };
  } finally {
    await file.close();
  }
}

/** Byte ranges that are still missing, neighbours joined. */
export function missingRanges(
  metainfo: ReadMetainfo,
  bitfield: Uint8Array,
): { from: number; length: number }[] {
  const ranges: { from: number; length: number }[] = [];
  for (let from = 0, index = 0; from < metainfo.sizeBytes; from += metainfo.pieceBytes, index++) {
    if (hasBit(bitfield, index)) continue;
    const length = Math.min(metainfo.pieceBytes, metainfo.sizeBytes - from);
    const last = ranges.at(-1);
    if (last && last.from + last.length === from) last.length += length;
    else ranges.push({ from, length });
  }
  return ranges;
}

/** Lets the file become the artifact: only if its sha256 is the digest; otherwise it is removed. */
export async function settlePartFile(part: PartFile, targetPath: string, digest: Digest): Promise<void> {
  const file = await open(part.path, 'r+');
  try {
    await assertDigest(file, part.path, digest);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part.path, targetPath);
  await syncFolder(dirname(targetPath));
}

/** sha256 of a file in one pass. */
export async function digestOfFile(path: string): Promise<Digest> {
  const file = await open(path, 'r');
  try {
    return await digestOfHandle(file);
  } finally {
    await file.close();
  }
}

async function assertDigest(file: FileHandle, path: string, digest: Digest): Promise<void> {
  const received = await digestOfHandle(file);
  if (received === digest) return;
  await rm(path, { force: true });
  throw swarmRefusal('SWARM_DIGEST_MISMATCH', 'the bytes that came are not the artifact; they were removed', {
    expected: digest,
    received,
    remedy: 'pull again; if it happens again, the source or its metainfo is wrong',
  });
}

async function digestOfHandle(file: FileHandle): Promise<Digest> {
  const { size: sizeBytes } = await file.stat();
  return digestOfStream(chunksOf({ sizeBytes, read: (offset, length) => readExactly(file, offset, length) }));
}

async function verifyPieces(
  file: FileHandle,
  metainfo: ReadMetainfo,
  bitfield: Uint8Array,
  signal: AbortSignal,
): Promise<number> {
  let verifiedBytes = 0;
  for (let from = 0, index = 0; from < metainfo.sizeBytes; from += metainfo.pieceBytes, index++) {
    signal.throwIfAborted();
    const bytes = await readExactly(file, from, Math.min(metainfo.pieceBytes, metainfo.sizeBytes - from));
    if (!isPiece(bytes, metainfo.pieceHashes, index)) continue;
    setBit(bitfield, index);
    verifiedBytes += bytes.byteLength;
  }
  return verifiedBytes;
}

async function readExactly(file: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafeSlow(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
}

export function hasBit(bitfield: Uint8Array, index: number): boolean {
  return ((bitfield[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0;
}

function setBit(bitfield: Uint8Array, index: number): void {
  bitfield[index >> 3] = (bitfield[index >> 3] ?? 0) | (0x80 >> (index & 7));
}

// The rename is only as durable as the folder that holds it; Windows can't open folders.
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

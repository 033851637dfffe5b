import { createHash } from 'node:crypto';
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { chunksOf } from '../base/byte-source.ts';
import { digestOfStream, type Digest } from '../base/digest.ts';
import { isPiece, pieceHashAt, PIECE_HASH_BYTES } from '../weights/piece-hashes.ts';
import type { ReadMetainfo } from './metainfo.ts';
import { loadBits, removeBits } from './part-bits.ts';
import { swarmRefusal } from './swarm-error.ts';

/** A download in progress: `<target>.part`, of full size from the start, holes where bytes are missing. */
export interface PartFile {
  readonly path: string;
  /** One bit a piece, most significant first, as BEP 3 has it. */
  readonly bitfield: Uint8Array;
  /** Bytes of pieces that were found good. */
  readonly verifiedBytes: number;
}

/**
 * Opens or makes the part file. What an earlier pull noted as good is taken as such; all else that is there is hashed
 * piece by piece, but for holes.
 */
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
    const bytes = Math.ceil(pieces / 8);
    const isOld = metainfo !== undefined && before?.size === sizeBytes;
    const bitfield = (isOld ? await loadBits(path, metainfo, bytes) : null) ?? new Uint8Array(bytes);
    const verifiedBytes = isOld ? await verifyPieces(file, metainfo, bitfield, signal) : 0;
    return { path, bitfield, verifiedBytes };
  } finally {
    await file.close();
  }
}

/** Hashes every piece, whatever was noted of it: clears the bits of those that are not what they should be. */
export async function verifyAgain(
  part: PartFile,
  metainfo: ReadMetainfo,
  signal: AbortSignal,
): Promise<number> {
  const file = await open(part.path, 'r');
  try {
    part.bitfield.fill(0);
    return await verifyPieces(file, metainfo, part.bitfield, signal);
  } finally {
    await file.close();
  }
}

/** Lets the file become the artifact, once its sha256 was found to be the digest; durable when this returns. */
export async function settlePartFile(part: PartFile, targetPath: string): Promise<void> {
  const file = await open(part.path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part.path, targetPath);
  await removeBits(part.path);
  await syncFolder(dirname(targetPath));
}

/** Removes a part whose bytes are not the artifact although everything was fetched. */
export async function refusePartFile(part: PartFile, digest: Digest, received: Digest): Promise<never> {
  await rm(part.path, { force: true });
  await removeBits(part.path);
  throw swarmRefusal('SWARM_DIGEST_MISMATCH', 'the bytes that came are not the artifact; they were removed', {
    expected: digest,
    received,
    remedy: 'pull again; if it happens again, the source or its metainfo is wrong',
  });
}

/** sha256 of a file in one pass. */
export async function digestOfFile(path: string): Promise<Digest> {
  const file = await open(path, 'r');
  try {
    const { size: sizeBytes } = await file.stat();
    const read = (offset: number, length: number) => readExactly(file, offset, length);
    return await digestOfStream(chunksOf({ sizeBytes, read }));
  } finally {
    await file.close();
  }
}

async function verifyPieces(
  file: FileHandle,
  metainfo: ReadMetainfo,
  bitfield: Uint8Array,
  signal: AbortSignal,
): Promise<number> {
  const isEmptyPiece = emptyPieceOf(metainfo);
  let verifiedBytes = 0;
  for (let from = 0, index = 0; from < metainfo.sizeBytes; from += metainfo.pieceBytes, index++) {
    signal.throwIfAborted();
    const length = Math.min(metainfo.pieceBytes, metainfo.sizeBytes - from);
    if (!hasBit(bitfield, index)) {
      const bytes = await readExactly(file, from, length);
      const isGood = isEmpty(bytes) ? isEmptyPiece(index) : isPiece(bytes, metainfo.pieceHashes, index);
      if (!isGood) continue;
      setBit(bitfield, index);
    }
    verifiedBytes += length;
  }
  return verifiedBytes;
}

// A hole reads as zeros: comparing is ten times as fast as hashing, and most of an early part is holes.
const ZEROS = Buffer.alloc(1 << 20);

function isEmpty(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.byteLength; at += ZEROS.byteLength) {
    const part = bytes.subarray(at, at + ZEROS.byteLength);
    if (ZEROS.compare(part, 0, part.byteLength, 0, part.byteLength) !== 0) return false;
  }
  return true;
}

/** Whether a piece should be all zeros: then a hole is the piece. */
function emptyPieceOf({ pieceHashes, pieceBytes, sizeBytes }: ReadMetainfo): (index: number) => boolean {
  const hashes = new Map<number, Buffer>();
  return (index) => {
    const length = Math.min(pieceBytes, sizeBytes - index * pieceBytes);
    const empty = hashes.get(length) ?? createHash('sha1').update(Buffer.alloc(length)).digest();
    hashes.set(length, empty);
    return empty.equals(pieceHashAt(pieceHashes, index));
  };
}

async function readExactly(file: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafeSlow(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
}

export function hasBit(bitfield: Uint8Array, index: number): boolean {
  return ((bitfield[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0;
}

export function setBit(bitfield: Uint8Array, index: number): void {
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

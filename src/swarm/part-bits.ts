import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { ReadMetainfo } from './metainfo.ts';

/*
 * bits   `<target>.part.bits`: which pieces of a part file were found good, so that a resumed pull need not hash them
 */

/** The saved bits of a part; null where there are none, or they are another torrent's. */
export async function loadBits(partPath: string, { infohash }: ReadMetainfo, bytes: number) {
  const saved = await readFile(bitsPath(partPath)).catch(() => null);
  if (saved?.byteLength !== HEAD_BYTES + bytes) return null;
  return saved.subarray(0, HEAD_BYTES).toString('hex') === infohash
    ? new Uint8Array(saved.subarray(HEAD_BYTES))
    : null;
}

/**
 * Replaces the saved bits in one step. They may lag behind, and lie after a power cut: the whole file's sha256 tells.
 * Where they can't be written, a full disk say, the pieces are hashed once more instead.
 */
export async function saveBits(partPath: string, { infohash }: ReadMetainfo, bits: Uint8Array) {
  const file = bitsPath(partPath);
  try {
    await writeFile(`${file}.new`, Buffer.concat([Buffer.from(infohash, 'hex'), bits]));
    await rename(`${file}.new`, file);
  } catch {
    await rm(`${file}.new`, { force: true });
  }
}

export async function removeBits(partPath: string): Promise<void> {
  await rm(bitsPath(partPath), { force: true });
  await rm(`${bitsPath(partPath)}.new`, { force: true });
}

const HEAD_BYTES = 20;

function bitsPath(partPath: string): string {
  return `${partPath}.bits`;
}

import { closeSync, openSync, readSync } from 'node:fs';

/** Reads what a growing file has gained, in order and through one buffer, in a thread that may wait for the disk. */
export function readOn(
  file: string,
  { from, upToBytes }: { readonly from: number; readonly upToBytes: number },
  chunk: Buffer,
  take: (bytes: Buffer, at: number) => void,
): void {
  const handle = openSync(file, 'r');
  try {
    for (let at = from; at < upToBytes;) {
      const read = readSync(handle, chunk, 0, Math.min(chunk.byteLength, upToBytes - at), at);
      if (read === 0) throw new Error('the file is shorter than it was');
      at += read;
      take(chunk.subarray(0, read), at);
    }
  } finally {
    closeSync(handle);
  }
}

import { open, type FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeAll } from './file-chunk-store.ts';
import { untilAllowed, type ByteLimit } from './byte-limit.ts';
import { fetchRange } from './strict-range.ts';
import { isDiskFull } from './swarm-error.ts';

export interface HttpDownload {
  readonly url: string;
  readonly partPath: string;
  readonly sizeBytes: number;
  readonly limit: ByteLimit;
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
}

/** Fetches a whole file into the part file; a torn answer goes on where it tore, three times without a byte at most. */
export async function downloadOverHttp(download: HttpDownload): Promise<void> {
  const file = await open(download.partPath, 'r+');
  try {
    await fetchInto(file, download);
  } finally {
    await file.close();
  }
}

const FRUITLESS_MAX = 3;
const RETRY_MS = 250;

async function fetchInto(file: FileHandle, download: HttpDownload): Promise<void> {
  const { url, sizeBytes, signal, limit, onBytes } = download;
  let at = 0;
  for (let fruitless = 0; at < sizeBytes;) {
    const before = at;
    try {
      for await (const chunk of fetchRange({ url, from: at, length: sizeBytes - at, sizeBytes, signal })) {
        await writeAll(file, chunk, at);
        at += chunk.byteLength;
        onBytes(chunk.byteLength);
        await untilAllowed(limit, chunk.byteLength, { signal });
      }
    } catch (error) {
      fruitless = at > before ? 0 : fruitless + 1;
      if (signal.aborted || isDiskFull(error) || fruitless >= FRUITLESS_MAX) throw error;
      await sleep(RETRY_MS * 2 ** fruitless, undefined, { signal });
    }
  }
}

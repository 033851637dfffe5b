import type { ByteSource } from '../base/byte-source.ts';
import { assertInside } from '../base/byte-source.ts';
import { fault, messageOf, refusal } from '../base/errors.ts';

/** A file behind an address that answers ranges; only what is asked for travels. */
export async function openUrlSource(url: string): Promise<ByteSource> {
  const first = await rangeOf(url, 0, HEAD_BYTES);
  const sizeBytes = first.sizeBytes;
  return {
    sizeBytes,
    async read(offset, length) {
      assertInside(offset, length, sizeBytes);
      if (offset + length <= first.bytes.byteLength) return first.bytes.subarray(offset, offset + length);
      if (length === 0) return new Uint8Array(0);
      const { bytes } = await rangeOf(url, offset, length);
      if (bytes.byteLength === length) return bytes;
      throw fault('CLIENT_URL_SHORT', `${url} gave fewer bytes than it was asked for`, {
        expected: `${length} bytes`,
        received: `${bytes.byteLength} bytes`,
      });
    },
  };
}

/** Enough for most headers: one question for the size and the beginning. */
const HEAD_BYTES = 1 << 16;
const WAIT_MS = 30_000;

async function rangeOf(url: string, offset: number, length: number) {
  const range = `bytes=${offset}-${offset + length - 1}`;
  const response = await fetch(url, { headers: { range }, signal: AbortSignal.timeout(WAIT_MS) }).catch(
    (error: unknown) => {
      throw fault('CLIENT_URL_UNREACHABLE', `${url} can't be reached: ${messageOf(error)}`);
    },
  );
  const size = /^bytes \d+-\d+\/(\d+)$/.exec(response.headers.get('content-range') ?? '')?.[1];
  if (response.status === 206 && size !== undefined)
    return { sizeBytes: Number(size), bytes: await bytesOf(response, length) };
  await response.body?.cancel();
  throw refusal('CLIENT_URL_NO_RANGES', `${url} does not answer ranges`, {
    expected: 'status 206 with a Content-Range',
    received: `status ${response.status}`,
    remedy: 'download the file and inspect it here',
  });
}

// A server may answer with more than was asked; no more than that is kept.
async function bytesOf(response: Response, length: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let received = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    received += chunk.byteLength;
    if (received > length) break;
  }
  return Buffer.concat(chunks).subarray(0, length);
}

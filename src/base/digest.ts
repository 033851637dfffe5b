import { createHash } from 'node:crypto';
import { refusal } from './errors.ts';

/** `sha256:<64 lower-case hex>` of some bytes; the only name of bytes in this code. */
export type Digest = `sha256:${string}` & { readonly __digest: unique symbol };

const DIGEST = /^sha256:[0-9a-f]{64}$/;
const HEX = /^[0-9a-f]{64}$/;

export function isDigest(text: unknown): text is Digest {
  return typeof text === 'string' && DIGEST.test(text);
}

/** Lets a stranger's string in as a digest, or refuses it with `BASE_DIGEST_MALFORMED`. */
export function parseDigest(text: unknown): Digest {
  if (isDigest(text)) return text;
  throw refusal('BASE_DIGEST_MALFORMED', 'this is not a digest', {
    expected: 'sha256: and 64 lower-case hex digits',
    received: String(text).slice(0, 100),
  });
}

export function digestOfHex(hex: string): Digest {
  if (!HEX.test(hex)) return parseDigest(hex);
  return `sha256:${hex}` as Digest;
}

export function hexOf(digest: Digest): string {
  return digest.slice('sha256:'.length);
}

export function digestOf(bytes: Uint8Array | string): Digest {
  return digestOfHex(createHash('sha256').update(bytes).digest('hex'));
}

/** Digests a stream of byte chunks without holding them. */
export async function digestOfStream(chunks: AsyncIterable<Uint8Array>): Promise<Digest> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) hash.update(chunk);
  return digestOfHex(hash.digest('hex'));
}

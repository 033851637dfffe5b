/**
 * Every name that a file's bytes have somewhere: ours and BitTorrent's, git's (Hugging Face), and Civitai's, of which
 * AutoV2 is the first ten digits of sha256 and AutoV3 the first twelve of sha256 behind a safetensors header.
 */
export const DIGEST_KINDS = [
  'SHA256',
  'INFOHASH',
  'GIT_BLOB_SHA1',
  'AUTO_V2',
  'AUTO_V3',
  'BLAKE3',
  'CRC32',
] as const;

export type DigestKind = (typeof DIGEST_KINDS)[number];

/** Those that are looked up in a table of their own. */
export type OtherDigestKind = Exclude<DigestKind, 'SHA256' | 'INFOHASH'>;

const HEX_DIGITS: Readonly<Record<DigestKind, number>> = {
  SHA256: 64,
  INFOHASH: 40,
  GIT_BLOB_SHA1: 40,
  AUTO_V2: 10,
  AUTO_V3: 12,
  BLAKE3: 64,
  CRC32: 8,
};

/** The value in lower case without `sha256:` or `0x`, or null when it isn't one of this kind. */
export function digestValue(kind: DigestKind, text: string): string | null {
  const value = text
    .trim()
    .toLowerCase()
    .replace(/^(sha256:|0x)/, '');
  return new RegExp(`^[0-9a-f]{${HEX_DIGITS[kind]}}$`).test(value) ? value : null;
}

// An announce token stands for one access token of a contributor, until a day: what a BitTorrent client, which can
// send no header, shows in the address. Tracker addresses carry it in their path, all others as ?token=.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { bdecode, bencode, type Bdecoded, type Bencoded } from './bencode.ts';

export interface AnnounceToken {
  /** The access token it stands for: it ends with that one. */
  readonly tokenId: string;
  readonly expiresAt: Date;
}

/** Writes a token that only the holder of the secret can have written: 48 characters, all plain in an address. */
export function announceTokenText(secret: Uint8Array, { tokenId, expiresAt }: AnnounceToken): string {
  const claim = Buffer.alloc(CLAIM_BYTES);
  claim.write(tokenId.replaceAll('-', ''), 'hex');
  claim.writeUInt32BE(Math.floor(expiresAt.getTime() / 1000), UUID_BYTES);
  return Buffer.concat([claim, sealOf(secret, claim)]).toString('base64url');
}

/** Null for everything that this secret did not seal; whether it has ended is the asker's to compare. */
export function readAnnounceToken(secret: Uint8Array, text: string): AnnounceToken | null {
  if (!TOKEN_FORM.test(text)) return null;
  const bytes = Buffer.from(text, 'base64url');
  const claim = bytes.subarray(0, CLAIM_BYTES);
  if (!timingSafeEqual(bytes.subarray(CLAIM_BYTES), sealOf(secret, claim))) return null;
  const tokenId = claim.toString('hex', 0, UUID_BYTES).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return { tokenId, expiresAt: new Date(claim.readUInt32BE(UUID_BYTES) * 1000) };
}

/** An address of a hub, as somebody with this token asks it. */
export function addressFor(token: string | null, address: string): string {
  if (token === null) return address;
  if (address.endsWith('/announce')) return `${address}/${token}`;
  // Names are appended to the web seed of a folder (BEP 19), so nothing may stand behind it.
  if (address.endsWith('/')) return `${address}~${token}/`;
  return `${address}${address.includes('?') ? '&' : '?'}token=${token}`;
}

/** A magnet whose trackers and sources carry the token. */
export function magnetFor(token: string | null, magnet: string): string {
  return magnet.replace(
    /&(tr|ws|xs|as)=([^&]*)/g,
    (_, key: string, value: string) =>
      `&${key}=${encodeURIComponent(addressFor(token, decodeURIComponent(value)))}`,
  );
}

/** A .torrent of this hub whose trackers and web seeds carry the token; `info`, and so the infohash, is untouched. */
export function metainfoFor(token: string | null, bytes: Uint8Array): Uint8Array {
  const top = token === null ? null : bdecode(bytes);
  if (!(top instanceof Map)) return bytes;
  return bencode(
    encodable(top, (key, value) => (ADDRESS_KEYS.has(key) ? addressesFor(token, value) : encodable(value))),
  );
}

const UUID_BYTES = 16;
const CLAIM_BYTES = UUID_BYTES + 4;
/** 128 bits, as far from guessing as the access token's id. */
const SEAL_BYTES = 16;
const TOKEN_FORM = /^[A-Za-z0-9_-]{48}$/;
const ADDRESS_KEYS = new Set(['announce', 'announce-list', 'url-list']);

function sealOf(secret: Uint8Array, claim: Uint8Array): Buffer {
  return createHmac('sha256', secret)
    .update('announce token\0')
    .update(claim)
    .digest()
    .subarray(0, SEAL_BYTES);
}

type Entry = (key: string, value: Bdecoded) => Bencoded;

function encodable(value: Bdecoded, entry: Entry = (_, inner) => encodable(inner)): Bencoded {
  if (Array.isArray(value)) return value.map((item: Bdecoded) => encodable(item));
  if (!(value instanceof Map)) return value as number | Buffer;
  const entries = [...(value as ReadonlyMap<string, Bdecoded>)];
  return Object.fromEntries(entries.map(([key, inner]) => [key, entry(key, inner)]));
}

function addressesFor(token: string | null, value: Bdecoded): Bencoded {
  if (Array.isArray(value)) return value.map((item: Bdecoded) => addressesFor(token, item));
  return Buffer.isBuffer(value) ? addressFor(token, value.toString()) : encodable(value);
}

import { createPrivateKey, createPublicKey, randomBytes, sign, type KeyObject } from 'node:crypto';
import { base58 } from '@scure/base';
import { digestOf, type Digest } from '../base/digest.ts';
import { refusal } from '../base/errors.ts';

/** `did:key:z6Mk…`: an Ed25519 public key as W3C did:key (multicodec 0xed01, base58btc). */
export type KeyId = `did:key:z6Mk${string}` & { readonly __keyId: unique symbol };

/** Signs as one author; the private half never leaves it. */
export interface Signer {
  readonly keyId: KeyId;
  sign(bytes: Uint8Array): Uint8Array;
}

const MULTICODEC_ED25519 = Uint8Array.of(0xed, 0x01);
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');

/** A fresh 32-byte Ed25519 seed (RFC 8032): the whole private key. */
export function generateSeed(): Uint8Array {
  return randomBytes(32);
}

export function signerOf(seed: Uint8Array): Signer {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });
  return { keyId: keyIdOf(rawPublicKey(key)), sign: (bytes) => sign(null, bytes, key) };
}

function keyIdOf(publicKey: Uint8Array): KeyId {
  return `did:key:z${base58.encode(Buffer.concat([MULTICODEC_ED25519, publicKey]))}` as KeyId;
}

/** Lets a stranger's key id in: canonical, on the curve's big subgroup side, never a small-order point. */
export function parseKeyId(text: unknown): KeyId {
  const publicKey = publicBytesOf(text);
  if (!isCanonical(publicKey) || isSmallOrder(publicKey))
    throw malformed('a canonical Ed25519 point that is not of small order');
  if (keyIdOf(publicKey) !== text) throw malformed('the one canonical spelling of the key');
  return text as KeyId;
}

/** The subject of a key statement: sha256 of the 32 public bytes. */
export function keyDigest(keyId: KeyId): Digest {
  return digestOf(publicBytesOf(keyId));
}

const publicKeys = new Map<KeyId, KeyObject>();
const PUBLIC_KEYS_MAX = 10_000;

/** The KeyObject of a parsed key id, kept because building one costs more than a verification. */
export function publicKeyOf(keyId: KeyId): KeyObject {
  const kept = publicKeys.get(keyId);
  if (kept) return kept;
  const der = Buffer.concat([SPKI_ED25519, publicBytesOf(keyId)]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  if (publicKeys.size >= PUBLIC_KEYS_MAX) publicKeys.clear();
  publicKeys.set(keyId, key);
  return key;
}

function publicBytesOf(text: unknown): Uint8Array {
  if (typeof text !== 'string' || !/^did:key:z6Mk[1-9A-HJ-NP-Za-km-z]{44}$/.test(text))
    throw malformed('did:key:z6Mk and 44 base58 characters');
  const bytes = base58.decode(text.slice('did:key:z'.length));
  if (bytes.length !== 34 || bytes[0] !== 0xed || bytes[1] !== 0x01)
    throw malformed('an Ed25519 multicodec key');
  return bytes.subarray(2);
}

function rawPublicKey(key: KeyObject): Uint8Array {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(SPKI_ED25519.length);
}

// p = 2^255 - 19; a y at or above it is a second spelling of a smaller one.
const FIELD_PRIME = (1n << 255n) - 19n;

function isCanonical(publicKey: Uint8Array): boolean {
  return yOf(publicKey) < FIELD_PRIME;
}

const ORDER_8_Y = 55188659117513257062467267217118295137698188065244968500265048394206261417927n;

// The y coordinates of the eight points of order 1, 2, 4 and 8; a signature by them proves nothing.
const SMALL_ORDER_Y: ReadonlySet<bigint> = new Set([
  0n,
  1n,
  FIELD_PRIME - 1n,
  ORDER_8_Y,
  FIELD_PRIME - ORDER_8_Y,
]);

function isSmallOrder(publicKey: Uint8Array): boolean {
  return SMALL_ORDER_Y.has(yOf(publicKey));
}

function yOf(publicKey: Uint8Array): bigint {
  const bigEndian = Buffer.from(publicKey.toReversed());
  bigEndian[0]! &= 0x7f;
  return BigInt(`0x${bigEndian.toString('hex')}`);
}

function malformed(expected: string) {
  return refusal('ATTESTATION_KEY_MALFORMED', 'this key id is not one we can trust', { expected });
}

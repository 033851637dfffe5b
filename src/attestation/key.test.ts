import { verify } from 'node:crypto';
import { base58 } from '@scure/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import { generateSeed, keyDigest, parseKeyId, publicKeyOf, signerOf } from './key.ts';

/** A key id spelt by hand: any 32 bytes, good or bad. */
const spelt = (bytes: Uint8Array) => `did:key:z${base58.encode(Uint8Array.of(0xed, 0x01, ...bytes))}`;

const P = (1n << 255n) - 19n;

/** A point's 32 bytes: y in little-endian order, the sign of x in the last bit. */
function point(y: bigint, sign = 0): Uint8Array {
  const bytes = Buffer.from((y | (BigInt(sign) << 255n)).toString(16).padStart(64, '0'), 'hex');
  return bytes.toReversed();
}

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));

// The encodings that libsodium's ge25519_has_small_order lists: order 1, 2, 4 and 8.
const ORDER_8_A = hex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05');
const ORDER_8_B = hex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a');
const flipped = (bytes: Uint8Array) => bytes.map((byte, i) => (i === 31 ? byte ^ 0x80 : byte));

describe('a key that proves nothing', () => {
  test.each<[string, Uint8Array]>([
    ['the neutral element', point(1n)],
    ['the neutral element with the sign of −0', point(1n, 1)],
    ['the point of order 2', point(P - 1n)],
    ['the point of order 2 with the sign of −0', point(P - 1n, 1)],
    ['a point of order 4', point(0n)],
    ['the other point of order 4', point(0n, 1)],
    ['a point of order 8', ORDER_8_A],
    ['its negative', flipped(ORDER_8_A)],
    ['another point of order 8', ORDER_8_B],
    ['its negative', flipped(ORDER_8_B)],
    ['y = p, a second spelling of 0', point(P)],
    ['y = p + 1, a second spelling of 1', point(P + 1n)],
    ['y = p + 1 with a sign', point(P + 1n, 1)],
    ['y = 2^255 − 1, a second spelling of 18', point((1n << 255n) - 1n)],
  ])('is refused: %s', (_, bytes) => {
    expect(() => parseKeyId(spelt(bytes))).toThrow(
      expect.objectContaining({ code: 'ATTESTATION_KEY_MALFORMED', kind: 'refusal' }),
    );
  });
});

describe('a key id', () => {
  const { keyId } = signerOf(generateSeed());
  const withPrefix = (...prefix: number[]) =>
    `did:key:z${base58.encode(Uint8Array.from([...prefix, ...base58.decode(keyId.slice(9)).subarray(2)]))}`;

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a number', 7],
    ['an object that says it is one', { toString: () => keyId }],
    ['an empty text', ''],
    ['another method', keyId.replace('did:key:', 'did:web:')],
    ['a space behind', `${keyId} `],
    ['a line behind', `${keyId}\n`],
    ['a character too many', `${keyId}1`],
    ['a character too few', keyId.slice(0, -1)],
    ['a character base58 has not', `${keyId.slice(0, -1)}0`],
    ['another multibase', keyId.replace(':z', ':u')],
    ['the multicodec of X25519', withPrefix(0xec, 0x01)],
    ['the multicodec of P-256', withPrefix(0x80, 0x24)],
    ['the multicodec in one byte', withPrefix(0xed)],
    ['a fragment', `${keyId}#${keyId.slice(8)}`],
    ['a full-width letter', keyId.replace('d', 'ｄ')],
  ])('is refused with %s', (_, text) => {
    expect(() => parseKeyId(text)).toThrow(expect.objectContaining({ code: 'ATTESTATION_KEY_MALFORMED' }));
  });

  test('is what its public key makes, and nothing else is let in', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (seed) => {
        const signer = signerOf(seed);
        expect(parseKeyId(signer.keyId)).toBe(signer.keyId);
        expect(signer.keyId).toMatch(/^did:key:z6Mk/);
      }),
      { numRuns: 50 },
    );
  });

  test('of RFC 8032’s first test vector is known', () => {
    const seed = hex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60');
    const publicKey = hex('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
    const signer = signerOf(seed);
    expect(signer.keyId).toBe(spelt(publicKey));
    expect(keyDigest(signer.keyId)).toBe(digestOf(publicKey));
    expect(Buffer.from(signer.sign(new Uint8Array())).toString('hex')).toBe(
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    );
  });

  test('verifies what its seed signed, and no other bytes', () => {
    const signer = signerOf(generateSeed());
    const signature = signer.sign(Buffer.from('yes'));
    const key = publicKeyOf(signer.keyId);
    expect(verify(null, Buffer.from('yes'), key, signature)).toBe(true);
    expect(verify(null, Buffer.from('no'), key, signature)).toBe(false);
    expect(publicKeyOf(signer.keyId)).toBe(key);
  });
});

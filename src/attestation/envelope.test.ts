import { base58 } from '@scure/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openEnvelope, PAYLOAD_BYTES_MAX, sealEnvelope, type Envelope } from './envelope.ts';
import { generateSeed, signerOf } from './key.ts';

const signer = signerOf(generateSeed());
const other = signerOf(generateSeed());
const payload = Buffer.from('{"a":1}');
const sealed = sealEnvelope(payload, signer);
const [signature] = sealed.signatures;

/** The neutral element as a key: every message verifies by it with the right signature. */
const NEUTRAL = `did:key:z${base58.encode(Uint8Array.of(0xed, 0x01, 1, ...new Uint8Array(31)))}`;

const refused = (envelope: unknown, code: string) =>
  expect(() => openEnvelope(envelope)).toThrow(expect.objectContaining({ code, kind: 'refusal' }));

test('an envelope gives back the very bytes that were sealed, and who sealed them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 2000 }), (bytes) => {
      const wire: unknown = JSON.parse(JSON.stringify(sealEnvelope(bytes, signer)));
      const opened = openEnvelope(wire);
      expect(Buffer.from(opened.payload)).toEqual(Buffer.from(bytes));
      expect(opened.keyId).toBe(signer.keyId);
      expect(opened.signature).toHaveLength(64);
    }),
  );
});

test('what is signed is DSSE’s pre-authentication encoding', () => {
  const spelt = Buffer.from(`DSSEv1 28 application/vnd.in-toto+json 7 {"a":1}`);
  expect(signature.sig).toBe(Buffer.from(signer.sign(spelt)).toString('base64'));
});

describe('an envelope is refused', () => {
  const altered = (change: Partial<Record<keyof Envelope, unknown>>) => ({ ...sealed, ...change });
  const signedBy = (keyid: string, sig: string = signature.sig) => altered({ signatures: [{ keyid, sig }] });

  test.each<[string, unknown]>([
    ['altered bytes', altered({ payload: Buffer.from('{"a":2}').toString('base64') })],
    ['another’s key', signedBy(other.keyId)],
    ['another’s signature', signedBy(signer.keyId, sealEnvelope(payload, other).signatures[0].sig)],
    [
      'a signature over the bare payload',
      signedBy(signer.keyId, Buffer.from(signer.sign(payload)).toString('base64')),
    ],
    ['a signature of zeros', signedBy(signer.keyId, Buffer.alloc(64).toString('base64'))],
    ['a short signature', signedBy(signer.keyId, Buffer.alloc(32, 1).toString('base64'))],
    ['a signature with S + L', signedBy(signer.keyId, malleable(signature.sig))],
  ])('with %s', (_, envelope) => refused(envelope, 'ATTESTATION_SIGNATURE_INVALID'));

  test.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'envelope'],
    ['a list', [sealed]],
    ['another payload type', altered({ payloadType: 'application/json' })],
    ['no payload', altered({ payload: undefined })],
    ['a payload of bytes', altered({ payload: payload.toJSON() })],
    ['an empty payload', altered({ payload: '' })],
    ['no signature', altered({ signatures: [] })],
    ['two signatures', altered({ signatures: [signature, signature] })],
    [
      'two signatures, one of another',
      altered({ signatures: [signature, sealEnvelope(payload, other).signatures[0]] }),
    ],
    ['signatures in an object', altered({ signatures: { 0: signature, length: 1 } })],
    ['a signature of null', altered({ signatures: [null] })],
    ['a key of a number', altered({ signatures: [{ ...signature, keyid: 7 }] })],
    ['base64 without padding', altered({ payload: sealed.payload.replaceAll('=', '') })],
    [
      'base64url',
      signedBy(signer.keyId, signature.sig.replaceAll('+', '-').replaceAll('/', '_').replace('==', '')),
    ],
    ['base64 with a line', altered({ payload: `${sealed.payload.slice(0, 4)}\n${sealed.payload.slice(4)}` })],
    ['base64 with loose last bits', altered({ payload: sealed.payload.replace(/.==$/, 'R==') })],
    ['a signature of 65 bytes', signedBy(signer.keyId, Buffer.alloc(65).toString('base64'))],
  ])('with %s', (_, envelope) => refused(envelope, 'ATTESTATION_ENVELOPE_MALFORMED'));

  test('with a key of small order, even where a signature by it would verify', () => {
    refused(signedBy(NEUTRAL), 'ATTESTATION_KEY_MALFORMED');
  });

  test('with one byte more than an entry of the log may have', () => {
    expect(openEnvelope(sealEnvelope(Buffer.alloc(PAYLOAD_BYTES_MAX, 1), signer)).payload).toHaveLength(
      65_535,
    );
    refused(sealEnvelope(Buffer.alloc(PAYLOAD_BYTES_MAX + 1, 1), signer), 'ATTESTATION_ENVELOPE_MALFORMED');
    refused(sealEnvelope(Buffer.alloc(1 << 20, 1), signer), 'ATTESTATION_ENVELOPE_MALFORMED');
  });

  test('whatever JSON it is, always with a code', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(() => openEnvelope(json)).toThrow(expect.objectContaining({ kind: 'refusal' }));
      }),
    );
  });

  test('with any one bit of its payload or signature turned', () => {
    fc.assert(
      fc.property(fc.nat(payload.length * 8 - 1), fc.nat(64 * 8 - 1), (inPayload, inSignature) => {
        refused(altered({ payload: turned(sealed.payload, inPayload) }), 'ATTESTATION_SIGNATURE_INVALID');
        refused(signedBy(signer.keyId, turned(signature.sig, inSignature)), 'ATTESTATION_SIGNATURE_INVALID');
      }),
    );
  });
});

test('the type is part of what is signed: bytes signed as another type are refused', () => {
  const spelt = Buffer.from(`DSSEv1 16 application/json 7 {"a":1}`);
  const sig = Buffer.from(signer.sign(spelt)).toString('base64');
  refused({ ...sealed, signatures: [{ keyid: signer.keyId, sig }] }, 'ATTESTATION_SIGNATURE_INVALID');
});

function turned(base64: string, bit: number): string {
  const bytes = Buffer.from(base64, 'base64');
  bytes[bit >> 3]! ^= 1 << (bit & 7);
  return bytes.toString('base64');
}

/** The same signature with L added to S: RFC 8032 lets nobody take it, or one statement had two ids. */
function malleable(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  const order = (1n << 252n) + 27742317777372353535851937790883648493n;
  const s = BigInt(`0x${Buffer.from(bytes.subarray(32).toReversed()).toString('hex')}`) + order;
  const big = Buffer.from(s.toString(16).padStart(64, '0'), 'hex').toReversed();
  return Buffer.concat([bytes.subarray(0, 32), big]).toString('base64');
}

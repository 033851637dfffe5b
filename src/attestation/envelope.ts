import { verify } from 'node:crypto';
import { refusal } from '../base/errors.ts';
import { parseKeyId, publicKeyOf, type KeyId, type Signer } from './key.ts';

/** A DSSE envelope v1.0 with exactly one signature, as it travels in JSON. */
export interface Envelope {
  readonly payloadType: string;
  readonly payload: string;
  readonly signatures: readonly [{ readonly keyid: string; readonly sig: string }];
}

/** What a verified envelope carries: bytes that `keyId` really signed. */
export interface OpenedEnvelope {
  readonly keyId: KeyId;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}

export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** One log entry must fit a 16-bit length (C2SP tlog-tiles entry bundles). */
export const PAYLOAD_BYTES_MAX = 65_535;

export function sealEnvelope(payload: Uint8Array, signer: Signer): Envelope {
  const sig = Buffer.from(signer.sign(preAuthEncoding(PAYLOAD_TYPE, payload))).toString('base64');
  return {
    payloadType: PAYLOAD_TYPE,
    payload: Buffer.from(payload).toString('base64'),
    signatures: [{ keyid: signer.keyId, sig }],
  };
}

/** Verifies a stranger's envelope or refuses it; nothing is believed before the signature holds. */
export function openEnvelope(foreign: unknown): OpenedEnvelope {
  const envelope = shaped(foreign);
  const [signature] = envelope.signatures;
  const keyId = parseKeyId(signature.keyid);
  const payload = strictBase64(envelope.payload, 'payload', PAYLOAD_BYTES_MAX);
  const sig = strictBase64(signature.sig, 'signature', 64);
  if (!verify(null, preAuthEncoding(PAYLOAD_TYPE, payload), publicKeyOf(keyId), sig))
    throw refusal('ATTESTATION_SIGNATURE_INVALID', 'the signature does not match the payload and key', {
      expected: `an Ed25519 signature by ${keyId} over the DSSE pre-authentication encoding`,
      remedy: 'sign the exact payload bytes again',
    });
  return { keyId, payload, signature: sig };
}

/** DSSE PAE: binds the payload's type into what is signed, so that no signature moves between contexts. */
function preAuthEncoding(type: string, payload: Uint8Array): Buffer {
  const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.byteLength} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

function shaped(foreign: unknown): Envelope {
  const envelope = foreign as Partial<Envelope> | null;
  const isShaped =
    typeof envelope === 'object' &&
    envelope !== null &&
    envelope.payloadType === PAYLOAD_TYPE &&
    typeof envelope.payload === 'string' &&
    Array.isArray(envelope.signatures) &&
    envelope.signatures.length === 1 &&
    typeof envelope.signatures[0]?.keyid === 'string' &&
    typeof envelope.signatures[0]?.sig === 'string';
  if (isShaped) return envelope as Envelope;
  throw refusal('ATTESTATION_ENVELOPE_MALFORMED', 'this is not a signed envelope', {
    expected: `{payloadType: "${PAYLOAD_TYPE}", payload, signatures: [{keyid, sig}]} with one signature`,
    received: JSON.stringify(foreign)?.slice(0, 120) ?? 'nothing',
  });
}

function strictBase64(text: string, what: string, bytesMax: number): Uint8Array {
  const bytes = text.length > bytesMax * 2 ? Buffer.alloc(0) : Buffer.from(text, 'base64');
  if (bytes.length > 0 && bytes.length <= bytesMax && bytes.toString('base64') === text) return bytes;
  throw refusal('ATTESTATION_ENVELOPE_MALFORMED', `the ${what} is not canonical base64 within its limit`, {
    expected: `1..${bytesMax} bytes of padded base64`,
    received: `${text.length} characters`,
  });
}

import { randomBytes } from 'node:crypto';
import { canonicalJson, type PlainJson } from '../base/canonical-json.ts';
import { digestOf, digestOfHex, hexOf, type Digest } from '../base/digest.ts';
import { messageOf, refusal } from '../base/errors.ts';
import { openEnvelope, PAYLOAD_BYTES_MAX, PAYLOAD_TYPE, sealEnvelope, type Envelope } from './envelope.ts';
import type { KeyId, Signer } from './key.ts';
import { parseBody, type Bodies, type StatementKind } from './predicates.ts';

/*
 * statement  a signed claim about digests (in-toto Statement v1 in a DSSE envelope)
 * subject    the one digest a statement speaks of, with a name for people
 * predicate  which hub, which author, when, a nonce, and the body of its kind
 */
export interface Statement<Kind extends StatementKind = StatementKind> {
  readonly id: Digest;
  readonly kind: Kind;
  readonly subject: { readonly name: string; readonly digest: Digest };
  readonly hub: string;
  readonly author: KeyId;
  readonly signedAt: Date;
  readonly body: Bodies[Kind];
  /** The exact signed bytes: what is stored, hashed and shown to others. */
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
}

export interface Draft<Kind extends StatementKind> {
  readonly kind: Kind;
  readonly subject: { readonly name: string; readonly digest: Digest };
  readonly hub: string;
  readonly body: Bodies[Kind];
}

const IN_TOTO = 'https://in-toto.io/Statement/v1';

/** Signs a draft: JCS bytes, DSSE envelope. Refuses a body its schema refuses, before anything is signed. */
export function signStatement<Kind extends StatementKind>(
  draft: Draft<Kind>,
  signer: Signer,
  now: Date,
): Envelope {
  const body = parseBody(draft.kind, draft.body);
  const payload = Buffer.from(
    canonicalJson({
      _type: IN_TOTO,
      subject: [{ name: draft.subject.name, digest: { sha256: hexOf(draft.subject.digest) } }],
      predicateType: `urn:heirloom:${draft.kind}:v1`,
      predicate: {
        hub: draft.hub,
        author: signer.keyId,
        ts: now.toISOString(),
        nonce: randomBytes(16).toString('hex'),
        body: body as PlainJson,
      },
    }),
  );
  if (payload.byteLength > PAYLOAD_BYTES_MAX) throw tooLarge(payload.byteLength);
  return sealEnvelope(payload, signer);
}

/** Verifies a stranger's envelope down to its typed body, or refuses it with one coded reason. */
export function openStatement(foreign: unknown): Statement {
  const { keyId, payload, signature } = openEnvelope(foreign);
  const json = canonicalPayload(payload);
  const { subject, predicate, kind } = shaped(json);
  if (predicate.author !== keyId) throw malformed('predicate.author to be the signing key', predicate.author);
  return {
    id: digestOf(payload),
    kind,
    subject: { name: subject.name, digest: digestOfHex(subject.digest.sha256) },
    hub: predicate.hub,
    author: keyId,
    signedAt: new Date(predicate.ts),
    body: parseBody(kind, predicate.body),
    bytes: payload,
    signature,
  };
}

/** The envelope of a kept statement, as others get it. */
export function envelopeOf(statement: Pick<Statement, 'bytes' | 'signature' | 'author'>): Envelope {
  return {
    payloadType: PAYLOAD_TYPE,
    payload: Buffer.from(statement.bytes).toString('base64'),
    signatures: [{ keyid: statement.author, sig: Buffer.from(statement.signature).toString('base64') }],
  };
}

interface Shape {
  readonly kind: StatementKind;
  readonly subject: { name: string; digest: { sha256: string } };
  readonly predicate: { hub: string; author: string; ts: string; nonce: string; body: unknown };
}

// Parsing and writing again must give the same bytes: that ends duplicate keys and alternate spellings.
function canonicalPayload(payload: Uint8Array): unknown {
  let json: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload);
    json = JSON.parse(text);
    if (canonicalJson(json as PlainJson) === text) return json;
  } catch (error) {
    throw malformed('RFC 8785 canonical JSON', messageOf(error));
  }
  throw malformed('RFC 8785 canonical JSON, byte for byte', 'another spelling of the same JSON');
}

function shaped(json: unknown): Shape {
  const record = asRecord(json, '$', ['_type', 'subject', 'predicateType', 'predicate']);
  if (record['_type'] !== IN_TOTO) throw malformed(`_type ${IN_TOTO}`, String(record['_type']));
  if (!Array.isArray(record['subject']) || record['subject'].length !== 1)
    throw malformed('exactly one subject', JSON.stringify(record['subject']));
  const subject = asRecord(record['subject'][0], 'subject[0]', ['name', 'digest']);
  const digest = asRecord(subject['digest'], 'subject[0].digest', ['sha256']);
  const predicate = asRecord(record['predicate'], 'predicate', ['hub', 'author', 'ts', 'nonce', 'body']);
  const ts = asText(predicate['ts'], 'predicate.ts', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  if (Number.isNaN(Date.parse(ts))) throw malformed('a real date in predicate.ts', ts);
  return {
    kind: kindOf(asText(record['predicateType'], 'predicateType', /^urn:heirloom:[a-z-]+:v1$/)),
    subject: {
      name: asText(subject['name'], 'subject.name', /^.{1,512}$/su),
      digest: { sha256: asText(digest['sha256'], 'subject.digest.sha256', /^[0-9a-f]{64}$/) },
    },
    predicate: {
      hub: asText(predicate['hub'], 'predicate.hub', /^did:key:z6Mk\w+$/),
      author: asText(predicate['author'], 'predicate.author', /^did:key:z6Mk\w+$/),
      ts,
      nonce: asText(predicate['nonce'], 'predicate.nonce', /^[0-9a-f]{32}$/),
      body: predicate['body'],
    },
  };
}

function kindOf(predicateType: string): StatementKind {
  return predicateType.slice('urn:heirloom:'.length, -':v1'.length) as StatementKind;
}

function asRecord(value: unknown, path: string, keys: readonly string[]): Record<string, unknown> {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (isRecord && Object.keys(value).sort().join() === [...keys].sort().join())
    return value as Record<string, unknown>;
  throw malformed(`${path} with exactly the members ${keys.join(', ')}`, typeof value);
}

function asText(value: unknown, path: string, form: RegExp): string {
  if (typeof value === 'string' && form.test(value)) return value;
  throw malformed(`${path} matching ${form.source}`, String(value).slice(0, 100));
}

function malformed(expected: string, received: string) {
  return refusal('ATTESTATION_STATEMENT_MALFORMED', 'this is not a statement', { expected, received });
}

function tooLarge(bytes: number) {
  return refusal('ATTESTATION_STATEMENT_TOO_LARGE', 'the statement is too large', {
    expected: `at most ${PAYLOAD_BYTES_MAX} bytes`,
    received: `${bytes} bytes`,
    remedy: 'put large content in an artifact and name its digest',
  });
}

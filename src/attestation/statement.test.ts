import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, type PlainJson } from '../base/canonical-json.ts';
import { digestOf } from '../base/digest.ts';
import { PAYLOAD_BYTES_MAX, sealEnvelope } from './envelope.ts';
import { generateSeed, signerOf } from './key.ts';
import { envelopeOf, openStatement, signStatement, type Draft } from './statement.ts';

const signer = signerOf(generateSeed());
const other = signerOf(generateSeed());
const hub = signerOf(generateSeed()).keyId;
const now = new Date('2026-05-04T03:02:01.000Z');
const draft: Draft<'checkpoint'> = {
  kind: 'checkpoint',
  subject: { name: 'ada/net@main', digest: digestOf('manifest') },
  hub,
  body: { model: 'ada/net', revision: 'main', host: null },
};

const refused = (envelope: unknown, code = 'ATTESTATION_STATEMENT_MALFORMED') =>
  expect(() => openStatement(envelope)).toThrow(expect.objectContaining({ code, kind: 'refusal' }));
const sealedText = (text: string) => sealEnvelope(Buffer.from(text), signer);

interface Payload {
  _type: string;
  predicateType: string;
  subject: { name: string; digest: Record<string, string> }[];
  predicate: {
    author: string;
    hub: string;
    ts: string;
    nonce?: string;
    body: Record<string, unknown> | null;
    extra?: number;
  };
  extra?: number;
}

/** The honest payload as JSON, for a test to spoil. */
function honest(): Payload {
  const [text] = [Buffer.from(signStatement(draft, signer, now).payload, 'base64').toString()];
  return JSON.parse(text) as Payload;
}
function spoilt(change: (json: Payload) => void): unknown {
  const json = honest();
  change(json);
  return sealedText(canonicalJson(json as unknown as PlainJson));
}

describe('a statement', () => {
  test('comes back as it was signed', () => {
    const envelope = signStatement(draft, signer, now);
    const statement = openStatement(JSON.parse(JSON.stringify(envelope)));
    expect(statement).toMatchObject({ ...draft, author: signer.keyId, signedAt: now });
    expect(statement.id).toBe(digestOf(statement.bytes));
    expect(envelopeOf(statement)).toEqual(envelope);
  });

  test('comes back for any names, dates and bodies', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
      .filter((text) => text.isWellFormed());
    const date = fc.date({ min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(name, name, date, fc.uint8Array(), (subject, model, at, bytes) => {
        const body = { model, revision: 'main', host: null };
        const any = { ...draft, subject: { name: subject, digest: digestOf(bytes) }, body };
        const opened = openStatement(signStatement(any, signer, at));
        expect(opened).toMatchObject({ subject: any.subject, body, signedAt: at });
      }),
    );
  });

  test('is never the same twice, so that each can be counted once', () => {
    const [first, second] = [signStatement(draft, signer, now), signStatement(draft, signer, now)];
    expect(openStatement(first).id).not.toBe(openStatement(second).id);
  });

  test('is not signed with a wrong body, nor larger than the log takes', () => {
    const wrong = { ...draft, body: { ...draft.body, extra: 1 } };
    expect(() => signStatement(wrong, signer, now)).toThrow(
      expect.objectContaining({ code: 'ATTESTATION_BODY_INVALID' }),
    );
    const groups = Array.from({ length: 200 }, (_, i) => ({ name: `${'x'.repeat(250)}${i}`, k: 1, n: 2 }));
    const texts = { context: '€'.repeat(4000), limitations: '€'.repeat(4000) };
    const body = {
      dataset: digestOf('d'),
      protocol: digestOf('p'),
      attribute: 'a',
      harms: ['erasure' as const],
      groups,
      ...texts,
    };
    expect(() => signStatement({ ...draft, kind: 'bias-report', body }, signer, now)).toThrow(
      expect.objectContaining({ code: 'ATTESTATION_STATEMENT_TOO_LARGE' }),
    );
    expect(Buffer.byteLength(JSON.stringify(body))).toBeGreaterThan(PAYLOAD_BYTES_MAX);
  });
});

describe('a statement is refused', () => {
  const text = canonicalJson(honest() as unknown as PlainJson);

  test.each<[string, string]>([
    ['a key twice', text.replace('"_type":', '"_type":"x","_type":')],
    ['a key twice, deep inside', text.replace('"model":', '"model":"eve/net","model":')],
    ['a space', text.replace(':', ': ')],
    ['a line at its end', `${text}\n`],
    ['a byte order mark', `\uFEFF${text}`],
    ['its keys in another order', JSON.stringify(Object.fromEntries(Object.entries(honest()).toReversed()))],
    ['an escape that needs none', text.replace('ada/net', '\\u0061da/net')],
    ['a fraction', text.replace('"host":null', '"host":0.5')],
    ['a whole number spelt as a fraction', text.replace('"host":null', '"host":1.0')],
    ['a number beyond 2^53', text.replace('"host":null', '"host":9007199254740993')],
    ['minus zero', text.replace('"host":null', '"host":-0')],
    ['a lone surrogate', text.replace('ada/net@main', '\\ud800')],
    ['half of its JSON', text.slice(0, -1)],
    ['no JSON', 'statement'],
    ['a nesting of 100', `${'['.repeat(100)}${']'.repeat(100)}`],
  ])('with %s', (_, payload) => {
    expect(payload).not.toBe(text);
    refused(sealedText(payload));
  });

  test('with bytes that are no UTF-8', () => {
    refused(sealEnvelope(Buffer.from([0x22, 0xff, 0x22]), signer));
  });

  test.each<[string, (json: Payload) => void]>([
    ['another author than its signer', (json) => void (json.predicate.author = other.keyId)],
    ['another type', (json) => void (json._type = 'https://in-toto.io/Statement/v0.1')],
    ['another version of its kind', (json) => void (json.predicateType = 'urn:heirloom:checkpoint:v2')],
    ['no subject', (json) => void (json.subject = [])],
    ['two subjects', (json) => void json.subject.push(json.subject[0]!)],
    ['a subject without a name', (json) => void (json.subject[0]!.name = '')],
    ['a digest in capitals', (json) => void (json.subject[0]!.digest['sha256'] = 'A'.repeat(64))],
    ['two digests', (json) => void (json.subject[0]!.digest['sha512'] = 'a'.repeat(128))],
    ['a member too many', (json) => void (json.extra = 1)],
    ['a member too many in its predicate', (json) => void (json.predicate.extra = 1)],
    ['a member too few', (json) => void delete json.predicate.nonce],
    ['a short nonce', (json) => void (json.predicate.nonce = 'ab')],
    ['a hub that is none', (json) => void (json.predicate.hub = 'hub')],
    ['a date that is none', (json) => void (json.predicate.ts = '2026-13-45T99:99:99.000Z')],
    ['a date of another zone', (json) => void (json.predicate.ts = '2026-05-04T03:02:01.000+02:00')],
    ['a list in place of its predicate', (json) => void (json.predicate = [] as never)],
  ])('with %s', (_, change) => refused(spoilt(change)));

  test.each<[string, (json: Payload) => void, string]>([
    [
      'a kind nobody knows',
      (json) => void (json.predicateType = 'urn:heirloom:gift:v1'),
      'ATTESTATION_KIND_UNKNOWN',
    ],
    [
      'a kind that objects have',
      (json) => void (json.predicateType = 'urn:heirloom:constructor:v1'),
      'ATTESTATION_KIND_UNKNOWN',
    ],
    [
      'the body of another kind',
      (json) => void (json.predicateType = 'urn:heirloom:claim:v1'),
      'ATTESTATION_BODY_INVALID',
    ],
    [
      'a member too many in its body',
      (json) => void (json.predicate.body!['extra'] = 1),
      'ATTESTATION_BODY_INVALID',
    ],
    ['no body', (json) => void (json.predicate.body = null), 'ATTESTATION_BODY_INVALID'],
  ])('with %s', (_, change, code) => refused(spoilt(change), code));

  test('whatever JSON was signed, always with a code', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const payload = Buffer.from(JSON.stringify(json));
        expect(() => openStatement(sealEnvelope(payload, signer))).toThrow(
          expect.objectContaining({ kind: 'refusal' }),
        );
      }),
    );
  });
});

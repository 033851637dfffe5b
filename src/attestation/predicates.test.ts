import { describe, expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import { parseBody, predicateBodies, type Bodies, type StatementKind } from './predicates.ts';

const digest = digestOf('x');
const host = '0123456789abcdef0123456789abcdef';
const good: { readonly [Kind in StatementKind]: Bodies[Kind] } = {
  key: { contributor: 'ada', custody: 'SELF', nextKeyDigest: digest },
  checkpoint: { model: 'ada/net', revision: 'main', host },
  dataset: { dataset: 'ada/digits', license: 'MIT', path: 'a.safetensors', sizeBytes: 1 },
  moderation: { action: 'RELEASE', reason: 'read by hand' },
  'lineage-edge': { parent: { digest }, kind: 'MERGE' },
  withdrawal: { of: 'LINEAGE_EDGE', parent: { digest }, kind: 'MERGE', reason: 'the wrong one' },
  claim: { protocol: digest, metric: 'accuracy', value: '0.9', items: 10, decimals: 2, margin: null, host },
  evaluation: {
    job: '7a2f0b4e-8f0a-4a52-9d6f-0d7f7b1f5c11',
    protocol: digest,
    metric: 'accuracy',
    value: '0.9',
    correct: 9,
    items: 10,
    standardError: '0',
    outputsDigest: digest,
    predictionsDigest: digest,
    itemsArtifact: null,
    host,
    hardwareClass: 'cpu',
    stack: 'ort',
    conditions: { threads: 1, isQuiet: true, driver: 'x' },
  },
  advisory: {
    title: 'the tokenizer runs code',
    severity: 'HIGH',
    kind: 'SECURITY',
    affected: [
      { of: 'CHECKPOINT', digest },
      { of: 'LICENSE', license: 'MIT' },
    ],
    text: 'its chat template leaves the sandbox',
    remedy: 'use ada/net@v2',
    references: ['https://example.org/cve'],
  },
  evaluator: { action: 'TRUST', organisation: 'example.org', reason: 'we run it' },
  'bias-report': {
    dataset: digest,
    protocol: digest,
    attribute: 'digit',
    harms: ['erasure'],
    groups: [
      { name: 'a', k: 1, n: 2 },
      { name: 'b', k: 1, n: 2 },
    ],
  },
  'reported-results': {
    path: 'results.json',
    sizeBytes: 10,
    model: 'EleutherAI/pythia-70m',
    organisation: null,
    relationship: 'THIRD_PARTY',
    url: 'https://example.org/board',
  },
  'report-answer': { status: 'WILL_FIX', text: 'The next one is trained on both.\nIn May.' },
  mitigation: { report: digest },
  'risk-report': {
    dataset: digest,
    protocol: digest,
    attribute: 'a mark',
    trigger: { tried: { k: 1, n: 2 }, control: { k: 0, n: 2 } },
  },
};
const kinds = Object.keys(predicateBodies) as StatementKind[];
const refused = (kind: StatementKind, body: unknown) =>
  expect(() => parseBody(kind, body)).toThrow(
    expect.objectContaining({ code: 'ATTESTATION_BODY_INVALID', kind: 'refusal' }),
  );

describe.each(kinds)('the body of a %s statement', (kind) => {
  test('is let in as it is', () => {
    expect(parseBody(kind, good[kind])).toEqual(good[kind]);
  });

  test('is refused with a member too many', () => refused(kind, { ...good[kind], extra: 1 }));

  test('is refused without any one of its members', () => {
    for (const member of Object.keys(good[kind])) {
      const { [member]: _, ...rest } = good[kind] as Record<string, unknown>;
      refused(kind, rest);
    }
  });

  test('is refused with null, a list or an object in place of any text or number', () => {
    for (const [member, value] of Object.entries(good[kind]))
      if (typeof value !== 'object')
        for (const wrong of [[], {}, Number.NaN]) refused(kind, { ...good[kind], [member]: wrong });
  });

  test.each([null, undefined, [], 'body', 7])('is refused when it is %j', (body) => refused(kind, body));
});

describe('a decimal', () => {
  const claim = (value: unknown) => ({ ...good.claim, value });

  test.each(['0', '1', '-1', '0.5', '0.50', '12.000000000000001', '1e-7', '1.5e3'])('may be %s', (value) => {
    expect(parseBody('claim', claim(value)).value).toBe(value);
  });

  test.each([
    '',
    '.5',
    '5.',
    '01',
    '+1',
    '1e+5',
    '0x1',
    'NaN',
    'Infinity',
    '1,5',
    ' 1',
    '1\n',
    '1e1000',
    '٣',
    0.5,
  ])('is not %j', (value) => refused('claim', claim(value)));
});

test.each<[string, StatementKind, object]>([
  ['a parent by digest and name', 'lineage-edge', { parent: { digest, name: 'a/b' } }],
  ['a parent by neither', 'lineage-edge', { parent: {} }],
  ['a kind of edge nobody knows', 'lineage-edge', { kind: 'fine-tune' }],
  ['a custody nobody knows', 'key', { custody: 'NOBODY' }],
  ['a count below zero', 'claim', { items: -1 }],
  ['a count beyond 2^53', 'claim', { items: 2 ** 53 }],
  ['half an item', 'claim', { items: 1.5 }],
  ['a digest in capitals', 'claim', { protocol: digest.toUpperCase() }],
  ['a host by name', 'claim', { host: 'my-laptop' }],
  ['a job that is no uuid', 'evaluation', { job: '1' }],
  ['a condition that is an object', 'evaluation', { conditions: { a: {} } }],
  ['a condition with a long name', 'evaluation', { conditions: { ['a'.repeat(65)]: 1 } }],
  ['a single group', 'bias-report', { groups: [{ name: 'a', k: 1, n: 2 }] }],
  [
    'more groups than 200',
    'bias-report',
    { groups: Array.from({ length: 201 }, (_, i) => ({ name: `${i}`, k: 1, n: 2 })) },
  ],
  [
    'two kinds of groups',
    'bias-report',
    {
      groups: [
        { name: 'a', k: 1, n: 2 },
        { name: 'b', tp: 1, fp: 1, tn: 1, fn: 1 },
      ],
    },
  ],
  ['no harm', 'bias-report', { harms: [] }],
  ['a harm nobody knows', 'bias-report', { harms: ['boredom'] }],
  ['a text of a novel’s length', 'bias-report', { context: 'x'.repeat(4001) }],
])('%s is refused', (_, kind, change) => refused(kind, { ...good[kind], ...change }));

test('a refusal names every field that is wrong', () => {
  const act = () => parseBody('claim', { ...good.claim, value: 'x', items: -1, metric: '' });
  expect(act).toThrow(
    expect.objectContaining({
      facts: expect.objectContaining({ received: expect.stringMatching(/metric.*value.*items/) }),
    }),
  );
});

test('a kind nobody knows is refused', () => {
  for (const kind of ['gift', 'constructor', '__proto__', ''])
    expect(() => parseBody(kind as StatementKind, {})).toThrow(
      expect.objectContaining({ code: 'ATTESTATION_KIND_UNKNOWN' }),
    );
});

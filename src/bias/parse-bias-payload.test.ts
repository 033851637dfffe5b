import { describe, expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import { parseBiasPayload } from './parse-bias-payload.ts';

const TALLY = {
  dataset: digestOf('dataset'),
  protocol: digestOf('protocol'),
  attribute: 'digits',
  harms: ['quality-of-service'],
  groups: [
    { name: '0–4', k: 480, n: 500 },
    { name: '5–9', k: 400, n: 500 },
  ],
};
const CONFUSION = {
  ...TALLY,
  groups: [
    { name: 'a', tp: 1, fp: 2, tn: 3, fn: 4 },
    { name: 'b', tp: 0, fp: 0, tn: 0, fn: 0 },
  ],
};

function refused(json: unknown): string {
  try {
    parseBiasPayload(json);
  } catch (error) {
    expect(error).toMatchObject({ code: 'BIAS_PAYLOAD_MALFORMED', kind: 'refusal' });
    return (error as Error).message;
  }
  return 'let in';
}

describe('parseBiasPayload', () => {
  test('lets both kinds of counts in', () => {
    expect(parseBiasPayload(TALLY).counts).toEqual({ kind: 'TALLY', groups: TALLY.groups });
    expect(parseBiasPayload(CONFUSION).counts).toEqual({ kind: 'CONFUSION', groups: CONFUSION.groups });
    const full = { ...TALLY, context: 'line\nline', limitations: 'few', metrics: { rateDifference: '0.16' } };
    expect(parseBiasPayload(full)).toMatchObject({
      context: 'line\nline',
      metrics: { rateDifference: '0.16' },
    });
  });

  test('lists every wrong field at once', () => {
    const message = refused({
      dataset: 'x',
      attribute: '',
      harms: ['envy'],
      groups: [
        { name: 'a', k: 5, n: 4 },
        { name: 'a', k: -1, n: 4 },
      ],
      rate: 0.5,
    });
    expect(message).toMatch(/^the bias report has 8 wrong fields: /);
    for (const path of [
      'dataset',
      'protocol',
      'attribute',
      'harms[0]',
      'groups[0].k',
      'groups[1].k',
      'groups[1].name',
    ])
      expect(message).toContain(`$.${path} needs`);
    expect(message).toContain('$.rate needs no such field');
  });

  const groupsOf = (...groups: unknown[]) => ({ ...TALLY, groups });
  const [first, second] = TALLY.groups;
  test.each([
    ['nothing', undefined, '$ needs an object, got nothing'],
    ['one group', groupsOf(first), '$.groups needs a list of 2 to 200'],
    [
      '201 groups',
      groupsOf(...Array.from({ length: 201 }, (_, i) => ({ name: `${i}`, k: 0, n: 1 }))),
      'list of 201',
    ],
    ['mixed kinds', groupsOf(first, CONFUSION.groups[0]), '$.groups[1].k needs'],
    ['a fraction', groupsOf(first, { name: 'b', k: 0.5, n: 1 }), '$.groups[1].k needs an integer'],
    ['text for a count', groupsOf(first, { name: 'b', k: '1', n: 1 }), '$.groups[1].k needs an integer'],
    ['minus zero', groupsOf(first, { name: 'b', k: -0, n: 1 }), '$.groups[1].k needs an integer'],
    ['an unsafe count', groupsOf(first, { name: 'b', k: 0, n: 2 ** 53 }), '$.groups[1].n needs an integer'],
    ['an unsafe sum', groupsOf(second, { name: 'b', k: 0, n: 2 ** 53 - 1 }), 'counts that sum'],
    [
      'a turned-around name',
      groupsOf(first, { name: 'b\u202e', k: 0, n: 1 }),
      '$.groups[1].name needs printable',
    ],
    ['a harm twice', { ...TALLY, harms: ['erasure', 'erasure'] }, '$.harms[1] needs a name not used'],
    ['no harm', { ...TALLY, harms: [] }, '$.harms needs a list'],
    ['a hidden control', { ...TALLY, context: 'a\u0000b' }, '$.context needs'],
    [
      'a float for a metric',
      { ...TALLY, metrics: { rateRatio: 0.5 } },
      '$.metrics.rateRatio needs a decimal',
    ],
    ['a list of metrics', { ...TALLY, metrics: ['1'] }, '$.metrics needs an object'],
    [
      'a proto key',
      { ...TALLY, metrics: JSON.parse('{"__proto__":"1"}') as unknown },
      '$.metrics.__proto__ needs',
    ],
  ])('refuses %s', (_, json, part) => {
    expect(refused(json)).toContain(part);
  });

  test('repeats no control or direction character of a stranger', () => {
    const message = refused({ ...TALLY, 'x\u202ey\n': 1, attribute: '\u202e\u0007' });
    expect(message).not.toMatch(/\p{C}/u);
  });
});

import { describe, expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import { parseProtocol, protocolDigest } from './protocol.ts';

const PROTOCOL = {
  task: { id: 'image-classification', version: 1 },
  dataset: { digest: digestOf('mnist'), split: 'test', first: 0, count: 1000 },
  preprocessing: [
    { step: 'scale', divisor: '255' },
    { step: 'normalize', mean: '0.1307', std: '0.3081' },
    { step: 'layout', order: 'NCHW' },
  ],
  decoding: { rule: 'argmax', classes: 10 },
  metric: { id: 'accuracy', version: 1 },
};

const TEXT = {
  ...PROTOCOL,
  task: { id: 'text-classification', version: 1 },
  preprocessing: [],
  decoding: { rule: 'argmax', classes: 2 },
};
const LANGUAGE = {
  ...TEXT,
  task: { id: 'causal-language-modelling', version: 1 },
  decoding: { rule: 'next-token', vocabulary: 50_257 },
  metric: { id: 'perplexity', version: 1 },
};

function refused(json: unknown): string {
  try {
    parseProtocol(json);
  } catch (error) {
    expect(error).toMatchObject({ code: 'EVALUATION_PROTOCOL_MALFORMED', kind: 'refusal' });
    return (error as Error).message;
  }
  return 'let in';
}

describe('protocol', () => {
  test('lets a whole protocol in unchanged', () => {
    expect(parseProtocol(PROTOCOL)).toEqual(PROTOCOL);
  });

  test.each([TEXT, LANGUAGE])('lets one over tokens in unchanged: $task.id', (json) => {
    expect(parseProtocol(json)).toEqual(json);
  });

  test.each([
    ['pixels of tokens', { ...TEXT, preprocessing: [LAYOUT()] }, '$.preprocessing needs a list of 0 to 0'],
    ['a class of a sequence’s next token', { ...LANGUAGE, decoding: TEXT.decoding }, '$.decoding.rule'],
    ['the next token of a class', { ...TEXT, decoding: LANGUAGE.decoding }, '$.decoding.rule'],
    ['the perplexity of a class', { ...TEXT, metric: LANGUAGE.metric }, '$.metric.id'],
    ['the accuracy of a language', { ...LANGUAGE, metric: TEXT.metric }, '$.metric.id'],
    [
      'an endless vocabulary',
      { ...LANGUAGE, decoding: { rule: 'next-token', vocabulary: 2_000_000 } },
      '$.decoding.vocabulary',
    ],
  ])('refuses %s', (_, json, part) => {
    expect(refused(json)).toContain(part);
  });

  test('is named by one digest for one meaning, and another for another', () => {
    const digest = protocolDigest(parseProtocol(PROTOCOL));
    const reversed = Object.fromEntries(Object.entries(PROTOCOL).toReversed());
    expect(protocolDigest(parseProtocol(reversed))).toBe(digest);
    const half = { ...PROTOCOL, dataset: { ...PROTOCOL.dataset, count: 500 } };
    expect(protocolDigest(parseProtocol(half))).not.toBe(digest);
    const swapped = { ...PROTOCOL, preprocessing: [1, 0, 2].map((i) => PROTOCOL.preprocessing[i]) };
    expect(protocolDigest(parseProtocol(swapped))).not.toBe(digest);
  });

  test('lists every wrong field at once', () => {
    const message = refused({
      ...PROTOCOL,
      task: { id: 'mind-reading', version: 1 },
      dataset: { digest: 'sha1:00', split: 'test\u202e', first: -1, count: 1000 },
      decoding: null,
      batchSize: 8,
    });
    expect(message).toMatch(/^the protocol has 6 wrong fields: /);
    for (const path of [
      'task.id',
      'dataset.digest',
      'dataset.split',
      'dataset.first',
      'decoding',
      'batchSize',
    ])
      expect(message).toContain(`$.${path} needs`);
  });

  test.each([
    ['no protocol at all', null, '$ needs an object'],
    ['a list', [], '$ needs an object'],
    ['a float', { preprocessing: [{ step: 'scale', divisor: 255 }, LAYOUT()] }, '[0].divisor'],
    ['a second spelling', { preprocessing: [{ step: 'scale', divisor: '255.0' }, LAYOUT()] }, '[0].divisor'],
    ['an exponent', { preprocessing: [{ step: 'scale', divisor: '1e2' }, LAYOUT()] }, '[0].divisor'],
    ['a division by 0', { preprocessing: [{ step: 'scale', divisor: '0' }, LAYOUT()] }, '[0].divisor'],
    ['code', { preprocessing: [{ step: 'eval', code: '1' }, LAYOUT()] }, '[0].step needs "corrupt"'],
    ['a jitter past a byte', { preprocessing: [JITTER('255.5'), LAYOUT()] }, '[0].epsilon'],
    ['no jitter', { preprocessing: [JITTER('0'), LAYOUT()] }, '[0].epsilon'],
    ['no layout', { preprocessing: [{ step: 'scale', divisor: '255' }] }, '"layout" as the last step'],
    ['two layouts', { preprocessing: [LAYOUT(), LAYOUT()] }, 'a value step before the layout'],
    ['too many steps', { preprocessing: Array(17).fill(LAYOUT()) }, 'a list of 1 to 16'],
    ['one class', { decoding: { rule: 'argmax', classes: 1 } }, '$.decoding.classes'],
    ['a metric of another task', { metric: { id: 'perplexity', version: 1 } }, '$.metric.id'],
    ['a metric version to come', { metric: { id: 'accuracy', version: 2 } }, '$.metric.version'],
  ])('refuses %s', (_, change, part) => {
    const json = change === null || Array.isArray(change) ? change : { ...PROTOCOL, ...change };
    expect(refused(json)).toContain(part);
  });

  test('keeps its refusal short, whatever was sent', () => {
    const noise = Object.fromEntries(
      Array.from({ length: 5000 }, (_, i) => [`k${i}${'x'.repeat(500)}`, '\ud800']),
    );
    const message = refused(noise);
    expect(message.length).toBeLessThan(5000);
    expect(message.isWellFormed()).toBe(true);
    expect(message).toContain('and 4985 more');
  });
});

function JITTER(epsilon: string) {
  return { step: 'jitter', epsilon, seed: 1 };
}

function LAYOUT() {
  return { step: 'layout', order: 'NF' };
}

import { describe, expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import { fault, refusal } from '../base/errors.ts';
import { readChildLine, STDOUT_BYTES_MAX, writeChildLine, type ChildResult } from './job-result.ts';

const RESULT: ChildResult = {
  items: 10,
  batchSize: 4,
  optimisationLevel: 'all',
  driver: null,
  outputsDigest: digestOf('outputs'),
  challenge: 'AACAPwAAAEA=',
};

const read = (text: string | Uint8Array) => readChildLine(Buffer.from(text as Uint8Array));
const line = (result: object) => `${JSON.stringify({ result })}\n`;

test('a result comes back as it was written', () => {
  expect(read(writeChildLine({ result: RESULT }))).toEqual({ result: RESULT });
});

test.each([
  refusal('RUNNER_MODEL_INPUT', 'another form', { expected: 'a', received: 'b', remedy: 'c' }),
  fault('RUNNER_MEMORY', 'too much'),
])('an error comes back with its kind, code and facts: $code', (error) => {
  const said = read(writeChildLine({ error }));
  expect(said).toMatchObject({
    error: { kind: error.kind, code: error.code, message: error.message, facts: error.facts },
  });
});

describe('a child taken over by its model', () => {
  test.each<[string, string | Uint8Array]>([
    ['says nothing', ''],
    ['ends without a line feed', line(RESULT).trim()],
    ['says two lines', line(RESULT).repeat(2)],
    ['says no JSON', 'hello\n'],
    ['says no UTF-8', Uint8Array.of(0xff, 0x0a)],
    ['says null', 'null\n'],
    ['says neither result nor error', '{}\n'],
    ['adds a field', line({ ...RESULT, extra: 1 })],
    ['leaves one out', line({ ...RESULT, batchSize: undefined })],
    ['says what it is worth, which is counted without it', line({ ...RESULT, correct: 10 })],
    ['counts in fractions', line({ ...RESULT, items: 0.5 })],
    ['counts below zero', line({ ...RESULT, items: -1 })],
    ['digests nothing', line({ ...RESULT, outputsDigest: 'sha256:00' })],
    ['names a driver of many words', line({ ...RESULT, driver: 'a <b>driver</b>' })],
    ['answers a challenge in other than floats', line({ ...RESULT, challenge: 'AACA' })],
    ['answers a challenge without end', line({ ...RESULT, challenge: 'AAAA'.repeat(11_000) })],
    ['says a bug', '{"error":{"kind":"bug","code":"RUNNER_FAILED","message":""}}\n'],
    ['speaks for the hub', '{"error":{"kind":"refusal","code":"HUB_LEASE_LOST","message":""}}\n'],
    ['says too much', `"${'x'.repeat(STDOUT_BYTES_MAX)}"\n`],
  ])('%s: that is a fault, not a result', (_, stdout) => {
    expect(() => read(stdout)).toThrow(expect.objectContaining({ code: 'RUNNER_OUTPUT_INVALID' }));
  });

  test('can not bring control characters or endless text into a log', () => {
    const message = `\u001b[2J\u202e${'x'.repeat(5000)}`;
    const said = read(`${JSON.stringify({ error: { kind: 'fault', code: 'RUNNER_FAILED', message } })}\n`);
    expect('error' in said && said.error.message).toMatch(/^ \[2J x{900,1000}$/);
  });
});

import { describe, expect, test } from 'vitest';
import { parseBody } from '../../attestation/predicates.ts';
import { digestOf } from '../../base/digest.ts';
import { parseRiskPayload } from './read-risk.ts';

const [run, clean, noise] = ['run', 'clean', 'noise'].map((name) => digestOf(name));
const report = (from: unknown) => ({
  dataset: digestOf('data'),
  protocol: digestOf('protocol'),
  attribute: 'noise',
  attack: { tried: { k: 3, n: 40 }, control: { k: 1, n: 40 } },
  from,
});
const many = (count: number) => Array.from({ length: count }, (_, i) => digestOf(`run ${i}`));

describe('the runs of a report', () => {
  test.each<[string, object, readonly unknown[]]>([
    ['nothing', { run }, []],
    ['one run', { run, against: clean }, [clean]],
    ['several, in their order', { run, against: [noise, clean] }, [noise, clean]],
    ['as many as there are corruptions', { run, against: many(60) }, many(60)],
  ])('are held against %s', (_, from, against) => {
    expect(parseBody('risk-report', report(from))).toMatchObject({ from });
    expect(parseRiskPayload(report(from)).from).toEqual({ run, against });
  });

  test.each<[string, unknown]>([
    ['a list of one, which has another form', [clean]],
    ['more runs than a hub opens', many(61)],
    ['what is no digest', [clean, 'Run:3']],
  ])('are not held against %s, in a statement or out of one', (_, against) => {
    expect(() => parseBody('risk-report', report({ run, against }))).toThrow(
      expect.objectContaining({ code: 'ATTESTATION_BODY_INVALID' }),
    );
    expect(() => parseRiskPayload(report({ run, against }))).toThrow(
      expect.objectContaining({ code: 'BIAS_PAYLOAD_MALFORMED' }),
    );
  });

  test('are different ones', () => {
    expect(() => parseRiskPayload(report({ run, against: [clean, clean] }))).toThrow(/different runs/);
  });
});

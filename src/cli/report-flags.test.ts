import { describe, expect, test } from 'vitest';
import { assertFlagsFit } from './report-flags.ts';

type Flags = Parameters<typeof assertFlagsFit>[0];

const table = { dataset: 'ada/digits', protocol: 'sha256:0', attribute: ['digits'], harm: ['allocation'] };

const FIT: readonly (readonly [string, Flags])[] = [
  ['reports are only shown', { kind: 'bias' }],
  ['reports of privacy are only shown', { kind: 'privacy' }],
  ['a file', { kind: 'bias', file: 'x.json', preview: true }],
  ['a file of privacy', { kind: 'privacy', file: 'x.json', preview: true }],
  ['a run of privacy', { kind: 'privacy', fromRun: 'latest', attribute: ['card numbers'], preview: true }],
  ['two runs of robustness', { kind: 'robustness', fromRun: 'latest', against: ['Run:2'] }],
  ['a table', { kind: 'bias', counts: 'x.csv', ...table }],
  ['answers to BBQ', { kind: 'bias', bbq: 'x.csv', ...table }],
  [
    'a run of BBQ',
    { kind: 'bias', fromRun: 'latest', attribute: ['age'], harm: ['stereotyping'], benchmark: 'bbq' },
  ],
  ['a run', { kind: 'bias', fromRun: 'latest', attribute: ['digits'], harm: ['allocation'], group: ['a=0'] }],
];

const DROPPED: readonly (readonly [string, Flags, string])[] = [
  ['privacy from a table', { kind: 'privacy', counts: 'x.csv', ...table }, '--counts, --dataset'],
  ['robustness from one run', { kind: 'robustness', fromRun: 'latest' }, 'no --against'],
  ['privacy from two runs', { kind: 'privacy', fromRun: 'Run:1', against: ['Run:2'] }, '--against'],
  ['bias from two runs', { kind: 'bias', fromRun: 'Run:1', against: ['Run:2'] }, '--against'],
  ['privacy from a run with a harm', { kind: 'privacy', fromRun: 'latest', harm: ['allocation'] }, '--harm'],
  ['privacy from a run beside a file', { kind: 'privacy', fromRun: 'latest', file: 'x.json' }, '--from-run'],
  ['robustness from BBQ beside a file', { kind: 'robustness', file: 'x.json', bbq: 'x.csv' }, '--bbq'],
  ['privacy with a harm', { kind: 'privacy', file: 'x.json', harm: ['allocation'] }, '--harm'],
  ['privacy with a preview of nothing', { kind: 'privacy', preview: true }, '--preview'],
  ['a preview of nothing', { kind: 'bias', preview: true }, '--preview'],
  ['a head without counts', { kind: 'bias', ...table }, '--dataset, --protocol, --attribute, --harm'],
  ['a head beside a whole report', { kind: 'bias', file: 'x.json', ...table }, '--dataset'],
  ['groups of labels with a table', { kind: 'bias', counts: 'x.csv', ...table, group: ['a=0'] }, '--group'],
  ['pairs with BBQ', { kind: 'bias', bbq: 'x.csv', ...table, pairs: 'direction' }, '--pairs'],
  ['a benchmark with a table', { kind: 'bias', counts: 'x.csv', ...table, benchmark: 'bbq' }, '--benchmark'],
  [
    'a benchmark of groups',
    { kind: 'bias', fromRun: 'latest', group: ['a=0'], benchmark: 'bbq' },
    '--group, --benchmark',
  ],
  [
    'groups that are pairs',
    { kind: 'bias', fromRun: 'latest', group: ['a=0'], pairs: 'direction' },
    '--group, --pairs',
  ],
];

describe('a report’s flags', () => {
  test.each(FIT)('fit: %s', (_, flags) => {
    expect(() => assertFlagsFit(flags)).not.toThrow();
  });

  test.each(DROPPED)('are refused where they would be dropped: %s', (_, flags, received) => {
    const facts = { received: expect.stringContaining(received) as string };
    expect(() => assertFlagsFit(flags)).toThrow(
      expect.objectContaining({
        code: 'CLI_REPORT_FLAGS',
        facts: expect.objectContaining(facts) as object,
      }),
    );
  });

  test('are of one source', () => {
    expect(() => assertFlagsFit({ kind: 'bias', counts: 'x.csv', bbq: 'y.csv' })).toThrow(
      expect.objectContaining({ code: 'CLI_REPORT_SOURCES' }),
    );
  });
});

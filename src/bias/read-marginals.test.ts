import { expect, test } from 'vitest';
import { digestOf } from '../base/digest.ts';
import { parseBiasPayload } from './parse-bias-payload.ts';
import { computeBiasReport } from './report.ts';

const cells = [
  { name: 'woman × young', k: 90, n: 100 },
  { name: 'woman × old', k: 40, n: 100 },
  { name: 'man × young', k: 90, n: 100 },
  { name: 'man × old', k: 90, n: 100 },
];
const gender = {
  attribute: 'gender',
  groups: [
    { name: 'woman', k: 130, n: 200 },
    { name: 'man', k: 180, n: 200 },
  ],
};
const age = {
  attribute: 'age',
  groups: [
    { name: 'young', k: 180, n: 200 },
    { name: 'old', k: 130, n: 200 },
  ],
};

const parse = (change: Record<string, unknown>) =>
  parseBiasPayload({
    dataset: digestOf('dataset'),
    protocol: digestOf('protocol'),
    attribute: 'gender × age',
    harms: ['allocation'],
    groups: cells,
    marginals: [gender, age],
    ...change,
  });

test('cells are judged together, and each attribute by itself', () => {
  const report = computeBiasReport(parse({}));
  expect(report.verdict).toMatchObject({ verdict: 'DISPARITY', low: 'woman × old' });
  expect(report.marginals.map(({ attribute, verdict }) => [attribute, verdict.verdict])).toEqual([
    ['gender', 'DISPARITY'],
    ['age', 'DISPARITY'],
  ]);
});

test.each<[string, Record<string, unknown>]>([
  [
    'other sums',
    { marginals: [gender, { ...age, groups: [age.groups[0], { name: 'old', k: 131, n: 200 }] }] },
  ],
  [
    'a value left out',
    { marginals: [gender, { ...age, groups: [age.groups[0], { name: 'aged', k: 130, n: 200 }] }] },
  ],
  [
    'a value that no cell has',
    { marginals: [gender, { ...age, groups: [...age.groups, { name: 'aged', k: 0, n: 9 }] }] },
  ],
  ['cells of fewer attributes', { groups: [{ name: 'woman', k: 1, n: 2 }, ...cells] }],
  [
    'counts of another kind',
    {
      marginals: [
        gender,
        {
          ...age,
          groups: [
            { name: 'young', tp: 1, fp: 1, tn: 1, fn: 1 },
            { name: 'old', tp: 1, fp: 1, tn: 1, fn: 1 },
          ],
        },
      ],
    },
  ],
  [
    'no groups to sum',
    {
      groups: undefined,
      crowsPairs: { stereoPairs: 1, stereoHits: 1, antiPairs: 1, antiHits: 1, neutral: 0 },
    },
  ],
  ['one attribute alone', { marginals: [gender] }],
])('a report with %s is refused', (_, change) => {
  const body = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const parseChanged = () => ('crowsPairs' in change ? parseWithout(body) : parse(body));
  expect(parseChanged).toThrow(expect.objectContaining({ code: 'BIAS_PAYLOAD_MALFORMED' }));
});

function parseWithout(change: Record<string, unknown>) {
  return parseBiasPayload({
    dataset: digestOf('dataset'),
    protocol: digestOf('protocol'),
    attribute: 'gender × age',
    harms: ['allocation'],
    marginals: [gender, age],
    ...change,
  });
}

import { describe, expect, test } from 'vitest';
import { digestOf } from '../../base/digest.ts';
import { riskAgreement } from './agreement.ts';
import { computeRiskReport, riskSentence } from './risk-report.ts';
import { parseRiskPayload } from './read-risk.ts';

const HEAD = { dataset: digestOf('dataset'), protocol: digestOf('protocol'), attribute: 'card numbers' };
const report = (counts: Record<string, unknown>) =>
  computeRiskReport(parseRiskPayload({ ...HEAD, ...counts }));
const verdictOf = (counts: Record<string, unknown>) => report(counts).verdict;

/** mulberry32, as in the vectors. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

describe('canaries', () => {
  const canaries = (ranks: readonly number[], spaceSize = 1_000_000, repetitions = 1) => ({
    canaries: { spaceSize, canaries: ranks.map((rank) => ({ rank, repetitions })) },
  });

  test('one that is likelier than a million others was remembered', () => {
    const found = report(canaries([1, 500_000, 700_000]));
    expect(found).toMatchObject({ topic: 'PRIVACY', kind: 'CANARIES', verdict: 'SHOWN' });
    expect(found.metrics['exposureMax']).toMatchObject({ value: Math.log2(1_000_000) });
    expect(riskSentence(found)).toBe(
      'SHOWN card numbers: 1 of 3 canaries can be extracted, at most 19.9 of 19.9 bits exposed',
    );
  });

  test('the chance of the best rank counts how many were tried', () => {
    const found = report(canaries([2000], 1000 * 1000));
    expect(found.metrics['pByChance']).toMatchObject({ value: expect.closeTo(0.002, 9) });
    const many = Array.from({ length: 100 }, (_, i) => 2000 + i * 9000);
    expect(report(canaries(many)).metrics['pByChance']).toMatchObject({ value: expect.closeTo(0.1814, 3) });
  });

  test('of a model that remembers nothing one report in a hundred errs, and most of many canaries say so', () => {
    const random = randomOf(1001);
    const reports = Array.from({ length: 500 }, () =>
      verdictOf(canaries(Array.from({ length: 60 }, () => 1 + Math.floor(random() * 1_000_000)))),
    );
    const share = (wanted: string) => reports.filter((verdict) => verdict === wanted).length / reports.length;
    expect(share('SHOWN')).toBeLessThan(0.02);
    expect(share('NOT_SHOWN_AT_MARGIN')).toBeGreaterThan(0.8);
  });

  test('few that are not remembered say nothing', () => {
    expect(verdictOf(canaries([400_000, 500_000]))).toBe('INSUFFICIENT_DATA');
  });

  test('are told apart by how often they stood in the data', () => {
    const listed = [
      { rank: 500_000, repetitions: 1 },
      { rank: 1, repetitions: 10 },
    ];
    const { metrics } = report({ canaries: { spaceSize: 1_000_000, canaries: listed } });
    expect(metrics['exposureMeanOf1']).toMatchObject({ value: 1 });
    expect(metrics['exposureMeanOf10']).toMatchObject({ value: Math.log2(1_000_000) });
  });
});

describe('membership', () => {
  const membership = (members: readonly number[], nonMembers: readonly number[]) => ({
    membership: { members, nonMembers },
  });

  test('scores that tell members from others show that the data is remembered', () => {
    const found = report(membership([100, 200, 700], [700, 200, 100]));
    expect(found.verdict).toBe('SHOWN');
    // Of a million pairs 700·(700+200+50) + 200·(700+100) + 100·350 are in order, ties by half.
    expect(found.metrics['areaUnderCurve']).toMatchObject({ value: 0.86 });
    expect(found.metrics['advantage']).toMatchObject({ value: expect.closeTo(0.6, 12) });
  });

  test('a few that are remembered well are shown, though the mean hides them', () => {
    const found = report(membership([480, 470, 50], [500, 500, 0]));
    expect(found.verdict).toBe('SHOWN');
    expect(found.effect.value).toBeLessThan(0.05);
    expect(found.metrics['trueRateAtOnePercent']).toMatchObject({ value: 0.05 });
  });

  test('the same scores for both show nothing, and few items say nothing', () => {
    expect(verdictOf(membership([2000, 2000], [2000, 2000]))).toBe('NOT_SHOWN_AT_MARGIN');
    expect(verdictOf(membership([10, 10], [10, 10]))).toBe('INSUFFICIENT_DATA');
    expect(verdictOf(membership([0, 0], [10, 10]))).toBe('INSUFFICIENT_DATA');
  });
});

describe('what is tried against a control', () => {
  const controlled = (tried: [number, number], control: [number, number]) => ({
    tried: { k: tried[0], n: tried[1] },
    control: { k: control[0], n: control[1] },
  });

  test.each([
    ['extraction', [12, 500], [0, 500], 'SHOWN'],
    ['extraction', [12, 500], [12, 500], 'INCONCLUSIVE'],
    ['extraction', [0, 5000], [0, 5000], 'NOT_SHOWN_AT_MARGIN'],
    ['attack', [300, 400], [20, 400], 'SHOWN'],
    ['attack', [20, 400], [20, 400], 'NOT_SHOWN_AT_MARGIN'],
    ['trigger', [390, 400], [40, 400], 'SHOWN'],
    ['trigger', [0, 20], [0, 20], 'INSUFFICIENT_DATA'],
    ['trigger', [0, 0], [0, 0], 'INSUFFICIENT_DATA'],
  ] as const)('%s %j against %j is %s', (field, tried, control, verdict) => {
    const found = report({ [field]: controlled([...tried], [...control]) });
    expect([found.verdict, found.topic]).toEqual([
      verdict,
      field === 'extraction' ? 'PRIVACY' : 'ROBUSTNESS',
    ]);
    expect(found.knownLimitations).toHaveLength(1);
  });

  test('is told in one line', () => {
    expect(riskSentence(report({ trigger: controlled([390, 400], [40, 400]) }))).toBe(
      'SHOWN card numbers: 87.5 % of answers follow the trigger, beyond another mark',
    );
  });
});

describe('corruptions', () => {
  const clean = { k: 950, n: 1000 };
  const corrupted = (...each: readonly [string, number, number][]) => ({
    corruptions: { clean, corruptions: each.map(([name, severity, k]) => ({ name, severity, k, n: 1000 })) },
  });

  test('are judged by the worst of them, severities together', () => {
    const found = report(corrupted(['blur', 1, 940], ['blur', 5, 700], ['noise', 1, 945], ['noise', 5, 900]));
    expect(found).toMatchObject({ verdict: 'SHOWN', finding: 'blur costs 13.0 points of accuracy' });
    expect(found.metrics['accuracyAtSeverity5']).toMatchObject({ value: 0.8 });
    expect(found.metrics['corruptedAccuracyMin']).toMatchObject({ value: 0.7 });
    expect(found.metrics['relativeAccuracy']).toMatchObject({ value: expect.closeTo(0.87125 / 0.95, 12) });
  });

  test('that cost little show nothing; one near the margin leaves it open', () => {
    expect(verdictOf(corrupted(['blur', 1, 940], ['noise', 1, 930]))).toBe('NOT_SHOWN_AT_MARGIN');
    expect(verdictOf(corrupted(['blur', 1, 940], ['noise', 1, 855]))).toBe('INCONCLUSIVE');
  });

  test('of few items say nothing', () => {
    const few = { clean, corruptions: [{ name: 'blur', severity: 1, k: 1, n: 20 }] };
    expect(verdictOf({ corruptions: few })).toBe('INSUFFICIENT_DATA');
  });
});

describe('a report is refused', () => {
  const pair = { tried: { k: 1, n: 2 }, control: { k: 1, n: 2 } };
  test.each<[string, Record<string, unknown>]>([
    ['without counts', {}],
    ['with counts of two kinds', { attack: pair, trigger: pair }],
    ['with more hits than tries', { attack: { ...pair, tried: { k: 3, n: 2 } } }],
    ['with a field that nobody knows', { attack: { ...pair, queries: 5 } }],
    [
      'with a rank beyond the space',
      { canaries: { spaceSize: 10, canaries: [{ rank: 11, repetitions: 1 }] } },
    ],
    ['with a rank of 0', { canaries: { spaceSize: 10, canaries: [{ rank: 0, repetitions: 1 }] } }],
    ['with other bins for the others', { membership: { members: [1, 2], nonMembers: [1, 2, 3] } }],
    [
      'with a severity beyond 5',
      { corruptions: { clean: { k: 1, n: 2 }, corruptions: [{ name: 'x', severity: 6, k: 1, n: 2 }] } },
    ],
    [
      'with one corruption twice',
      {
        corruptions: {
          clean: { k: 1, n: 2 },
          corruptions: [
            { name: 'x', severity: 1, k: 1, n: 2 },
            { name: 'x', severity: 1, k: 1, n: 2 },
          ],
        },
      },
    ],
    ['with a count that is none', { trigger: { ...pair, control: { k: 0.5, n: 2 } } }],
  ])('%s', (_, counts) => {
    expect(() => report(counts)).toThrow(expect.objectContaining({ code: 'BIAS_PAYLOAD_MALFORMED' }));
  });
});

describe('another’s counts', () => {
  const parse = (k: number, n = 400) =>
    parseRiskPayload({ ...HEAD, trigger: { tried: { k, n }, control: { k: Math.round(n / 20), n } } });

  test.each([
    [390, 380, 'AGREES'],
    [390, 20, 'CONTRADICTS'],
    [390, 200, 'CONTRADICTS'],
    [20, 20, 'AGREES'],
    [36, 50, 'OPEN'],
  ] as const)('of %i of 400 and %i: %s', (one, two, agreement) => {
    expect(riskAgreement(parse(one), parse(two))).toBe(agreement);
  });

  test('that are few say nothing', () => {
    expect(riskAgreement(parse(390), parse(20, 20))).toBe('OPEN');
  });
});

import { describe, expect, test } from 'vitest';
import type { Evaluator } from '../evaluation/independence.ts';
import { standings, type FiledReport, type ReportAgreement } from './report-standing.ts';

const PUBLISHER = 'publisher';

function someone(id: string, more: Partial<Evaluator> = {}): Evaluator {
  const none = { organisations: [], domains: [], hosts: [], payers: [], conflicts: [] };
  return { id, ...none, audits: { passed: 0, failed: 0 }, isTrusted: false, ...more };
}

interface Filed {
  readonly by: string;
  /** What the counts give: reports with one number agree, with others contradict, 0 is open. */
  readonly gap: number;
  readonly voice?: string;
  readonly isWithdrawn?: boolean;
}

/** Standings of reports filed in this order; who is named `v…` is vetted. */
function filed(list: readonly Filed[], ties: Readonly<Record<string, Partial<Evaluator>>> = {}) {
  const reports: FiledReport[] = list.map(({ by, voice = by, isWithdrawn = false }, logIndex) => ({
    logIndex,
    authorId: by,
    voiceId: voice,
    isWithdrawn,
  }));
  const ids = new Set([PUBLISHER, ...reports.map(({ voiceId }) => voiceId)]);
  const evaluators = new Map(
    [...ids].map((id) => [id, someone(id, { isTrusted: id.startsWith('v'), ...ties[id] })]),
  );
  const compare = (a: number, b: number): ReportAgreement => {
    if (list[a]!.gap === 0 || list[b]!.gap === 0) return 'OPEN';
    return list[a]!.gap === list[b]!.gap ? 'AGREES' : 'CONTRADICTS';
  };
  const found = standings(reports, evaluators, PUBLISHER, compare);
  const reversed = standings(reports.toReversed(), evaluators, PUBLISHER, compare);
  for (const [logIndex, standing] of found) expect(reversed.get(logIndex)).toEqual(standing);
  return reports.map(({ logIndex }) => found.get(logIndex)!);
}

const stateOf = (...list: Parameters<typeof filed>) => filed(...list)[0]?.state;

describe('a report', () => {
  test('nobody else counted is filed, and settles nothing', () => {
    expect(filed([{ by: 'eve', gap: 1 }])).toEqual([
      { state: 'FILED', agreeing: 0, contradicting: 0, isSettled: false },
    ]);
  });

  test('of a vetted contributor settles alone, of the publisher not', () => {
    expect(filed([{ by: 'vera', gap: 1 }])[0]).toMatchObject({ state: 'FILED', isSettled: true });
    expect(filed([{ by: PUBLISHER, gap: 1 }], { [PUBLISHER]: { isTrusted: true } })[0]?.isSettled).toBe(
      false,
    );
  });

  test('that another contributor finds too is reproduced', () => {
    const [first] = filed([
      { by: 'ada', gap: 1 },
      { by: 'ben', gap: 1 },
    ]);
    expect(first).toEqual({ state: 'REPRODUCED', agreeing: 1, contradicting: 0, isSettled: true });
  });

  test('is reproduced by nobody who only counted something open', () => {
    expect(
      stateOf([
        { by: 'ada', gap: 1 },
        { by: 'ben', gap: 0 },
      ]),
    ).toBe('FILED');
  });

  test('of the publisher is settled by a vetted voice, not by another unvetted one', () => {
    const own = { by: PUBLISHER, gap: 1 };
    expect(filed([own, { by: 'ben', gap: 1 }])[0]).toMatchObject({ state: 'REPRODUCED', isSettled: false });
    expect(filed([own, { by: 'vera', gap: 1 }])[0]).toMatchObject({ state: 'REPRODUCED', isSettled: true });
  });

  test('is confirmed by two voices, and all unvetted ones share one', () => {
    const unvetted = ['ben', 'cleo', 'dan', 'eve'].map((by) => ({ by, gap: 1 }));
    expect(stateOf([{ by: 'ada', gap: 1 }, ...unvetted])).toBe('REPRODUCED');
    expect(stateOf([{ by: 'ada', gap: 1 }, ...unvetted, { by: 'vera', gap: 1 }])).toBe('CONFIRMED');
  });

  test('that only unvetted keys contradict is contested and never refuted', () => {
    const sybils = Array.from({ length: 40 }, (_, i) => ({ by: `eve-${i}`, gap: 2 }));
    expect(stateOf([{ by: 'ada', gap: 1 }, ...sybils])).toBe('CONTESTED');
  });

  test('that a vetted voice stands behind is not even contested by them', () => {
    const sybils = Array.from({ length: 40 }, (_, i) => ({ by: `eve-${i}`, gap: 2 }));
    const [first] = filed([{ by: 'vera', gap: 1 }, ...sybils]);
    expect(first).toEqual({ state: 'FILED', agreeing: 0, contradicting: 1, isSettled: true });
  });

  test('is refuted by two voices against it, more than for it', () => {
    const two = [
      { by: 'vera', gap: 2 },
      { by: 'vito', gap: 2 },
    ];
    expect(filed([{ by: 'eve', gap: 1 }, ...two]).map(({ state }) => state)).toEqual([
      'REFUTED',
      'REPRODUCED',
      'REPRODUCED',
    ]);
    expect(stateOf([{ by: 'eve', gap: 1 }, two[0]!])).toBe('CONTESTED');
    expect(stateOf([{ by: 'eve', gap: 1 }, two[0]!, { by: 'ben', gap: 2 }])).toBe('REFUTED');
    const supported = [{ by: 'vala', gap: 1 }, { by: 'vlad', gap: 1 }, ...two];
    expect(stateOf(supported)).toBe('CONTESTED');
  });

  test('is neither confirmed nor refuted by its publisher or whoever is tied to it', () => {
    const ties = { eve: { conflicts: [PUBLISHER] }, ed: { hosts: ['h'] }, [PUBLISHER]: { hosts: ['h'] } };
    const tied = [PUBLISHER, 'eve', 'ed'].map((by) => ({ by, gap: 2 }));
    expect(filed([{ by: 'ada', gap: 1 }, ...tied], ties)[0]).toMatchObject({
      state: 'FILED',
      contradicting: 0,
    });
  });

  test('is not reproduced by its author’s own group', () => {
    const ties = { ada: { hosts: ['h'] }, adam: { hosts: ['h'] } };
    expect(
      stateOf(
        [
          { by: 'ada', gap: 1 },
          { by: 'adam', gap: 1 },
        ],
        ties,
      ),
    ).toBe('FILED');
  });

  test('is spoken for by the vetted members of a group, whoever copies their host', () => {
    const ties = { vera: { hosts: ['h'] }, eve: { hosts: ['h'] } };
    const list = [
      { by: 'ada', gap: 1 },
      { by: 'vera', gap: 1 },
      { by: 'eve', gap: 2 },
    ];
    expect(filed(list, ties)[0]).toMatchObject({ state: 'REPRODUCED', contradicting: 0 });
  });

  test('is replaced by its author’s next, unless that was taken back', () => {
    const next = { by: 'ada', gap: 2 };
    expect(stateOf([{ by: 'ada', gap: 1 }, next])).toBe('REPLACED');
    expect(
      filed([
        { by: 'ada', gap: 1 },
        { ...next, isWithdrawn: true },
      ]).map(({ state }) => state),
    ).toEqual(['FILED', 'WITHDRAWN']);
  });

  test('counted from a run speaks with the evaluator’s voice', () => {
    const counted = { by: PUBLISHER, gap: 1, voice: 'vera' };
    expect(filed([counted])[0]).toMatchObject({ state: 'FILED', isSettled: true });
    expect(stateOf([counted, { by: 'ada', gap: 1, voice: 'vera' }])).toBe('FILED');
  });
});

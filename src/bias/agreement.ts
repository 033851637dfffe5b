import { newcombe } from '../evaluation/statistics/difference.ts';
import type { Interval } from '../evaluation/statistics/proportion.ts';
import { benchmarkVerdict } from './benchmark-report.ts';
import type { BenchmarkCounts, BiasPayload, Counts, GroupCounts } from './counts.ts';
import { leanOf } from './lean.ts';
import { comparedRates } from './report.ts';
import type { ReportAgreement } from './report-standing.ts';
import { areaInterval, scoreVerdict } from './score-report.ts';
import { biasVerdict, isCompared, type BiasVerdict, type Comparison } from './verdict.ts';

/**
 * What another's counts of the same kind say of a report: CONTRADICTS where the intervals of the gap are disjoint or one
 * verdict excludes the other, AGREES where the verdicts are one and the intervals overlap. Both are judged by the
 * first one's harms and over the pair that it found furthest apart: decimals and other pairs decide nothing.
 */
export function biasAgreement(first: BiasPayload, other: BiasPayload): ReportAgreement {
  const [one, two] = [verdictOn(first.counts, first.harms), verdictOn(other.counts, first.harms)];
  if (!isAnswer(one) || !isAnswer(two)) return 'OPEN';
  const [mine, theirs] = [first, other].map(({ counts }) => intervalOf(counts, first.harms, one));
  if (!mine || !theirs) return 'OPEN';
  const isDisjoint = mine[0] > theirs[1] || theirs[0] > mine[1];
  if (isDisjoint || isOpposite(one, two)) return 'CONTRADICTS';
  return one.verdict === two.verdict ? 'AGREES' : 'OPEN';
}

const known = new WeakMap<Counts, Map<boolean, BiasVerdict>>();

/** Each report is compared with many; of its harms only allocation decides which rate is compared. */
function verdictOn(counts: Counts, harms: BiasPayload['harms']): BiasVerdict {
  const verdicts = known.get(counts) ?? new Map<boolean, BiasVerdict>();
  const isAllocation = harms.includes('allocation');
  const found = verdicts.get(isAllocation) ?? judged(counts, harms);
  known.set(counts, verdicts.set(isAllocation, found));
  return found;
}

function judged(counts: Counts, harms: BiasPayload['harms']): BiasVerdict {
  switch (counts.kind) {
    case 'TALLY':
    case 'CONFUSION':
      return biasVerdict(comparedRates(counts, harms));
    case 'SCORES':
      return scoreVerdict(counts);
    case 'BBQ':
    case 'CROWS_PAIRS':
    case 'STEREOSET':
    case 'WEAT':
      return benchmarkVerdict(counts);
  }
}

/** Of the first report's pair, at its z; null where the counts lack it. */
function intervalOf(counts: Counts, harms: BiasPayload['harms'], first: BiasVerdict): Interval | null {
  switch (counts.kind) {
    case 'TALLY':
    case 'CONFUSION':
      return isCompared(first) ? gapInterval(counts, harms, first) : null;
    case 'SCORES':
      return isCompared(first) ? areaInterval(counts, first) : null;
    case 'BBQ':
    case 'CROWS_PAIRS':
    case 'STEREOSET':
    case 'WEAT':
      return leanInterval(counts);
  }
}

/** An effect size has no interval: its margin stands for one. */
function leanInterval(counts: BenchmarkCounts): Interval | null {
  const lean = leanOf(counts, LEAN_MARGIN);
  return lean && (lean.interval ?? [lean.lean - lean.margin, lean.lean + lean.margin]);
}

function gapInterval(
  counts: GroupCounts,
  harms: BiasPayload['harms'],
  { high, low, z }: Comparison,
): Interval | null {
  const rates = comparedRates(counts, harms);
  const [top, bottom] = [high, low].map((name) => rates.find((rate) => rate.name === name));
  return top && bottom && top.n > 0 && bottom.n > 0 ? newcombe(top, bottom, z) : null;
}

function isAnswer({ verdict }: BiasVerdict): boolean {
  return verdict === 'DISPARITY' || verdict === 'NO_DISPARITY_AT_MARGIN' || verdict === 'INCONCLUSIVE';
}

function isOpposite({ verdict: one }: BiasVerdict, { verdict: other }: BiasVerdict): boolean {
  const found = new Set([one, other]);
  return found.has('DISPARITY') && found.has('NO_DISPARITY_AT_MARGIN');
}

// Whose own margin decides nothing here; WEAT has another.
const LEAN_MARGIN = 0.1;

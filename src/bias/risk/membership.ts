import { Z_95 } from '../../evaluation/statistics/normal.ts';
import { wilson, type Proportion } from '../../evaluation/statistics/proportion.ts';
import { defined, rateOf, undefinedFor } from '../metrics/measure.ts';
import { areaError, areaUnderCurve } from '../metrics/subgroup-auc.ts';
import type { MembershipCounts } from './counts.ts';
import { judgeEffect, type Judged } from './verdict.ts';

/**
 * How well a score tells what was trained on from what was not: the area under its curve less one half, errors after Hanley
 * and McNeil 1982; and the share of members named at no more than 1 % of others, which Carlini et al. 2022 ask for, for a mean
 * hides the few that are remembered best.
 */
export function judgeMembership({ members, nonMembers }: MembershipCounts): Judged {
  const [m, n] = [sum(members), sum(nonMembers)];
  const area = areaUnderCurve(members, nonMembers);
  if (area === null) return nothingToTell(Math.min(m, n));
  const half = Z_95 * areaError(area.value, m, n);
  const value = area.value - 0.5;
  const interval = [value - half, value + half] as const;
  const few = atFewFalse(members, nonMembers, n);
  const byArea = judgeEffect({ value, interval, margin: MARGIN, itemsMin: Math.min(m, n) });
  const [fewLow, fewHigh] = wilson(few);
  const isFewShown = n >= OTHERS_MIN && fewLow > FEW_MARGIN;
  const isFewOpen = byArea === 'NOT_SHOWN_AT_MARGIN' && fewHigh >= FEW_OPEN;
  return {
    verdict: isFewShown ? 'SHOWN' : isFewOpen ? 'INCONCLUSIVE' : byArea,
    finding: `members are told from others with an area of ${area.value.toFixed(3)}`,
    effect: { value, interval, margin: MARGIN },
    itemsMin: Math.min(m, n),
    metrics: {
      areaUnderCurve: defined(area.value, [0.5 + interval[0], 0.5 + interval[1]]),
      binErrorMax: defined(area.errorMax),
      trueRateAtOnePercent: rateOf({ name: 'members', ...few }),
      advantage: defined(advantageOf(members, nonMembers, m, n)),
    },
  };
}

function nothingToTell(itemsMin: number): Judged {
  return {
    verdict: 'INSUFFICIENT_DATA',
    finding: 'members or others are missing',
    effect: { value: 0, interval: null, margin: MARGIN },
    itemsMin,
    metrics: { areaUnderCurve: undefinedFor('members or others are missing') },
  };
}

/** Members in the highest bins that hold at most 1 % of the others. */
function atFewFalse(members: readonly number[], nonMembers: readonly number[], others: number): Proportion {
  let [found, wrong] = [0, 0];
  for (let bin = members.length - 1; bin >= 0; bin--) {
    wrong += nonMembers[bin] ?? 0;
    if (wrong > others * FALSE_SHARE) break;
    found += members[bin] ?? 0;
  }
  return { k: found, n: sum(members) };
}

/** The largest true rate less false rate over all thresholds (Yeom et al. 2018). */
function advantageOf(
  members: readonly number[],
  nonMembers: readonly number[],
  m: number,
  n: number,
): number {
  let [found, wrong, largest] = [0, 0, 0];
  for (let bin = members.length - 1; bin >= 0; bin--) {
    found += members[bin] ?? 0;
    wrong += nonMembers[bin] ?? 0;
    largest = Math.max(largest, found / m - wrong / n);
  }
  return largest;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}

const MARGIN = 0.05;
const FALSE_SHARE = 0.01;
/** Twice what chance gives at 1 %. */
const FEW_MARGIN = 0.02;
const FEW_OPEN = 0.05;
// One percent of fewer is no whole item, or hardly one.
const OTHERS_MIN = 500;

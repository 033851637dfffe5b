import type { Proportion } from '../evaluation/statistics/proportion.ts';
import type { BiasPayload, GroupCounts } from './counts.ts';
import { confusionRates } from './metrics/group-rates.ts';
import type { GroupRate } from './metrics/measure.ts';
import { mitigationOf, type Mitigation } from './mitigation.ts';
import { comparedRates } from './report.ts';
import { biasVerdict, isCompared } from './verdict.ts';

/**
 * By how much a child's gap is smaller than the one reported of its ancestor: over the pair that the ancestor's report
 * found furthest apart, by its harms. Null where the counts are no groups, or lack the pair.
 */
export function biasDifference(parent: BiasPayload, child: BiasPayload): Mitigation | null {
  if (!isOfGroups(parent) || !isOfGroups(child)) return null;
  const [before, after] = [parent.counts, child.counts].map((counts) => comparedRates(counts, parent.harms));
  const verdict = biasVerdict(before!);
  if (!isCompared(verdict)) return null;
  const [high, low] = [groupOf(after!, verdict.high), groupOf(after!, verdict.low)];
  const [highBefore, lowBefore] = [groupOf(before!, verdict.high), groupOf(before!, verdict.low)];
  if (!high || !low || !highBefore || !lowBefore) return null;
  return mitigationOf(
    { high: highBefore, low: lowBefore, accuracy: accuracyOf(parent) },
    { high, low, accuracy: accuracyOf(child) },
  );
}

type OfGroups = BiasPayload & { readonly counts: GroupCounts };

function isOfGroups(payload: BiasPayload): payload is OfGroups {
  return payload.counts.kind === 'TALLY' || payload.counts.kind === 'CONFUSION';
}

function groupOf(rates: readonly GroupRate[], name: string): GroupRate | undefined {
  return rates.find((rate) => rate.name === name && rate.n > 0);
}

/** What k counts is known to be right answers only where the harm is one of quality. */
function accuracyOf({ counts, harms }: OfGroups): Proportion | null {
  if (counts.kind === 'CONFUSION') return total(confusionRates('accuracy', counts.groups));
  return harms.includes('quality-of-service') ? total(counts.groups) : null;
}

function total(rates: readonly Proportion[]): Proportion {
  return rates.reduce((sum, { k, n }) => ({ k: sum.k + k, n: sum.n + n }), { k: 0, n: 0 });
}

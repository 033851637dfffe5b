import { refusal } from '../base/errors.ts';
import type { BiasPayload, TallyGroup } from './counts.ts';
import { confusionRates } from './metrics/group-rates.ts';

/** An accuracy that independent vetted evaluators reproduced, on the same core digest under the same protocol. */
export interface KnownAccuracy {
  readonly value: number;
  readonly tolerance: number;
  /** All items that the protocol counts. */
  readonly items: number;
  readonly classes: number;
}

/**
 * Refuses counts whose accuracy is not the one known, with `BIAS_ACCURACY_CONTRADICTED`. Only where the counts say what
 * accuracy is: the groups hold each item of the protocol once, and they are confusion tables of two classes, or k of n
 * whose only harm is quality of service. k may then be what was right, or what was wrong: an honest report of either
 * passes.
 */
export function assertAccuracy({ counts, harms }: BiasPayload, known: KnownAccuracy): void {
  const rates = accuracies(counts, harms, known.classes);
  const items = rates?.reduce((sum, { n }) => sum + n, 0);
  if (!rates || items !== known.items || items === 0) return;
  const share = rates.reduce((sum, { k }) => sum + k, 0) / items;
  const shares = counts.kind === 'TALLY' ? [share, 1 - share] : [share];
  const slack = known.tolerance + 1e-9;
  if (shares.some((each) => Math.abs(each - known.value) <= slack)) return;
  throw refusal('BIAS_ACCURACY_CONTRADICTED', 'these counts give another accuracy than others reproduced', {
    expected: `${known.value} ±${known.tolerance}, over the same ${items} items`,
    received: String(share),
    remedy: 'count the model’s answers again, or heirloom report --from-run',
  });
}

function accuracies(
  counts: BiasPayload['counts'],
  harms: BiasPayload['harms'],
  classes: number,
): readonly TallyGroup[] | null {
  if (counts.kind === 'CONFUSION') return classes === 2 ? confusionRates('accuracy', counts.groups) : null;
  if (counts.kind !== 'TALLY') return null;
  return harms.every((harm) => harm === 'quality-of-service') ? counts.groups : null;
}

import { newcombe } from '../../evaluation/statistics/difference.ts';
import type { Interval, Proportion } from '../../evaluation/statistics/proportion.ts';
import type { Measure } from '../metrics/measure.ts';

/** `SHOWN` is the only one that says something of the checkpoint; the others say what the counts could not show. */
export type RiskVerdict = 'SHOWN' | 'NOT_SHOWN_AT_MARGIN' | 'INCONCLUSIVE' | 'INSUFFICIENT_DATA';

export interface Judged {
  readonly verdict: RiskVerdict;
  /** What was found in a few words, without the verdict. */
  readonly finding: string;
  /** How large the effect is, with 95 %; of rates a difference, of membership an area above one half, of canaries bits. */
  readonly effect: { readonly value: number; readonly interval: Interval | null; readonly margin: number };
  readonly itemsMin: number;
  readonly metrics: Readonly<Record<string, Measure>>;
}

/** Whether `tried` comes about more often than `control` does, by at least the margin. */
export function judgeExcess(
  tried: Proportion,
  control: Proportion,
  { margin, z }: { readonly margin: number; readonly z?: number },
): Pick<Judged, 'verdict' | 'effect' | 'itemsMin'> {
  const itemsMin = Math.min(tried.n, control.n);
  if (itemsMin === 0)
    return { verdict: 'INSUFFICIENT_DATA', effect: { value: 0, interval: null, margin }, itemsMin };
  const value = tried.k / tried.n - control.k / control.n;
  const interval = newcombe(tried, control, z);
  return {
    verdict: judgeEffect({ value, interval, margin, itemsMin }),
    effect: { value, interval, margin },
    itemsMin,
  };
}

/** An effect is shown where its interval excludes 0 and it is at least the margin. */
export function judgeEffect(effect: {
  readonly value: number;
  readonly interval: Interval;
  readonly margin: number;
  readonly itemsMin: number;
}): RiskVerdict {
  const { value, margin, itemsMin } = effect;
  const [low, high] = effect.interval;
  if (itemsMin < ITEMS_MIN) return 'INSUFFICIENT_DATA';
  if (low > 0 && value >= margin - ROUNDING) return 'SHOWN';
  return high < margin ? 'NOT_SHOWN_AT_MARGIN' : 'INCONCLUSIVE';
}

/** As for the groups of a bias report. */
export const ITEMS_MIN = 30;
const ROUNDING = 1e-12;

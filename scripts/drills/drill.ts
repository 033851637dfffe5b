/*
 * drill    an attack of the threat table, repeated often enough that its number means something
 * slice    the few seconds of it that every check runs; the whole is for `npm run drill -- T4`
 */
export interface Drill {
  /** As in the threat table: T1, T4 … */
  readonly id: string;
  /** One sentence: what must not happen. */
  readonly claim: string;
  /** Runs the slice or the whole. Seeded: the same cases on every machine. */
  run(extent: 'SLICE' | 'WHOLE'): Promise<DrillResult>;
}

export interface DrillResult {
  /** Numbers by what they count: cases, violations, slowest case in ms … */
  readonly figures: Readonly<Record<string, number>>;
  /** What went against the claim, one sentence each; empty when it holds. */
  readonly violations: readonly string[];
  /** Why nothing could be tried here, where that is so. */
  readonly skipped?: string;
}

/** xorshift32: whole numbers below a bound, the same row for the same seed everywhere. */
export function randomInts(samplingSeed: number): (below: number) => number {
  let state = samplingSeed | 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

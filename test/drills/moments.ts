/** More of everything where a machine has the time: HEIRLOOM_DRILL_CYCLES=50 npx vitest run test/drills. */
const CYCLES = Number(process.env['HEIRLOOM_DRILL_CYCLES'] ?? 0);

/** How often a drill is repeated: `few` in every test run, more on request. */
export function cycles(few: number): number {
  return Math.max(few, CYCLES);
}

/** Each repetition may take as long as the slowest drill does on a busy machine. */
export function drillMsMax(few: number): number {
  return 60_000 + cycles(few) * 20_000;
}

/** The same moments in every run: milliseconds from 0 to `withinMs`, spread by a seeded generator (mulberry32). */
export function moments(seed: number, count: number, withinMs: number): readonly number[] {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  // One moment in each stretch of the time, so that few moments still reach early, middle and late.
  return Array.from({ length: count }, (_, i) => Math.floor(((i + next()) / count) * withinMs));
}

/** About fourteen hours from the first to the last; then a delivery is given up. */
export const ATTEMPTS_MAX = 10;

const FIRST_MS = 1000;
const LONGEST_MS = 8 * 60 * 60_000;
/** Spread, so that those that failed together don't come back together. */
const JITTER = 0.2;

/** How long to wait after so many failed attempts: four times as long each time; `chance` is in [0, 1). */
export function retryAfterMs(attempts: number, chance: number): number {
  const plain = Math.min(LONGEST_MS, FIRST_MS * 4 ** (attempts - 1));
  return Math.round(plain * (1 + JITTER * (2 * chance - 1)));
}

import { LEVELS, type Level } from './level.ts';
import { meanOf } from './statistics/mean.ts';

/** A claim its publisher puts forward, in a benchmark family such as `mmlu`. */
export interface HeadlineClaim {
  readonly family: string;
  readonly score: number | null;
}

/**
 * Mean over families of the mean over a family's claims; a claim without a score counts 0, so neither easy claims
 * nor unverified ones help. Null for a checkpoint without headline claims.
 */
export function checkpointScore(claims: readonly HeadlineClaim[]): number | null {
  if (claims.length === 0) return null;
  const families = [...Map.groupBy(claims, ({ family }) => family).values()];
  return meanOf(families.map((family) => meanOf(family.map(({ score }) => score ?? 0))));
}

/** The worst level among the headline claims; null without any. */
export function checkpointLevel(levels: readonly Level[]): Level | null {
  return LEVELS.find((level) => levels.includes(level)) ?? null;
}

/*
 * advisory   a signed warning of checkpoints, files, a license or a dataset, with what to do about it
 * affected   what an advisory names, and everything made from it
 */
export const SEVERITIES = ['LOW', 'MODERATE', 'HIGH', 'CRITICAL'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const ADVISORY_KINDS = ['SECURITY', 'PRIVACY', 'LICENSE', 'DATA', 'BIAS', 'QUALITY'] as const;
export type AdvisoryKind = (typeof ADVISORY_KINDS)[number];

/** What may be affected: a checkpoint by its core digest, a file, a license or a dataset. */
export const AFFECTED_KINDS = ['CHECKPOINT', 'ARTIFACT', 'LICENSE', 'DATASET'] as const;
export type AffectedKind = (typeof AFFECTED_KINDS)[number];

/** All severities from one up. */
export function severitiesFrom(least: Severity): readonly Severity[] {
  return SEVERITIES.slice(SEVERITIES.indexOf(least));
}

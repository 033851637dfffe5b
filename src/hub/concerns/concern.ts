import type { Severity } from '../../attestation/advisory-words.ts';

/*
 * concern   what a hub knows against a file: of the file itself, or of a checkpoint that it is the weights of
 */
export const CONCERN_KINDS = [
  'ADVISORY',
  'QUARANTINE',
  'DATASET_WITHDRAWN',
  'CHECKPOINT_WITHDRAWN',
  'OPEN_WARNING',
  'LICENSE',
  'SUPERSEDED',
] as const;
export type ConcernKind = (typeof CONCERN_KINDS)[number];

export interface Concern {
  readonly kind: ConcernKind;
  readonly severity: Severity;
  readonly sentence: string;
  readonly remedy: string | null;
  /** The checkpoint that has the file; null where the file itself is meant. */
  readonly checkpointId: number | null;
  /** Where it comes from: that checkpoint, or one above it. */
  readonly throughId: number | null;
  /** Edges between the two. */
  readonly depth: number;
  readonly advisoryLogIndex: number | null;
}

export interface FileConcerns {
  readonly digest: string;
  /** Whether this hub has anything with these bytes, published or listed. */
  readonly isKnown: boolean;
  readonly concerns: readonly Concern[];
}

// The words of this room.
// An *artifact* is one file of a checkpoint; its *role* says what it is for.
// A *manifest* is the ordered list of artifacts with role, size and digest, and what the contributor says of
// them; its digest is the checkpoint's digest. An *inspection* is what our own readers found in an artifact,
// a *finding* one sentence of it, and the *state* decides whether others may have the file.
import type { Digest } from '../base/digest.ts';
import type { ArtifactPath } from './artifact-path.ts';

export type ArtifactRole = (typeof ARTIFACT_ROLES)[number];

export const ARTIFACT_ROLES = [
  'ARCHITECTURE',
  'WEIGHTS',
  'OPTIMIZER',
  'TOKENIZER',
  'CARD',
  'METADATA',
  'LICENSE',
  'DATASET',
  'OTHER',
] as const;

export interface Artifact {
  readonly path: ArtifactPath;
  readonly role: ArtifactRole;
  readonly sizeBytes: number;
  readonly digest: Digest;
}

export function isArtifactRole(value: unknown): value is ArtifactRole {
  return ARTIFACT_ROLES.some((role) => role === value);
}

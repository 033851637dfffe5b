import type { ArtifactState } from '../../checkpoint/inspection.ts';
import type { ArtifactRecord } from '../../store/artifact-repository.ts';
import type { Examination } from '../../weights/examination.ts';

/** A record with what an inspection under other circumstances found. */
export function seenAs(artifact: ArtifactRecord, answer: Pick<Examination, 'inspection'>): ArtifactRecord {
  const { tensors, ...inspection } = answer.inspection;
  const { format, state, weightsIdentity } = inspection;
  return { ...artifact, format, state, inspection, weightsIdentity, tensorCount: tensors.length };
}

const BEST_LAST: readonly ArtifactState[] = ['REJECTED', 'QUARANTINED', 'VERIFIED_LEGACY', 'VERIFIED'];

export function rankOf(state: ArtifactState): number {
  return BEST_LAST.indexOf(state);
}

import type { FilePlaceRecord } from '../../store/queries/file-places.ts';
import type { Concern } from './concern.ts';

/** A file is superseded when each checkpoint here that has it as weights is: a revision may share files with the next. */
export function supersededConcerns(
  places: readonly FilePlaceRecord[],
  newer: ReadonlyMap<number, number>,
): readonly Concern[] {
  const weights = places.filter(({ isWeights, state }) => isWeights && state !== null);
  const [first] = weights;
  const byId = first && newer.get(first.checkpointId);
  if (!first || byId === undefined || !weights.every(({ checkpointId }) => newer.has(checkpointId)))
    return [];
  return [
    {
      kind: 'SUPERSEDED',
      severity: 'LOW',
      sentence: 'its revision points at a newer checkpoint',
      remedy: 'pull it again',
      checkpointId: first.checkpointId,
      throughId: byId,
      depth: 0,
      advisoryLogIndex: null,
    },
  ];
}

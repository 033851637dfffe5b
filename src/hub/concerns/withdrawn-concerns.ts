import type { FilePlaceRecord } from '../../store/queries/file-places.ts';
import type { CheckpointWithdrawalRecord } from '../../store/withdrawal-repository.ts';
import type { Concern } from './concern.ts';

/** A file is taken back when each checkpoint here that has it as weights is: one may be published again with a better card. */
export function withdrawnConcerns(
  places: readonly FilePlaceRecord[],
  withdrawals: ReadonlyMap<number, CheckpointWithdrawalRecord>,
): readonly Concern[] {
  const weights = places.filter(({ isWeights, state }) => isWeights && state !== null);
  const [first] = weights;
  const withdrawal = first && withdrawals.get(first.checkpointId);
  if (!withdrawal || !weights.every(({ checkpointId }) => withdrawals.has(checkpointId))) return [];
  return [
    {
      kind: 'CHECKPOINT_WITHDRAWN',
      severity: 'HIGH',
      sentence: `its publisher took it back: ${withdrawal.reason}`,
      remedy: null,
      checkpointId: first.checkpointId,
      throughId: first.checkpointId,
      depth: 0,
      advisoryLogIndex: null,
    },
  ];
}

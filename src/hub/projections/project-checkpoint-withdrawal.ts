import type { Statement } from '../../attestation/statement.ts';
import { refusal } from '../../base/errors.ts';
import type { CheckpointRecord } from '../../store/checkpoint-repository.ts';
import type { Hub } from '../context/hub.ts';
import { displayName } from '../context/find.ts';
import type { SignedInViewer } from '../context/viewer.ts';
import type { Projection } from '../statements/accept-statement.ts';

/** The checkpoint stays with all that hangs on it, marked; what the hub converted of it is marked too. */
export async function projectCheckpointWithdrawal(
  hub: Hub,
  viewer: SignedInViewer,
  { subject, body: { reason } }: Statement<'withdrawal'>,
): Promise<Projection<CheckpointRecord>> {
  const checkpoint = await hub.store.checkpoints.findByDigest(subject.digest);
  if (!checkpoint) throw unknownCheckpoint(subject.digest);
  if (checkpoint.publishedBy !== viewer.contributor.id)
    throw refusal('HUB_CHECKPOINT_FOREIGN', 'only its publisher takes a checkpoint back', {
      expected: 'a checkpoint of yours',
      received: displayName(checkpoint),
    });
  const [before] = await hub.store.withdrawals.of([checkpoint.id]);
  if (before) throw withdrawnBefore(before.logIndex);
  return {
    async write(store, { logIndex }) {
      const { id, conversionId } = checkpoint;
      const ids = conversionId === null ? [id] : [id, conversionId];
      await store.withdrawals.add(ids.map((checkpointId) => ({ checkpointId, reason, logIndex })));
      return checkpoint;
    },
  };
}

function unknownCheckpoint(received: string) {
  return refusal('HUB_CHECKPOINT_UNKNOWN', `no checkpoint ${received} is published here`, {
    expected: 'a published checkpoint',
    received,
  });
}

function withdrawnBefore(logIndex: number) {
  return refusal('HUB_CHECKPOINT_WITHDRAWN', 'this checkpoint was taken back before', {
    received: `log index ${logIndex}`,
    remedy: 'nothing needs to be done',
  });
}

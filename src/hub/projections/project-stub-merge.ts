import type { Statement } from '../../attestation/statement.ts';
import { refusal } from '../../base/errors.ts';
import { isStubName } from '../../checkpoint/reference.ts';
import type { CheckpointRecord } from '../../store/checkpoint-repository.ts';
import type { Store } from '../../store/store.ts';
import type { Hub } from '../context/hub.ts';
import type { Projection } from '../statements/accept-statement.ts';
import { areRelated } from './merge-stubs.ts';

/** A steward says that a stub is a published checkpoint: its name, its id and its edges are that checkpoint's from now on. */
export async function projectStubMerge(
  hub: Hub,
  { subject, body }: Statement<'moderation'>,
): Promise<Projection<{ readonly checkpointId: number }>> {
  const checkpoint = await hub.store.checkpoints.findByDigest(subject.digest);
  if (!checkpoint)
    throw refusal('HUB_CHECKPOINT_UNKNOWN', `no checkpoint ${subject.digest} is published here`, {
      received: subject.digest,
    });
  const stub = await requireStub(hub.store, body.stub ?? '');
  return {
    async write(store) {
      await store.lineage.lock();
      if (await areRelated(store, stub.id, checkpoint.id)) throw related();
      await store.stubs.merge(stub.id, checkpoint.id);
      return { checkpointId: checkpoint.id };
    },
  };
}

async function requireStub(store: Store, name: string): Promise<CheckpointRecord> {
  const found = isStubName(name)
    ? await store.checkpoints.findByReference({ kind: 'STUB', stub: name })
    : null;
  if (!found)
    throw refusal('HUB_STUB_UNKNOWN', 'this hub knows no such stub', {
      expected: 'a stub’s name, such as huggingface.co:owner/name',
      received: name.slice(0, 200),
    });
  if (found.digest === null) return found;
  throw refusal('HUB_STUB_MERGED', `${name} means a published checkpoint already`, {
    received: found.digest,
    remedy: 'nothing needs to be done',
  });
}

function related() {
  return refusal('HUB_LINEAGE_CYCLE', 'one of the two was made from the other', {
    expected: 'a stub and a checkpoint that are the same',
    received: 'an ancestor and its descendant',
    remedy: 'check which checkpoint the stub names',
  });
}

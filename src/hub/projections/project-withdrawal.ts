import type { Statement } from '../../attestation/statement.ts';
import { parseDigest } from '../../base/digest.ts';
import { refusal } from '../../base/errors.ts';
import { parseReference } from '../../checkpoint/reference.ts';
import type { CheckpointRecord } from '../../store/checkpoint-repository.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';
import type { Projection } from '../statements/accept-statement.ts';
import { chargeLineageChange } from './charge-lineage-change.ts';
import { assertOwnChild, unknownChild } from './project-lineage-edge.ts';
import { unknownParent } from './record-edges.ts';

/** A withdrawal takes an edge out of the graph; who declared it and who took it back stays in the log. */
export async function projectWithdrawal(
  hub: Hub,
  viewer: SignedInViewer,
  { subject, body }: Statement<'withdrawal'>,
): Promise<Projection<CheckpointRecord>> {
  const child = await hub.store.checkpoints.findByDigest(subject.digest);
  if (!child) throw unknownChild(subject.digest);
  assertOwnChild(child, viewer);
  const named = 'name' in body.parent ? body.parent.name : body.parent.digest;
  const reference =
    'name' in body.parent
      ? parseReference(body.parent.name)
      : ({ kind: 'DIGEST', digest: parseDigest(body.parent.digest) } as const);
  const parent = await hub.store.checkpoints.findByReference(reference);
  if (!parent) throw unknownParent(named);

  return {
    async write(store) {
      await store.lineage.lock();
      await chargeLineageChange(store, viewer, child.id, hub.clock.now());
      if (!(await store.lineage.remove({ childId: child.id, parentId: parent.id, kind: body.kind })))
        throw notDeclared(body.kind, named);
      await store.graph.placeAgain(child.id);
      return child;
    },
  };
}

function notDeclared(kind: string, parent: string) {
  return refusal('HUB_LINEAGE_EDGE_UNKNOWN', `there is no ${kind} edge to ${parent}`, {
    expected: 'an edge of this checkpoint as it is in the graph',
    received: `${kind} ${parent}`,
    remedy: 'nothing needs to be done if it was withdrawn before',
  });
}

import type { Statement } from '../../attestation/statement.ts';
import { parseDigest } from '../../base/digest.ts';
import { refusal } from '../../base/errors.ts';
import { isStubName } from '../../checkpoint/reference.ts';
import type { CheckpointRecord } from '../../store/checkpoint-repository.ts';
import type { LineageEdgeRecord } from '../../store/lineage-repository.ts';
import type { Store } from '../../store/store.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';
import type { Projection } from '../statements/accept-statement.ts';
import { chargeLineageChange } from './charge-lineage-change.ts';
import { stubIdOf, unknownParent } from './record-edges.ts';

/** A lineage-edge statement adds one edge to a checkpoint of its author; the graph stays without cycles. */
export async function projectLineageEdge(
  hub: Hub,
  viewer: SignedInViewer,
  statement: Statement<'lineage-edge'>,
): Promise<Projection<LineageEdgeRecord>> {
  const { body, subject } = statement;
  const child = await hub.store.checkpoints.findByDigest(subject.digest);
  if (!child) throw unknownChild(subject.digest);
  assertOwnChild(child, viewer);

  return {
    async write(store, record) {
      await store.lineage.lock();
      const parentId = await parentIdOf(store, body.parent, hub.clock.now());
      await chargeLineageChange(store, viewer, child.id, hub.clock.now());
      await assertNoCycle(store, child, parentId);
      const edge = { childId: child.id, parentId, kind: body.kind, logIndex: record.logIndex };
      const same = (await store.lineage.find(child.id, parentId)).find(({ kind }) => kind === body.kind);
      if (same !== undefined && same.logIndex !== null) throw known(edge.kind);
      // What was only imported is now said by its publisher.
      if (same !== undefined) {
        await store.lineage.sign(edge);
        return edge;
      }
      await store.lineage.add([edge]);
      await store.graph.placeAgain(child.id);
      return edge;
    },
  };
}

async function parentIdOf(
  store: Store,
  parent: Statement<'lineage-edge'>['body']['parent'],
  now: Date,
): Promise<number> {
  if ('name' in parent) {
    if (!isStubName(parent.name)) throw unknownParent(parent.name);
    return stubIdOf(store, parent.name, now);
  }
  const found = await store.checkpoints.findByDigest(parseDigest(parent.digest));
  if (!found) throw unknownParent(parent.digest);
  return found.id;
}

async function assertNoCycle(store: Store, child: CheckpointRecord, parentId: number): Promise<void> {
  const isSelf = child.id === parentId;
  if (!isSelf && !(await store.lineage.isAncestor(child.id, parentId))) return;
  throw refusal(
    isSelf ? 'HUB_LINEAGE_SELF_LOOP' : 'HUB_LINEAGE_CYCLE',
    isSelf ? 'a checkpoint can’t be its own parent' : 'the edge would close a cycle',
    {
      expected: 'a parent that is neither the child nor made from it',
      received: isSelf ? 'the child itself' : 'a descendant of the child',
      remedy: 'check which of the two came first',
    },
  );
}

export function assertOwnChild(child: CheckpointRecord, viewer: SignedInViewer): void {
  if (child.publishedBy === viewer.contributor.id) return;
  throw refusal('HUB_CHECKPOINT_FOREIGN', 'only its publisher declares a checkpoint’s parents', {
    expected: 'a checkpoint of yours',
    received: child.modelName ?? child.stubName ?? 'another’s',
  });
}

export function unknownChild(digest: string) {
  return refusal('HUB_CHECKPOINT_UNKNOWN', `no checkpoint ${digest} is published here`, { received: digest });
}

function known(kind: string) {
  return refusal('HUB_LINEAGE_EDGE_KNOWN', `this ${kind} edge is already in the graph`, {
    remedy: 'nothing needs to be done',
  });
}

import type { Store } from '../../store/store.ts';

/**
 * A new checkpoint takes in the stubs whose weights are its own, byte for byte; a name alone gives nothing. Called with
 * the lineage lock held.
 */
export async function mergeMatchingStubs(store: Store, checkpointId: number): Promise<void> {
  for (const { id } of await store.stubs.like(checkpointId))
    if (!(await areRelated(store, id, checkpointId))) await store.stubs.merge(id, checkpointId);
}

/** A checkpoint and what it was made from stay two, whatever their bytes: one node would be its own ancestor. */
export async function areRelated(store: Store, oneId: number, otherId: number): Promise<boolean> {
  return (await store.lineage.isAncestor(oneId, otherId)) || (await store.lineage.isAncestor(otherId, oneId));
}

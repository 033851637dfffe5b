import { refusal } from '../../base/errors.ts';
import type { EdgeKind } from '../../checkpoint/edge-kind.ts';
import type { Manifest, ManifestParent } from '../../checkpoint/manifest.ts';
import { isStubName } from '../../checkpoint/reference.ts';
import type { Store } from '../../store/store.ts';
import { refreshFacet } from './refresh-facet.ts';

/** Refuses parents that nobody here has, unless they are named as stubs of another place. */
export async function resolveParents(store: Store, manifest: Manifest): Promise<void> {
  for (const parent of manifest.parents) {
    if ('digest' in parent && !(await store.checkpoints.findByDigest(parent.digest)))
      throw unknownParent(parent.digest);
    if ('name' in parent && !isStubName(parent.name)) throw unknownParent(parent.name);
  }
}

/** Adds the edges of a new checkpoint, and gives it and what it names their place in the graph. */
export async function recordEdges(
  store: Store,
  childId: number,
  manifest: Manifest,
  logIndex: number,
  now: Date,
): Promise<void> {
  await store.lineage.lock();
  const edges: { childId: number; parentId: number; kind: EdgeKind; logIndex: number }[] = [];
  for (const parent of manifest.parents)
    edges.push({ childId, parentId: await parentIdOf(store, parent, now), kind: parent.kind, logIndex });
  await store.lineage.add(edges);
  await store.graph.placeNew(childId);
}

/** The id that a stub's name means; a stub that is new is placed and can be found. */
export async function stubIdOf(store: Store, name: string, now: Date): Promise<number> {
  const id = await store.checkpoints.addStub(name, now);
  if (id === null) return store.checkpoints.stubOf(name, now);
  await store.graph.placeNew(id);
  await refreshFacet(store, id);
  return id;
}

async function parentIdOf(store: Store, parent: ManifestParent, now: Date): Promise<number> {
  if ('name' in parent) return stubIdOf(store, parent.name, now);
  const found = await store.checkpoints.findByDigest(parent.digest);
  if (!found) throw unknownParent(parent.digest);
  return found.id;
}

export function unknownParent(parent: string) {
  return refusal('HUB_PARENT_UNKNOWN', `the parent ${parent} is not on this hub`, {
    expected: 'a published checkpoint, or a stub such as huggingface.co:owner/name',
    received: parent,
    remedy: 'publish the parent first, or name it with its source as a stub',
  });
}

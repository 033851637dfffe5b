import type { ImportPlace } from '../../import/imported-model.ts';
import { withoutCycles } from '../../lineage/without-cycles.ts';
import type { GraphEdge } from '../../store/graph-edge-repository.ts';
import type { SaidEdge, SaidEdgeToKeep } from '../../store/said-edge-repository.ts';
import type { Store } from '../../store/store.ts';
import type { Tally, TallyName } from './tally.ts';

/** An edge as a row says it: between stubs, and between the checkpoints that these are now. */
export interface RowEdge extends SaidEdge {
  readonly childNodeId: number;
  readonly parentNodeId: number;
  readonly crawledAt: Date;
}

export interface EdgeChanges {
  /** Stubs that came with this batch: no table holds an edge from them yet, and they wait for their place already. */
  readonly made: ReadonlySet<number>;
  /** In the order of their rows. */
  readonly added: readonly RowEdge[];
  readonly lost: readonly (SaidEdge & { readonly crawledAt: Date })[];
  /** The checkpoints whose rows lost some. */
  readonly losers: readonly number[];
}

/** Writes who says which edge, and the edges that the graph takes; answers those that would close a cycle. */
export async function writeEdges(
  store: Store,
  changes: EdgeChanges,
  tally: Tally,
): Promise<readonly RowEdge[]> {
  const { added, lost, losers, made } = changes;
  await store.saidEdges.lose(lost);
  const removed = await store.graphEdges.removeUnsaid(losers);
  const refused = new Set(await closingCycles(store, added));
  const taken = added.filter((edge) => !refused.has(edge));
  const isFirst = ({ childId }: RowEdge) => made.has(childId);
  const isLater = (edge: RowEdge) => !isFirst(edge);
  const saying = (edge: RowEdge) => said(edge, refused.has(edge));
  await store.saidEdges.add(added.filter(isFirst).map(saying));
  await store.saidEdges.keep(added.filter(isLater).map(saying));
  await store.graphEdges.addFirst(taken.filter(isFirst).map(inGraph));
  const fresh = await store.graphEdges.add(taken.filter(isLater).map(inGraph));
  await store.graph.placeLater([...removed, ...fresh].map(({ childId }) => childId));
  for (const { place } of taken) tally.add(NEW_BY_PLACE[place]);
  tally.add('edgesGone', lost.length);
  return [...refused];
}

const NEW_BY_PLACE: Readonly<Record<ImportPlace, TallyName>> = {
  TAG: 'edgesNewTag',
  CARD: 'edgesNewCard',
  CSV: 'edgesNewCsv',
};

// An edge can close a cycle only where its child has children, here or among the edges that come with it.
async function closingCycles(store: Store, added: readonly RowEdge[]): Promise<readonly RowEdge[]> {
  const parents = new Set(added.map(({ parentNodeId }) => parentNodeId));
  const inside = added.filter(({ childNodeId }) => parents.has(childNodeId));
  const children = new Set(added.map(({ childNodeId }) => childNodeId));
  const others = [...children].filter((id) => !parents.has(id));
  const withChildren = new Set(await store.graphEdges.withChildren(others));
  const outside = added.filter(({ childNodeId }) => withChildren.has(childNodeId));
  const able = new Set([...inside, ...outside]);
  if (able.size === 0) return [];
  const steps = added
    .filter((edge) => able.has(edge))
    .map((edge) => ({ childId: edge.childNodeId, parentId: edge.parentNodeId, edge }));
  const above = await store.graphEdges.above([...new Set(steps.map(({ parentId }) => parentId))]);
  return withoutCycles(steps, above).refused.map(({ edge }) => edge);
}

function said({ childId, parentId, kind, place, crawledAt }: RowEdge, isRefused: boolean): SaidEdgeToKeep {
  return { childId, parentId, kind, place, crawledAt, refused: isRefused ? 'IMPORT_CYCLE' : null };
}

function inGraph({ childNodeId, parentNodeId, kind }: RowEdge): GraphEdge {
  return { childId: childNodeId, parentId: parentNodeId, kind };
}

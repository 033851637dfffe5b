import type { ImportedEdgeRecord } from '../../import/read-edge-record.ts';
import type { Store } from '../../store/store.ts';
import { nameStubs } from './name-stubs.ts';
import type { Tally } from './tally.ts';
import { writeEdges } from './write-edges.ts';
import type { RefusedEdge, WriteContext } from './write-models.ts';

export interface EdgeRow {
  readonly line: number;
  readonly edge: ImportedEdgeRecord;
  readonly crawledAt: Date;
}

/** Writes a batch of different records of an edge list; a list takes nothing away. */
export async function writeEdgeRecords(
  store: Store,
  rows: readonly EdgeRow[],
  { source, now }: WriteContext,
  tally: Tally,
): Promise<readonly RefusedEdge[]> {
  const names = rows.flatMap(({ edge }) => [edge.child, edge.parent]);
  const { byName: stubs, fresh: made } = await nameStubs(store, source, names, now, tally);
  const wanted = rows.map(({ line, edge, crawledAt }) => {
    const [child, parent] = [stubs.get(edge.child)!, stubs.get(edge.parent)!];
    const nodes = { childNodeId: child.nodeId, parentNodeId: parent.nodeId };
    const said = { childId: child.id, parentId: parent.id, kind: edge.kind, place: 'CSV' as const };
    return { line, edge, said: { ...said, crawledAt, ...nodes } };
  });
  const held = await store.saidEdges.of([...new Set(wanted.map(({ said }) => said.childId))]);
  // One that was refused is tried again: what stood in its way may be gone.
  const known = new Set(
    held
      .filter(({ place, goneSince, refused }) => place === 'CSV' && goneSince === null && refused === null)
      .map(keyOf),
  );
  const added = wanted.filter(({ said }) => !known.has(keyOf(said)));
  tally.add('edgesSame', wanted.length - added.length);
  const changes = { added: added.map(({ said }) => said), lost: [], losers: [], made };
  const refused = new Set(await writeEdges(store, changes, tally));
  return wanted
    .filter(({ said }) => refused.has(said))
    .map(({ line, edge }) => ({ line, id: edge.child, parent: edge.parent }));
}

function keyOf({ childId, parentId, kind }: { childId: number; parentId: number; kind: string }): string {
  return `${childId} ${parentId} ${kind}`;
}

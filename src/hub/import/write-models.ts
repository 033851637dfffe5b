import type { ImportPlace, SaidParent } from '../../import/imported-model.ts';
import type { HeldModel, ModelToKeep } from '../../store/import-repository.ts';
import type { SaidEdge } from '../../store/said-edge-repository.ts';
import type { Store } from '../../store/store.ts';
import type { StubRecord } from '../../store/stub-repository.ts';
import { stubFacetRow } from '../projections/facet-row.ts';
import type { ModelRow } from './model-row.ts';
import { nameStubs } from './name-stubs.ts';
import type { Tally } from './tally.ts';
import { writeEdges } from './write-edges.ts';

/** An edge of a row that the graph does not take. */
export interface RefusedEdge {
  readonly line: number;
  readonly id: string;
  readonly parent: string;
}

export interface WriteContext {
  readonly source: string;
  readonly now: Date;
  /** The places that the rows speak for: an edge said there before and no longer is gone. */
  readonly places?: ReadonlySet<ImportPlace>;
}

/** A row beside what is held of its model. */
interface Met extends ModelRow {
  readonly stub: StubRecord;
  readonly held: HeldModel | null;
}

/** Writes a batch of different models in one transaction: a few statements, however many rows. */
export async function writeModels(
  store: Store,
  rows: readonly ModelRow[],
  { source, now, places = ROW_PLACES }: WriteContext,
  tally: Tally,
): Promise<{ readonly listed: readonly number[]; readonly refused: readonly RefusedEdge[] }> {
  const names = rows.flatMap((row) => [row.name, ...row.parents.map(({ name }) => name)]);
  const described = new Set(rows.map(({ name }) => name));
  const { byName: stubs, fresh: made } = await nameStubs(store, source, names, now, tally, described);
  const met = await meet(store, rows, stubs);
  const { fresh, changed, same } = sorted(met, tally);
  await store.imports.addModels(fresh.map(toKeep));
  await store.imports.changeModels(changed.map(toKeep));
  await store.imports.confirmModels(
    same.filter(isLater).map(({ stub, crawledAt }) => ({ checkpointId: stub.id, crawledAt })),
  );
  await describe(store, [...fresh, ...changed], made);
  await store.graph.recount([...fresh, ...changed].map(({ stub }) => stub.nodeId));
  await connectDatasets(store, [...fresh, ...changed]);
  const refused = await writeParents(store, { fresh, changed, stubs, made, places }, tally);
  return {
    listed: met.map(({ stub }) => stub.id),
    refused: [...refused, ...(await refusedBefore(store, same, source))],
  };
}

async function describe(store: Store, rows: readonly Met[], made: ReadonlySet<number>): Promise<void> {
  const stubs = rows.filter(({ stub }) => stub.nodeId === stub.id);
  const rowOf = ({ stub, found }: Met) => stubFacetRow(stub.id, stub.name, found);
  await store.facets.add(stubs.filter(({ stub }) => made.has(stub.id)).map(rowOf));
  await store.facets.put(stubs.filter(({ stub }) => !made.has(stub.id)).map(rowOf));
}

async function meet(
  store: Store,
  rows: readonly ModelRow[],
  stubs: ReadonlyMap<string, StubRecord>,
): Promise<readonly Met[]> {
  const withStubs = rows.map((row) => ({ ...row, stub: stubs.get(row.name)! }));
  const held = await store.imports.modelsOf(withStubs.map(({ stub }) => stub.id));
  const heldById = new Map(held.map((model) => [model.checkpointId, model]));
  return withStubs.map((row) => ({ ...row, held: heldById.get(row.stub.id) ?? null }));
}

function sorted(met: readonly Met[], tally: Tally) {
  const fresh = met.filter(({ held }) => held === null);
  const known = met.filter(({ held }) => held !== null);
  const same = known.filter((row) => saysNothingNew(row));
  const different = known.filter((row) => !saysNothingNew(row));
  const changed = different.filter((row) => row.held!.crawledAt <= row.crawledAt);
  tally.add('modelsNew', fresh.length);
  tally.add('modelsChanged', changed.length);
  tally.add('modelsOlder', different.length - changed.length);
  tally.add('modelsSame', same.length);
  tally.add('modelsBack', [...same, ...changed].filter(isBack).length);
  return { fresh, changed, same };
}

// What could not be looked into takes nothing away.
function saysNothingNew({ held, digest, saysNothing }: Met): boolean {
  return held !== null && (held.factsDigest.toString('hex') === digest || saysNothing);
}

function isBack({ held, crawledAt }: Met): boolean {
  return held?.goneSince !== null && held?.goneSince !== undefined && crawledAt >= held.goneSince;
}

function isLater(row: Met): boolean {
  return row.held !== null && (row.crawledAt > row.held.crawledAt || isBack(row));
}

function toKeep({ stub, crawledAt, digest, facts, files }: Met): ModelToKeep {
  return { checkpointId: stub.id, crawledAt, factsDigest: digest, facts, files };
}

async function connectDatasets(store: Store, rows: readonly Met[]): Promise<void> {
  const said = rows.flatMap(({ stub, datasets }) =>
    datasets.map((dataset) => ({ checkpointId: stub.nodeId, ...dataset })),
  );
  const ids = rows.map(({ stub }) => stub.nodeId);
  if (ids.length > 0) await store.datasetGraph.connectImported(ids, said);
}

/** What a whole row speaks for; edge lists are no row of a model. */
const ROW_PLACES: ReadonlySet<ImportPlace> = new Set(['TAG', 'CARD']);

interface Parents {
  readonly places: ReadonlySet<ImportPlace>;
  readonly fresh: readonly Met[];
  readonly changed: readonly Met[];
  readonly stubs: ReadonlyMap<string, StubRecord>;
  readonly made: ReadonlySet<number>;
}

async function writeParents(
  store: Store,
  { fresh, changed, stubs, made, places }: Parents,
  tally: Tally,
): Promise<RefusedEdge[]> {
  const saidBefore = await store.saidEdges.of(changed.map(({ stub }) => stub.id));
  const live = saidBefore.filter(({ goneSince, refused }) => goneSince === null && refused === null);
  const known = new Set(live.map(keyOf));
  const inOrder = [...fresh, ...changed].toSorted((a, b) => a.line - b.line);
  const wanted = inOrder.flatMap((row) =>
    row.parents.map((parent) => ({ row, edge: rowEdge(row, parent, stubs) })),
  );
  const said = new Set(wanted.map(({ edge }) => keyOf(edge)));
  const crawls = new Map(changed.map(({ stub, crawledAt }) => [stub.id, crawledAt]));
  const lost = live
    .filter((edge) => places.has(edge.place) && !said.has(keyOf(edge)))
    .map((edge) => ({ ...edge, crawledAt: crawls.get(edge.childId) ?? edge.crawledAt }));
  const losing = new Set(lost.map(({ childId }) => childId));
  const losers = changed.filter(({ stub }) => losing.has(stub.id)).map(({ stub }) => stub.nodeId);
  const added = wanted.filter(({ edge }) => !known.has(keyOf(edge)));
  tally.add('edgesSame', wanted.length - added.length);
  const refused = new Set(
    await writeEdges(store, { added: added.map(({ edge }) => edge), lost, losers, made }, tally),
  );
  return added
    .filter(({ edge }) => refused.has(edge))
    .map(({ row, edge }) => ({ line: row.line, id: row.name, parent: edge.parentName }));
}

function rowEdge(
  { stub, crawledAt }: Met,
  { name, kind, place }: SaidParent,
  stubs: ReadonlyMap<string, StubRecord>,
) {
  const parent = stubs.get(name)!;
  const nodes = { childNodeId: stub.nodeId, parentNodeId: parent.nodeId };
  return { childId: stub.id, parentId: parent.id, kind, place, crawledAt, ...nodes, parentName: name };
}

function keyOf({ childId, parentId, kind, place }: SaidEdge): string {
  return `${childId} ${parentId} ${kind} ${place}`;
}

// A row that says the same closes the same cycle: it is reported each time.
async function refusedBefore(
  store: Store,
  same: readonly Met[],
  source: string,
): Promise<readonly RefusedEdge[]> {
  const rows = new Map(same.map((row) => [row.stub.id, row]));
  const refused = await store.saidEdges.refusedOf([...rows.keys()]);
  return refused.map(({ childId, parentName }) => {
    const { line, name } = rows.get(childId)!;
    return { line, id: name, parent: parentName.slice(source.length + 1) };
  });
}

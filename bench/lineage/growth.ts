import type { KeysetPage } from '../../src/store/queries/keyset.ts';
import type { Direction } from '../../src/store/queries/relatives-of.ts';
import { quantile } from './ask.ts';
import type { LoadedGraph } from './ground.ts';

/** Milliseconds of the store's own questions, without HTTP: median of 51. */
export interface Growth {
  readonly nodes: number;
  readonly hottest: number;
  readonly widest: number;
  readonly ancestorsMedian: number;
  readonly ancestorsWidest: number;
  readonly descendantsFirst: number;
  readonly descendantsMiddle: number;
  readonly place: number;
}

export async function growthOf(graph: LoadedGraph): Promise<Growth> {
  const { store } = graph.opened;
  const hottest = await one(graph, HOTTEST);
  const widest = await one(graph, WIDEST);
  const median = await one(graph, MEDIAN);
  const page = (key: readonly number[] | null): KeysetPage => ({ size: 101, key, isBackwards: false });
  const ask = (id: number, direction: Direction, key: readonly number[] | null = null) =>
    timed(() => store.lineage.relativesOf({ id, direction, filter: {}, page: page(key), hasEdges: false }));
  return {
    nodes: graph.nodes,
    hottest: hottest.size,
    widest: widest.size,
    ancestorsMedian: await ask(median.id, 'ANCESTORS'),
    ancestorsWidest: await ask(widest.id, 'ANCESTORS'),
    descendantsFirst: await ask(hottest.id, 'DESCENDANTS'),
    descendantsMiddle: await ask(hottest.id, 'DESCENDANTS', [6, graph.nodes / 2]),
    place: await timed(() => store.lineage.placesOf([hottest.id])),
  };
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 56; i += 1) {
    const startedAt = performance.now();
    await act();
    if (i >= 5) times.push(performance.now() - startedAt);
  }
  return quantile(times, 0.5);
}

const HOTTEST = `SELECT checkpoint_id AS id, descendant_count AS size FROM lineage_node ORDER BY descendant_count DESC LIMIT 1`;
const WIDEST = `SELECT checkpoint_id AS id, cardinality(ancestor_ids) AS size FROM lineage_node ORDER BY 2 DESC LIMIT 1`;
const MEDIAN = `SELECT checkpoint_id AS id, cardinality(ancestor_ids) AS size FROM lineage_node
   WHERE cardinality(ancestor_ids) > 0 ORDER BY 2, 1
   OFFSET (SELECT count(*) / 2 FROM lineage_node WHERE cardinality(ancestor_ids) > 0) LIMIT 1`;

async function one({ sql }: LoadedGraph, text: string): Promise<{ id: number; size: number }> {
  const { rows } = await sql.query(text);
  return { id: Number(rows[0].id), size: Number(rows[0].size) };
}

/** Nodes whose number of ancestors is nearest to a size. */
export async function nodesOfSize({ sql }: LoadedGraph, size: number, count: number): Promise<number[]> {
  const { rows } = await sql.query(
    `SELECT checkpoint_id AS id FROM lineage_node WHERE cardinality(ancestor_ids) > 0
      ORDER BY abs(cardinality(ancestor_ids) - $1), checkpoint_id LIMIT $2`,
    [size, count],
  );
  return rows.map((row) => Number(row.id) - 1);
}

export async function medianSize(graph: LoadedGraph): Promise<number> {
  return (await one(graph, MEDIAN)).size;
}

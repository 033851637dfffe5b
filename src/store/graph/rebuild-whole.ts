import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';
import { invariant } from '../../base/errors.ts';
import { placeAll, type PlacedGraph, type WholeGraph } from '../../lineage/place-all.ts';
import { copyLines, copyNumbers } from './copy.ts';
import { LANDMARK_DESCENDANTS } from './landmarks.ts';

/**
 * Places every checkpoint at once, in memory: after an import one pass over all edges is far less than a step for each
 * place. Only rows that differ are written. Called with the lineage lock held; answers how many were placed.
 */
export async function rebuildWhole(manager: EntityManager): Promise<number> {
  invariant(manager.queryRunner, 'the whole graph is placed in one transaction');
  const client = (await manager.queryRunner.connect()) as PoolClient;
  const { graph, ids } = await readGraph(client);
  const placed = placeAll(graph);
  await writePlaces(client, ids, graph, placed);
  await writeLandmarks(client, ids, placed);
  await client.query('TRUNCATE lineage_rebuild');
  return graph.nodeCount;
}

async function readGraph(client: PoolClient): Promise<{ graph: WholeGraph; ids: Float64Array }> {
  const { rows } = await client.query(
    'SELECT (SELECT count(*) FROM checkpoint) AS nodes, (SELECT count(*) FROM lineage_edge) AS edges',
  );
  const nodeCount = Number(rows[0].nodes);
  const [ids, bytes, downloads] = [0, 1, 2].map(() => new Float64Array(nodeCount)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let n = 0;
  await copyNumbers(client, NODES, 3, (row) => {
    ids[n] = row[0]!;
    bytes[n] = row[1]!;
    downloads[n++] = row[2]!;
  });
  const parentOffsets = new Int32Array(nodeCount + 1);
  const parents = new Int32Array(Number(rows[0].edges));
  let [child, edges, lastChild, lastParent] = [0, 0, -1, -1];
  await copyNumbers(client, EDGES, 2, (row) => {
    if (row[0] === lastChild && row[1] === lastParent) return;
    [lastChild, lastParent] = [row[0]!, row[1]!];
    while (ids[child]! < lastChild) parentOffsets[++child] = edges;
    parents[edges++] = indexOf(ids, lastParent);
  });
  while (child < nodeCount) parentOffsets[++child] = edges;
  return { graph: { nodeCount, parentOffsets, parents: parents.subarray(0, edges), bytes, downloads }, ids };
}

const NODES = `SELECT c.id, c.size_bytes, coalesce(f.downloads, 0) FROM checkpoint c
  LEFT JOIN checkpoint_facet f ON f.checkpoint_id = c.id ORDER BY c.id`;
const EDGES = `SELECT child_id, parent_id FROM lineage_edge ORDER BY child_id, parent_id`;

function indexOf(sorted: Float64Array, id: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

const COLUMNS = `checkpoint_id, ancestor_ids, ancestor_depths, generation, child_count, descendant_count,
  descendant_bytes, descendant_downloads, is_landmark, is_due, counted_nodes, counted_bytes, counted_downloads`;

async function writePlaces(client: PoolClient, ids: Float64Array, graph: WholeGraph, placed: PlacedGraph) {
  const { rows } = await client.query('SELECT EXISTS (SELECT FROM lineage_node) AS some');
  if (rows[0].some !== true)
    return copyLines(client, `lineage_node (${COLUMNS})`, placeLines(ids, graph, placed));
  await client.query('CREATE TEMP TABLE placed (LIKE lineage_node) ON COMMIT DROP');
  await copyLines(client, `placed (${COLUMNS})`, placeLines(ids, graph, placed));
  await client.query('ANALYZE placed');
  await client.query(MERGE_PLACES);
}

const MERGE_PLACES = `
  INSERT INTO lineage_node AS n (${COLUMNS})
  SELECT ${COLUMNS} FROM placed p
   WHERE NOT EXISTS (SELECT FROM lineage_node o WHERE o.checkpoint_id = p.checkpoint_id AND o IS NOT DISTINCT FROM p)
  ON CONFLICT (checkpoint_id) DO UPDATE
     SET (${COLUMNS}) = ROW (${COLUMNS.replaceAll(/\w+/g, 'excluded.$&')})`;

function* placeLines(ids: Float64Array, graph: WholeGraph, placed: PlacedGraph): Generator<string> {
  for (let node = 0; node < graph.nodeCount; node++) {
    const from = placed.starts[node]!;
    const end = from + placed.lengths[node]!;
    let above = '';
    let depths = '';
    for (let a = from; a < end; a++) {
      above += a === from ? ids[placed.ancestors[a]!]! : `,${ids[placed.ancestors[a]!]!}`;
      depths += a === from ? placed.depths[a]! : `,${placed.depths[a]!}`;
    }
    const descendants = placed.descendantCounts[node]!;
    const isLandmark = descendants >= LANDMARK_DESCENDANTS ? 't' : 'f';
    yield `${ids[node]!}\t{${above}}\t{${depths}}\t${placed.generations[node]!}\t${placed.childCounts[node]!}\t${descendants}\t${placed.descendantBytes[node]!}\t${placed.descendantDownloads[node]!}\t${isLandmark}\tf\t1\t${graph.bytes[node]!}\t${graph.downloads[node]!}\n`;
  }
}

async function writeLandmarks(client: PoolClient, ids: Float64Array, placed: PlacedGraph): Promise<void> {
  const { rows } = await client.query('SELECT EXISTS (SELECT FROM landmark_descendant) AS some');
  if (rows[0].some !== true) return copyLines(client, 'landmark_descendant', landmarkLines(ids, placed));
  await client.query('CREATE TEMP TABLE listed (LIKE landmark_descendant) ON COMMIT DROP');
  await copyLines(client, 'listed', landmarkLines(ids, placed));
  await client.query('ANALYZE listed');
  await client.query(`DELETE FROM landmark_descendant d WHERE NOT EXISTS (
    SELECT FROM listed l WHERE (l.landmark_id, l.depth, l.descendant_id) = (d.landmark_id, d.depth, d.descendant_id))`);
  await client.query('INSERT INTO landmark_descendant SELECT * FROM listed ON CONFLICT DO NOTHING');
}

/** Each landmark's descendants in the order of the primary key: by depth, then by id. */
function* landmarkLines(ids: Float64Array, placed: PlacedGraph): Generator<string> {
  const lists = new Map<number, { nodes: Int32Array; depths: Int16Array; length: number }>();
  for (const [node, count] of placed.descendantCounts.entries())
    if (count >= LANDMARK_DESCENDANTS)
      lists.set(node, { nodes: new Int32Array(count), depths: new Int16Array(count), length: 0 });
  for (let node = 0; node < placed.lengths.length; node++) {
    const end = placed.starts[node]! + placed.lengths[node]!;
    for (let a = placed.starts[node]!; a < end; a++) {
      const above = placed.ancestors[a]!;
      // Most ancestors are no landmarks, and an array tells so sooner than a map.
      const list = placed.descendantCounts[above]! < LANDMARK_DESCENDANTS ? undefined : lists.get(above);
      if (!list) continue;
      list.nodes[list.length] = node;
      list.depths[list.length++] = placed.depths[a]!;
    }
  }
  for (const [landmark, { nodes, depths }] of lists) {
    const deepest = depths.reduce((most, depth) => Math.max(most, depth), 0);
    for (let depth = 1; depth <= deepest; depth++)
      for (let i = 0; i < nodes.length; i++)
        if (depths[i] === depth) yield `${ids[landmark]!}\t${depth}\t${ids[nodes[i]!]!}\n`;
  }
}

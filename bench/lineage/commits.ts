import { Client } from 'pg';
import { openStore } from '../../src/store/open-store.ts';
import type { LoadedGraph } from './ground.ts';

/** Commits of one child and one edge a second, from four writers: with its place in the graph kept, and without. */
export async function commits(graph: LoadedGraph, seconds: number) {
  const rates = { plain: [] as number[], placed: [] as number[], rolledUp: [] as number[] };
  for (let turn = 0; turn < 3; turn += 1) {
    const plain = await writeFor(graph, seconds, false);
    rates.plain.push(plain.count / plain.seconds);
    const placed = await writeFor(graph, seconds, true);
    rates.placed.push(placed.count / placed.seconds);
    // What the hub does later for these commits is part of their price.
    const startedAt = performance.now();
    await graph.opened.store.graph.rebuildAll();
    rates.rolledUp.push(placed.count / (placed.seconds + (performance.now() - startedAt) / 1000));
  }
  return rates;
}

const WRITERS = 4;
let written = 0;

async function writeFor(graph: LoadedGraph, seconds: number, isPlaced: boolean) {
  const startedAt = performance.now();
  const endsAt = startedAt + 1000 * seconds;
  let count = 0;
  await using opened = await openStore({ url: graph.url });
  const write = async () => {
    while (performance.now() < endsAt) {
      written += 1;
      const parentId = 1 + ((written * 7919) % graph.nodes);
      const name = `bench:${process.pid}/${written}`;
      await opened.store.transaction(async (store) => {
        const childId = await store.checkpoints.stubOf(name, new Date());
        await store.lineage.lock();
        await store.lineage.add([{ childId, parentId, kind: 'FINE_TUNE', logIndex: null }]);
        if (isPlaced) await store.graph.placeNew(childId);
      });
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
  return { count, seconds: (performance.now() - startedAt) / 1000 };
}

/** Takes away what was written, so that a kept database stays what it was. */
export async function unwrite({ url, nodes }: LoadedGraph): Promise<void> {
  const sql = new Client({ connectionString: url });
  await sql.connect();
  for (const [table, column] of [
    ['landmark_descendant', 'descendant_id'],
    ['lineage_rebuild', 'checkpoint_id'],
    ['lineage_node', 'checkpoint_id'],
    ['lineage_edge', 'child_id'],
    ['checkpoint', 'id'],
  ])
    await sql.query(`DELETE FROM ${table} WHERE ${column} > $1`, [nodes]);
  await sql.end();
}

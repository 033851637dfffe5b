import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore, type OpenStore } from '../../src/store/open-store.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { randomGraph, recomputed, type PlainGraph } from '../../src/lineage/plain-graph-fixture.ts';

let database: TestDatabase;
let open: OpenStore;

beforeAll(async () => {
  database = await freshDatabase();
  open = await openStore({ url: database.url });
});
afterAll(async () => {
  await open?.[Symbol.asyncDispose]();
  await database?.[Symbol.asyncDispose]();
});

const NOW = new Date('2026-01-01T00:00:00Z');

/** Adds a node as a publish does: its stub row, the edges to parents that are there, its place. */
async function add(name: string, parentIds: readonly number[]): Promise<number> {
  return open.store.transaction(async (store) => {
    await store.lineage.lock();
    const id = await store.checkpoints.stubOf(name, NOW);
    await store.lineage.add(
      parentIds.map((parentId) => ({ childId: id, parentId, kind: 'MERGE', logIndex: null })),
    );
    await store.graph.placeNew(id);
    return id;
  });
}

async function addLate(childId: number, parentId: number): Promise<void> {
  await open.store.transaction(async (store) => {
    await store.lineage.lock();
    await store.lineage.add([{ childId, parentId, kind: 'FINE_TUNE', logIndex: null }]);
    await store.graph.placeAgain(childId);
  });
}

async function stored(): Promise<ReadonlyMap<number, unknown>> {
  const rows = await database.rows<{ id: string; place: unknown }>(
    `SELECT checkpoint_id AS id, json_build_object(
              'ancestors', (SELECT coalesce(json_agg(json_build_array(u.id, u.depth) ORDER BY u.n), '[]')
                              FROM unnest(ancestor_ids, ancestor_depths) WITH ORDINALITY AS u(id, depth, n)),
              'generation', generation, 'childCount', child_count, 'descendantCount', descendant_count) AS place
       FROM lineage_node`,
  );
  return new Map(rows.map(({ id, place }) => [Number(id), place]));
}

describe('places and counts equal a plain recomputation', () => {
  test.for([1, 2, 3])('of random graph %i, with edges that come late', async (seed) => {
    await database.rows(
      'TRUNCATE lineage_edge, lineage_node, lineage_rebuild, landmark_descendant, checkpoint RESTART IDENTITY CASCADE',
    );
    const plan = randomGraph(seed, 250);
    const ids: number[] = [];
    const graph: PlainGraph = new Map();
    for (const [n, { parents, late }] of plan.entries()) {
      const parentIds = parents.map((p) => ids[p]!);
      const id = await add(`example.org:seed${seed}/n${n}`, parentIds);
      ids.push(id);
      graph.set(id, new Set(parentIds));
      if (late === null) continue;
      const [childId, parentId] = [ids[late.child]!, ids[late.parent]!];
      if (graph.get(childId)!.has(parentId)) continue;
      await addLate(childId, parentId);
      graph.get(childId)!.add(parentId);
      // Sometimes the hub is slower than its contributors.
      if (n % 7 === 0) await open.store.graph.rebuildAll();
    }
    await open.store.graph.rebuildAll();
    const expected = recomputed(graph);
    const found = await stored();
    expect(found.size).toBe(expected.size);
    for (const [id, place] of expected) expect(found.get(id), `node ${id}`).toEqual(place);
    expect(await open.store.graph.waitingCount()).toBe(0);
  });
});

test('one pass over everything places as the steps do, and changes only what differs', async () => {
  await database.rows(
    'TRUNCATE lineage_edge, lineage_node, lineage_rebuild, landmark_descendant, checkpoint RESTART IDENTITY CASCADE',
  );
  const size = 12_000;
  const graph: PlainGraph = new Map(
    randomGraph(9, size).map(({ parents }, n) => [n + 1, new Set(parents.map((p) => p + 1))]),
  );
  const edges = [...graph].flatMap(([child, parents]) => [...parents].map((parent) => [child, parent]));
  await database.rows(
    `INSERT INTO checkpoint (stub_name, size_bytes, created_at)
     SELECT 'example.org:whole/n' || i, 0, now() FROM generate_series(1, ${size}) i`,
  );
  await database.rows(
    `INSERT INTO lineage_edge (child_id, parent_id, kind) SELECT c, p, 'MERGE' FROM unnest($1::bigint[], $2::bigint[]) e(c, p)`,
    [edges.map(([child]) => child), edges.map(([, parent]) => parent)],
  );
  const rebuild = async () => {
    await database.rows(
      'INSERT INTO lineage_rebuild (checkpoint_id) SELECT id FROM checkpoint; ANALYZE checkpoint',
    );
    // A hub beside the import that wrote them a moment ago waits until it is over.
    expect(await open.store.graph.workSome(true)).toBeNull();
    expect(await open.store.graph.waitingCount()).toBe(size);
    const steps: number[] = [];
    await open.store.graph.rebuildAll((count) => steps.push(count));
    expect(steps[0]).toBe(size);
  };
  const versions = async () =>
    database.rows<{ n: number }>(
      'SELECT xmin::text, count(*)::int AS n FROM lineage_node GROUP BY 1 ORDER BY 2',
    );
  await rebuild();
  const found = await stored();
  for (const [id, place] of recomputed(graph)) expect(found.get(id), `node ${id}`).toEqual(place);
  const listed = await database.rows('SELECT count(*)::int AS n FROM landmark_descendant');
  const before = await versions();
  await rebuild();
  expect(await versions()).toEqual(before);
  expect(await database.rows('SELECT count(*)::int AS n FROM landmark_descendant')).toEqual(listed);
  const child = await add('example.org:whole/late', [1]);
  await open.store.graph.rebuildAll();
  expect(
    await database.rows(
      'SELECT depth FROM landmark_descendant WHERE landmark_id = 1 AND descendant_id = $1',
      [child],
    ),
  ).toEqual([{ depth: 1 }]);
});

test('totals hold what the descendants weigh, and follow when it changes', async () => {
  const root = await add('example.org:totals/root', []);
  const middle = await add('example.org:totals/middle', [root]);
  const leaf = await add('example.org:totals/leaf', [middle]);
  await database.rows('UPDATE checkpoint SET size_bytes = 10 WHERE id = ANY($1)', [[middle, leaf]]);
  await open.store.graph.rebuildAll();
  const bytesBelow = async (id: number) =>
    (
      await database.rows<{ n: string }>(
        'SELECT descendant_bytes AS n FROM lineage_node WHERE checkpoint_id = $1',
        [id],
      )
    )[0]!.n;
  expect([await bytesBelow(root), await bytesBelow(middle)]).toEqual(['20', '10']);
  await database.rows('UPDATE checkpoint SET size_bytes = 15 WHERE id = $1', [leaf]);
  await database.rows('UPDATE lineage_node SET is_due = true WHERE checkpoint_id = $1', [leaf]);
  await open.store.graph.rebuildAll();
  expect([await bytesBelow(root), await bytesBelow(middle)]).toEqual(['25', '15']);
});

import { Client } from 'pg';
import type { EntityManager } from 'typeorm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { advisoriesOn } from '../../src/store/queries/advisories-on.ts';
import { checkpointsAtRisk } from '../../src/store/queries/at-risk.ts';
import { publishedWith } from '../../src/store/queries/checkpoint-tasks.ts';
import { commonAncestors } from '../../src/store/queries/common-ancestors.ts';
import { pathsBetween } from '../../src/store/queries/paths-between.ts';
import { relativesOf } from '../../src/store/queries/relatives-of.ts';
import { searchCheckpoints } from '../../src/store/queries/search-checkpoints.ts';
import { siblingsOf } from '../../src/store/queries/siblings-of.ts';
import { openStore, type OpenStore } from '../../src/store/open-store.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { recomputed, type PlainGraph } from '../../src/lineage/plain-graph-fixture.ts';

/** Half of all nodes come from the first thousand: node 1 has more than a hundred thousand descendants. */
const NODES = 200_000;
const HOT = 1;

let database: TestDatabase;
let open: OpenStore;
let client: Client;

beforeAll(async () => {
  database = await freshDatabase();
  open = await openStore({ url: database.url });
  client = new Client({ connectionString: database.url });
  await client.connect();
  for (const statement of GROUND) await client.query(statement);
  await open.store.graph.rebuildAll();
  await client.query('VACUUM ANALYZE');
}, 180_000);
afterAll(async () => {
  await client?.end();
  await open?.[Symbol.asyncDispose]();
  await database?.[Symbol.asyncDispose]();
});

// mod() of products of the row's number: scattered, and the same everywhere.
const GROUND = [
  // Advisories without their statements: a thousand that are open.
  'SET session_replication_role = replica',
  `INSERT INTO advisory (log_index, title, severity, kind, text, "references", contributor_id, published_at)
   SELECT i, 'x', 'LOW', 'DATA', 'x', '[]', 1, now() FROM generate_series(1, 1000) i`,
  `INSERT INTO advisory_target (log_index, "of", value)
   SELECT i, (ARRAY['CHECKPOINT', 'ARTIFACT', 'DATASET', 'LICENSE'])[1 + i % 4],
          CASE WHEN i % 4 = 3 THEN 'LicenseRef-' || i ELSE 'sha256:' || encode(sha256(i::text::bytea), 'hex') END
     FROM generate_series(1, 1000) i`,
  'SET session_replication_role = origin',
  `INSERT INTO checkpoint (stub_name, size_bytes, created_at)
   SELECT 'huggingface.co:owner' || i % 5000 || '/model-' || i, i % 7, now() FROM generate_series(1, ${NODES}) i`,
  `INSERT INTO lineage_edge (child_id, parent_id, kind)
   SELECT i, CASE WHEN i % 2 = 0 THEN 1 + (i::bigint * 7919 % 1000) * (i::bigint * 104729 % 1000) / 1000 % (i - 1)
                  ELSE 1 + i::bigint * 15485863 % (i - 1) END, 'FINE_TUNE'
     FROM generate_series(2, ${NODES}) i WHERE i % 10 <> 5`,
  `INSERT INTO lineage_edge (child_id, parent_id, kind)
   SELECT i, 1 + (i::bigint * 32452843 + n * 49979687) % (i - 1), 'MERGE'
     FROM generate_series(100, ${NODES}, 10) i, generate_series(1, 3) n`,
  `INSERT INTO checkpoint_facet (checkpoint_id, name, owner, license, languages, inference_bytes, level, rank, words)
   SELECT id, stub_name, 'owner' || id % 5000, 'MIT', '{}', CASE WHEN id % 100 = 7 THEN id * 1000 END,
          CASE WHEN id % 100 = 7 THEN id / 100 % 5 END, (id * 7919 % 30000)::int, array_to_tsvector(ARRAY[
            'model', 'name:model', 'name:w' || id % 1000, 'w' || id % 1000, 'is:stub', 'owner:owner' || id % 5000,
            'license:' || CASE WHEN id % 3 = 0 THEN 'mit' ELSE 'apache-2.0' END, 'allows:modification',
            'allows:' || CASE WHEN id % 7 = 0 THEN 'modification' ELSE 'commercial_use' END,
            CASE id % 100 WHEN 7 THEN 'evaluated:' WHEN 8 THEN 'task:' ELSE 'task:x' END ||
              CASE id % 1000 / 100 WHEN 7 THEN 'image-classification' ELSE 'text-generation' END])
     FROM checkpoint`,
  'INSERT INTO lineage_rebuild (checkpoint_id) SELECT id FROM checkpoint',
];

test('places of 200 nodes are those of a plain recomputation in memory', async () => {
  const graph: PlainGraph = new Map(Array.from({ length: NODES }, (_, n) => [n + 1, new Set()]));
  for (const { child_id, parent_id } of (await client.query('SELECT child_id, parent_id FROM lineage_edge'))
    .rows)
    graph.get(Number(child_id))!.add(Number(parent_id));
  const expected = recomputed(graph);
  const ids = [HOT, ...Array.from({ length: 199 }, (_, n) => 1 + ((n * 6_700_417) % NODES))];
  const { rows } = await client.query(
    `SELECT checkpoint_id AS id, ancestor_ids AS ids, ancestor_depths AS depths, generation,
            child_count AS "childCount", descendant_count::int AS "descendantCount"
       FROM lineage_node WHERE checkpoint_id = ANY($1)`,
    [ids],
  );
  expect(rows).toHaveLength(new Set(ids).size);
  for (const { id, ids: above, depths, ...counts } of rows)
    expect({ ...counts, ancestors: above.map((a: string, i: number) => [Number(a), depths[i]]) }).toEqual(
      expected.get(Number(id)),
    );
  expect(expected.get(HOT)!.descendantCount).toBeGreaterThan(100_000);
});

interface Explained {
  /** Of all statements of the question together. */
  readonly nodes: readonly string[];
  /** Pages of 8 KiB that were touched. */
  readonly blocks: number;
}

/** Asks a question with EXPLAIN before its statement; what it would answer is not of interest. */
async function explained(ask: (manager: EntityManager) => Promise<unknown>): Promise<Explained> {
  const plans: Explained[] = [];
  const query = async (text: string, values: unknown[]) => {
    const { rows } = await client.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, values);
    plans.push(explainedOf(rows[0]['QUERY PLAN'][0].Plan));
    return (await client.query(text, values)).rows;
  };
  const within = async (text: string, values: unknown[]) =>
    text.startsWith('SET') ? [] : query(text, values);
  const transaction = (act: (manager: unknown) => unknown) => act({ query: within });
  const master = {
    query: async ({ text, values }: { text: string; values: unknown[] }) => ({
      rows: await query(text, values),
    }),
  };
  await ask({ query, transaction, connection: { driver: { master } } } as unknown as EntityManager);
  expect(plans.length).toBeGreaterThan(0);
  return {
    nodes: plans.flatMap(({ nodes }) => nodes),
    blocks: plans.reduce((sum, { blocks }) => sum + blocks, 0),
  };
}

interface Plan {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Loops': number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly Plan[];
}

function explainedOf(plan: Plan): Explained {
  const nodes: string[] = [];
  const walk = (part: Plan) => {
    const place = part['Index Name'] ?? part['Relation Name'];
    if (place && part['Actual Loops'] > 0) nodes.push(`${part['Node Type']} ${place}`);
    part.Plans?.forEach(walk);
  };
  walk(plan);
  return { nodes, blocks: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'] };
}

const first = { size: 51, key: null, isBackwards: false };
const second = { size: 51, key: [2, 100_000], isBackwards: false };
const last = { size: 51, key: null, isBackwards: true };
const deep = NODES - 10;

describe('the hot statements use their index and touch few pages', () => {
  test.for([
    [
      'ancestors',
      'lineage_node_pk',
      2000,
      (m) => relativesOf(m, { id: deep, direction: 'ANCESTORS', filter: {}, page: first, hasEdges: true }),
    ],
    [
      'descendants of the hottest root',
      'landmark_descendant_pk',
      2000,
      (m) => relativesOf(m, { id: HOT, direction: 'DESCENDANTS', filter: {}, page: first, hasEdges: true }),
    ],
    [
      'the same, a later page',
      'landmark_descendant_pk',
      2000,
      (m) => relativesOf(m, { id: HOT, direction: 'DESCENDANTS', filter: {}, page: second, hasEdges: true }),
    ],
    [
      'the same, from the end',
      'landmark_descendant_pk',
      2000,
      (m) => relativesOf(m, { id: HOT, direction: 'DESCENDANTS', filter: {}, page: last, hasEdges: true }),
    ],
    [
      'the same, of one license',
      'landmark_descendant_pk',
      4000,
      (m) =>
        relativesOf(m, {
          id: HOT,
          direction: 'DESCENDANTS',
          filter: { license: 'MIT' },
          page: first,
          hasEdges: true,
        }),
    ],
    [
      'the same, of one owner',
      'checkpoint_facet_words',
      4000,
      (m) =>
        relativesOf(m, {
          id: HOT,
          direction: 'DESCENDANTS',
          filter: { owner: 'owner77' },
          page: first,
          hasEdges: true,
        }),
    ],
    [
      'descendants of a leaf’s parent',
      'lineage_edge_parent',
      2000,
      (m) =>
        relativesOf(m, { id: NODES / 2, direction: 'DESCENDANTS', filter: {}, page: first, hasEdges: true }),
    ],
    ['siblings among very many', 'lineage_edge_parent', 2000, (m) => siblingsOf(m, 2000, 51, null)],
    ['common ancestors', 'lineage_node_pk', 4000, (m) => commonAncestors(m, [deep, deep - 20], 20)],
    ['paths to the hottest root', 'lineage_edge_pk', 4000, (m) => pathsBetween(m, deep, HOT, 20)],
    ['a frequent word', 'checkpoint_facet_', 4000, (m) => searchCheckpoints(m, { text: 'model' }, 21, null)],
    ['a rare word', 'checkpoint_facet_', 8000, (m) => searchCheckpoints(m, { text: 'w77' }, 21, null)],
    [
      'two facts',
      'checkpoint_facet_',
      4000,
      (m) => searchCheckpoints(m, { license: 'MIT', isPublished: false }, 21, null),
    ],
    [
      'a task, declared and evaluated',
      'checkpoint_facet_words',
      8000,
      (m) => searchCheckpoints(m, { task: 'image-classification' }, 21, null),
    ],
    [
      'licenses of a set, with those above',
      'checkpoint_facet_rank',
      4000,
      (m) => searchCheckpoints(m, { licenseSet: 'COMMERCIAL' }, 21, null),
    ],
    [
      'what fits into little memory',
      'checkpoint_facet_inference',
      8000,
      (m) => searchCheckpoints(m, { fitsBytes: 1_000_000 }, 21, null),
    ],
    [
      'a task, a use, memory and level together',
      'checkpoint_facet_',
      8000,
      (m) =>
        searchCheckpoints(
          m,
          { task: 'image-classification', licenseSet: 'COMMERCIAL', fitsBytes: 100_000_000, minLevel: 2 },
          21,
          null,
        ),
    ],
    [
      'how many have each task',
      'checkpoint_facet_words',
      8000,
      (m) => publishedWith(m, ['image-classification', 'text-generation'], 10_000),
    ],
    ['everything', 'checkpoint_facet_rank', 2000, (m) => searchCheckpoints(m, {}, 21, null)],
    [
      'advisories on a page of checkpoints',
      'lineage_node_pk',
      16_000,
      (m) =>
        advisoriesOn(
          m,
          Array.from({ length: 100 }, (_, i) => deep - i),
        ),
    ],
    ['at risk', 'checkpoint_facet_rank', 4000, (m) => checkpointsAtRisk(m, {}, 21, null)],
  ] as readonly (readonly [string, string, number, (manager: EntityManager) => Promise<unknown>])[])(
    '%s',
    async ([, index, blocksMax, ask]) => {
      const { nodes, blocks } = await explained(ask);
      expect(
        nodes.some((node) => node.includes(index)),
        nodes.join(', '),
      ).toBe(true);
      expect(nodes.filter((node) => node.startsWith('Seq Scan') && !SMALL.test(node))).toEqual([]);
      expect(blocks, nodes.join(', ')).toBeLessThan(blocksMax);
    },
  );
});

/** Tables that are empty here, and quicker to look at than their indexes. */
const SMALL =
  /lineage_rebuild|advisory|dataset|imported_digest|checkpoint_artifact|model$|report$|search_word/;

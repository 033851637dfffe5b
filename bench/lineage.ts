/**
 * Our answers to questions of lineage beside `pool.query` + `JSON.stringify` of the same rows and beside PostGraphile, on
 * one PostgreSQL with a made-up graph:
 * `node bench/lineage.ts --folder FOLDER [--nodes 1000000] [--rounds 24] [--seconds 4] [--keep] [--no-rivals]
 * [--only questions|search|commits|growth]`. The folder takes 5 GB at a million; with --keep the database stays for
 * another run. PostGraphile is installed there, outside of the checkout.
 */
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openAsker, quantile, type Asked } from './lineage/ask.ts';
import { commits, unwrite } from './lineage/commits.ts';
import { compare, type Compared } from './lineage/compare.ts';
import {
  hubContender,
  postgraphileContender,
  questionOf,
  rawContender,
  referenceOf,
} from './lineage/contenders.ts';
import { openGround, type Ground, type LoadedGraph } from './lineage/ground.ts';
import { growthOf, medianSize, nodesOfSize, type Growth } from './lineage/growth.ts';
import { openOwnHub } from './lineage/own-hub.ts';
import { marked, statementsOf } from './lineage/statements.ts';

const { values: flags } = parseArgs({
  options: {
    folder: { type: 'string' },
    nodes: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '24' },
    seconds: { type: 'string', default: '4' },
    keep: { type: 'boolean', default: false },
    'no-rivals': { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
if (flags.folder === undefined) throw new Error('--folder says where the database may lie');
const folder = path.resolve(flags.folder);
const nodes = Number(flags.nodes);
const seconds = Number(flags.seconds);

/** As many as a page may have. */
const FIRST = 100;

const SEARCHES = [
  'llama',
  'qwen 7b',
  'mistral coder',
  'gemma instruct',
  'phi 400m',
  'orca roleplay',
  'deepforge',
  'yi long',
];
const FILTERS = [{}, { license: 'apache-2.0' }, { task: 'text-to-image' }, { minParameters: 1e10 }];

try {
  await using ground = await openGround(folder);
  await using graph = await ground.graphOf(nodes);
  console.log(`loaded ${nodes} nodes: ${JSON.stringify(rounded(graph.seconds))}`);
  const isAsked = (part: string) => flags.only === undefined || flags.only === part;
  if (isAsked('questions')) await questions(graph);
  if (isAsked('search')) await search(graph);
  if (isAsked('commits')) await writes(graph);
  if (isAsked('growth')) await growth(ground);
} finally {
  if (!flags.keep) await rm(folder, { recursive: true, force: true });
}

async function questions(graph: LoadedGraph): Promise<void> {
  await using rooms = new AsyncDisposableStack();
  const statements = await ownStatements(graph);
  const contenders = [
    rooms.use(await hubContender(graph.url, path.join(folder, 'hub'))),
    rooms.use(await rawContender(graph.url, statements)),
    ...(flags['no-rivals'] ? [] : [rooms.use(await postgraphileContender(graph, await installRivals()))]),
  ];
  for (const size of [await medianSize(graph), 1000]) {
    const found = await nodesOfSize(graph, size, 200);
    const rows = await compare(contenders, {
      nodes: found,
      first: FIRST,
      rounds: Number(flags.rounds),
      seconds,
    });
    printCompared(`${size} ancestors, a page of ${FIRST}`, rows);
  }
}

/** What the hub asks for one question, heard in a hub of this process. */
async function ownStatements(graph: LoadedGraph) {
  const [node = 0] = await nodesOfSize(graph, 1000, 1);
  await using own = await openOwnHub(graph);
  const body = questionOf(node, FIRST);
  for (let i = 0; i < 5; i += 1) await own.ask(body);
  const heard = await statementsOf(() => own.ask(body));
  console.log(`our hub asks ${heard.length} statements a question`);
  return marked(heard, { reference: referenceOf(node), id: node + 1, size: FIRST + 1 });
}

async function installRivals(): Promise<string> {
  const place = path.join(folder, 'rivals');
  await mkdir(place, { recursive: true });
  for (const file of ['package.json', 'serve-postgraphile.js'])
    await copyFile(new URL(`rivals/${file}`, import.meta.url), path.join(place, file));
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: place,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return place;
}

function printCompared(title: string, rows: readonly Compared[]): void {
  const raw = rows[1]!;
  console.log(`\n${title}`);
  console.log('                              p50 ms  to raw   p95 ms   requests/s  of raw   bytes');
  for (const { name, p50, p95, perSecond, bytes } of rows)
    console.log(
      [
        name.padEnd(28),
        p50.toFixed(2).padStart(7),
        `${(p50 / raw.p50).toFixed(2)}×`.padStart(7),
        p95.toFixed(2).padStart(8),
        perSecond.toFixed(0).padStart(12),
        (perSecond / raw.perSecond).toFixed(2).padStart(7),
        String(bytes).padStart(8),
      ].join(' '),
    );
}

async function search(graph: LoadedGraph): Promise<void> {
  await using hub = await hubContender(graph.url, path.join(folder, 'hub'));
  using asker = openAsker(1);
  const query =
    'query ($filter: CheckpointFilter!) { search(filter: $filter, first: 20) { nodes { name license { expression } } } }';
  const asked = SEARCHES.flatMap((text) =>
    FILTERS.map((filter): Asked => ({
      url: `${hub.url}/graphql`,
      method: 'POST',
      body: JSON.stringify({ query, variables: { filter: { text, ...filter } } }),
    })),
  );
  const times: number[] = [];
  for (let round = 0; round < 6; round += 1)
    for (const one of asked) {
      const ms = await asker.time(one);
      if (round > 0) times.push(ms);
    }
  console.log(
    `\nsearch, ${asked.length} questions over HTTP: p50 ${quantile(times, 0.5).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms`,
  );
}

async function writes(graph: LoadedGraph): Promise<void> {
  const { plain, placed, rolledUp } = await commits(graph, seconds);
  const [bare, kept, whole] = [plain, placed, rolledUp].map((rates) => quantile(rates, 0.5));
  const of = (rate = 0) => `${rate.toFixed(0)} a second (${(rate / (bare ?? 1)).toFixed(2)})`;
  console.log(`\ncommits: without places ${of(bare)}, with ${of(kept)}, with totals rolled up ${of(whole)}`);
  await unwrite(graph);
}

async function growth(ground: Ground): Promise<void> {
  const sizes = [10_000, 100_000, nodes].filter((size, n, all) => size <= nodes && all.indexOf(size) === n);
  console.log(
    '\n    nodes  hottest  widest | ms: ancestors median, widest | descendants first, middle | place',
  );
  for (const size of sizes) {
    await using graph = await ground.graphOf(size);
    printGrowth(await growthOf(graph));
  }
}

function printGrowth(row: Growth): void {
  const counts = [row.nodes, row.hottest, row.widest].map((count) => String(count).padStart(9));
  const { ancestorsMedian, ancestorsWidest, descendantsFirst, descendantsMiddle, place } = row;
  const times = [ancestorsMedian, ancestorsWidest, descendantsFirst, descendantsMiddle, place];
  console.log([...counts, ...times.map((ms) => ms.toFixed(2).padStart(8))].join(' '));
}

function rounded(record: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, Math.round(value)]));
}

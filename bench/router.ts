/**
 * One graph answered by one process alone, through the router in it, and through a router before processes for its areas:
 * `node bench/router.ts --folder FOLDER [--nodes 20000] [--rounds 12] [--keep]`. The ratios of the medians count.
 */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openAsker, quantile, type Asked } from './lineage/ask.ts';
import { referenceOf, serve } from './lineage/contenders.ts';
import { openGround, type LoadedGraph } from './lineage/ground.ts';
import { medianSize, nodesOfSize } from './lineage/growth.ts';

const { values: flags } = parseArgs({
  options: {
    folder: { type: 'string' },
    nodes: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '12' },
    keep: { type: 'boolean', default: false },
  },
});
if (flags.folder === undefined) throw new Error('--folder says where the database may lie');
const folder = path.resolve(flags.folder);

const HUB = new URL('lineage/serve-hub.ts', import.meta.url);

/** The README's question, and the part of it that one area after another answers. */
const QUESTIONS = {
  'one checkpoint': 'checkpoint(reference: $reference) { id name license { expression } }',
  lineage: `checkpoint(reference: $reference) { name ancestors(first: 20) {
    nodes { depth checkpoint { name license { expression } } } } }`,
  'lineage with scores and warnings': `checkpoint(reference: $reference) { name ancestors(first: 20) {
    nodes { depth checkpoint { name license { expression } scores { value reproducibility { sentence } }
      biasWarnings { report { sentence } } } } } }`,
};

/** What a question may cost through a router, of the median without. */
const RATIOS_MAX: Readonly<Record<string, number>> = { 'router in the process': 2, 'router over HTTP': 5 };

const TURN = 25;

try {
  await using ground = await openGround(folder);
  await using graph = await ground.graphOf(Number(flags.nodes));
  await using rooms = new AsyncDisposableStack();
  const contenders = await openContenders(graph, rooms);
  const nodes = await nodesOfSize(graph, await medianSize(graph), 200);
  for (const [title, fields] of Object.entries(QUESTIONS)) {
    console.log(`\n${title}`);
    print(await medians(contenders, nodes, `query ($reference: String!) { ${fields} }`));
  }
} finally {
  if (!flags.keep) await rm(folder, { recursive: true, force: true });
}

async function openContenders({ url: databaseUrl }: LoadedGraph, rooms: AsyncDisposableStack) {
  const start = async (program: URL, config: object) => {
    const { url, stop } = await serve(program, config);
    rooms.defer(stop);
    return url;
  };
  const hub = (name: string, more: object = {}) =>
    start(HUB, { databaseUrl, folder: path.join(folder, name), ...more });
  const other = await start(new URL('router/serve-other.ts', import.meta.url), {});
  const graph = await hub('graph', { subgraphs: ['registry', 'lineage', 'license', 'swarm'] });
  const science = await hub('science', { subgraphs: ['evaluation', 'bias'] });
  return {
    'one process': await hub('alone'),
    'router in the process': await hub('joined', { joined: [{ name: 'other', url: `${other}/graphql` }] }),
    'router over HTTP': await start(new URL('router/serve-router.ts', import.meta.url), { graph, science }),
  };
}

/** Turn about, so that what else the machine does falls on all alike. */
async function medians(
  contenders: Readonly<Record<string, string>>,
  nodes: readonly number[],
  query: string,
): Promise<Readonly<Record<string, number>>> {
  using asker = openAsker(1);
  const times = new Map(Object.keys(contenders).map((name): [string, number[]] => [name, []]));
  const ask = (url: string, node: number): Asked => ({
    url: `${url}/graphql`,
    method: 'POST',
    body: JSON.stringify({ query, variables: { reference: referenceOf(node) } }),
  });
  // The first rounds warm connections, plans and compilers.
  for (let round = -4; round < Number(flags.rounds); round += 1)
    for (const [name, url] of Object.entries(contenders))
      for (let i = 0; i < TURN; i += 1) {
        const node = nodes[(Math.max(round, 0) * TURN + i) % nodes.length]!;
        const ms = await asker.time(ask(url, node));
        if (round >= 0) times.get(name)!.push(ms);
      }
  return Object.fromEntries([...times].map(([name, all]) => [name, quantile(all, 0.5)]));
}

function print(rows: Readonly<Record<string, number>>): void {
  const alone = rows['one process']!;
  for (const [name, p50] of Object.entries(rows)) {
    const max = RATIOS_MAX[name];
    const ratio = p50 / alone;
    const verdict = max === undefined ? '' : ` ${ratio <= max ? '✔' : '✘'} at most ${max}×`;
    console.log(
      `${name.padEnd(24)} ${p50.toFixed(2).padStart(7)} ms ${ratio.toFixed(2).padStart(6)}×${verdict}`,
    );
  }
}

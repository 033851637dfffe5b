import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CommandContext } from '../program.ts';
import { bytesText } from '../text.ts';
import { demoFiles, family, OWNER, type Expected } from './family.ts';
import { freePort } from './free-port.ts';
import { Steps } from './steps.ts';
import { playZoo, ZOO } from './zoo.ts';

export interface Demo {
  /** End after the summary. */
  readonly isOver: boolean;
  readonly dataFolder: string;
  readonly port: string;
  /** The zoo too: a small checkpoint of each family that can be evaluated. */
  readonly hasAll: boolean;
}

/** Plays the whole story with the product's own commands, each a process of its own, and then serves on. */
export async function startDemo({ terminal, signal }: CommandContext, demo: Demo): Promise<void> {
  const dataFolder = path.resolve(demo.dataFolder);
  await using steps = new Steps(dataFolder, signal);
  const port = await freePort(demo.port);
  if (port !== demo.port && demo.port !== '0')
    terminal.say(`  port ${demo.port} is busy; another one is taken`);
  const hub = await steps.startHub(port, [OWNER, ZOO]);
  terminal.say(`✔ hub        ${hub.url}   ${hub.database}, ${hub.seconds.toFixed(1)} s`);
  await steps.join('owner', hub.ownerInvitation);
  await steps.join(OWNER, await steps.invite(OWNER, 'evaluator'));
  await steps.join('second-runner', await steps.invite('second-runner', 'evaluator'));

  const published = await publishFamily(steps);
  terminal.say(
    `✔ published  ${family.length} checkpoints, 1 dataset, ${bytesText(published.sizeBytes)}   ${published.states}`,
  );

  const pulled = await steps.command<Pulled>(OWNER, [
    'pull',
    `${OWNER}/low-digits`,
    '--peers-only',
    '--roles',
    'weights',
    '--out',
    path.join(dataFolder, 'pulled'),
  ]);
  const share = Math.round((100 * pulled.bytesFromPeers) / (pulled.bytesFromPeers + pulled.bytesFromWebSeed));
  terminal.say(`✔ pulled     ${pulled.name}  ${bytesText(pulled.sizeBytes)}  ${share} % by swarm  sha256 ok`);

  terminal.say(`✔ evaluated  ${await evaluateFamily(steps)}`);
  await reportBias(steps);
  if (demo.hasAll) for (const line of await zoo(steps)) terminal.say(line);
  for (const line of await steps.lineage([`${OWNER}/base`, `${OWNER}/scratch`])) terminal.say(line);
  terminal.say(`Open ${hub.url} · stop Ctrl-C · data ${demo.dataFolder} (delete freely)`);
  terminal.result({ url: hub.url, dataFolder });
  if (!demo.isOver)
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

async function zoo(steps: Steps): Promise<readonly string[]> {
  await steps.join(ZOO, await steps.invite(ZOO, 'evaluator'));
  await using _runner = steps.startRunner('second-runner', [OWNER, ZOO]);
  return ['✔ zoo', ...(await playZoo(steps))];
}

interface Pulled {
  readonly name: string;
  readonly sizeBytes: number;
  readonly bytesFromPeers: number;
  readonly bytesFromWebSeed: number;
}

async function publishFamily(steps: Steps): Promise<{ sizeBytes: number; states: string }> {
  const states = new Set<string>();
  for (const { folder, name, revision, parent } of family) {
    const edge = parent ? ['--parent', parent.reference, '--kind', parent.kind] : [];
    const words = [
      'publish',
      demoFiles('checkpoints', folder),
      '--name',
      name,
      '--revision',
      revision,
      ...edge,
      '--yes',
    ];
    await steps.command(OWNER, words);
  }
  const file = demoFiles('dataset', 'mnist-test.safetensors');
  await steps.command(OWNER, [
    'publish-dataset',
    file,
    '--name',
    `${OWNER}/test`,
    '--license',
    'CC-BY-SA-3.0',
  ]);
  const { search } = { search: await steps.command<SearchPage>(OWNER, ['search', '--owner', OWNER]) };
  for (const node of search.nodes) states.add(node.state);
  return {
    sizeBytes: search.nodes.reduce((sum, node) => sum + node.sizeBytes, 0),
    states: [...states].join(', '),
  };
}

interface SearchPage {
  readonly nodes: readonly { readonly state: string; readonly sizeBytes: number }[];
}

interface Evaluated {
  readonly scores: readonly {
    readonly runs: readonly {
      readonly outputsDigest: string;
      readonly evaluator: { readonly name: string };
    }[];
  }[];
}

// The claim is what the training script counted; the runs are the hub's own runner and a second one, another process.
async function evaluateFamily(steps: Steps): Promise<string> {
  await using _runner = steps.startRunner('second-runner', [OWNER, ZOO]);
  const expected = await expectedCounts();
  const results = await Promise.all(
    family.map(({ folder, reference }) => {
      const { correct, total } = expected.checkpoints[folder]!;
      const claim = ['--claim', String(correct / total), '--evaluators', '2'];
      return steps.command<Evaluated>(OWNER, [
        'evaluate',
        reference,
        '--dataset',
        `${OWNER}/test`,
        '--normalize',
        '0.1307,0.3081',
        ...claim,
      ]);
    }),
  );
  const runs = results.map(({ scores }) => scores[0]?.runs ?? []);
  const evaluators = new Set(runs.flat().map((run) => run.evaluator.name));
  const isBitwise = runs.every((repeats) => new Set(repeats.map((run) => run.outputsDigest)).size === 1);
  const sameness = isBitwise ? 'bitwise equal' : 'not bitwise equal';
  return `${runs.flat().length} runs, ${evaluators.size} evaluators on this host: ${sameness}`;
}

async function expectedCounts(): Promise<Expected> {
  return JSON.parse(await readFile(demoFiles('expected.json'), 'utf8')) as Expected;
}

// The hub counts the run's own answers again, so that nobody has to believe the demo's numbers.
async function reportBias(steps: Steps): Promise<void> {
  const groups = ['--group', '0–4=0-4', '--group', '5–9=5-9'];
  const words = ['report', `${OWNER}/low-digits`, '--from-run', 'latest', '--attribute', 'digits', ...groups];
  await steps.command(OWNER, [...words, '--harm', 'quality-of-service']);
}

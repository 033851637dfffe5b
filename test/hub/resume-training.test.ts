import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inspectArtifact } from '../../src/checkpoint/inspect.ts';
import { planPull, pullPlans } from '../../src/client/pull-checkpoint.ts';
import { openFileSource } from '../../src/weights/open-file-source.ts';
import { publishSelf, type Files } from '../support/publishing.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

const script = fileURLToPath(new URL('../fixtures/training/resume.py', import.meta.url));
const demo = fileURLToPath(new URL('../../scripts/demo/checkpoints', import.meta.url));
const samples = path.join(process.env['HEIRLOOM_TEST_DATA'] ?? '../shared', 'data/checkpoints');
const python = ['python3', '/usr/bin/python3'].find(
  (candidate) => spawnSync(candidate, ['-c', 'import torch, numpy']).status === 0,
);

/** Skipped where python3 has no torch: nothing else here can train. */
describe.skipIf(python === undefined)('a training goes on from what was pulled', () => {
  let hub: TestHub;
  let ada: SelfMember;
  beforeAll(async () => {
    hub = await openTestHub();
    ada = await hub.joinSelf('ada');
  });
  afterAll(() => hub?.[Symbol.asyncDispose]());

  const pulled = async (reference: string) => {
    const folder = await hub.folder();
    const plan = await planPull(hub.anonymous, { reference, folder, roles: ['WEIGHTS', 'OPTIMIZER'] });
    await pullPlans([plan], { mode: 'http-only' });
    return folder;
  };

  test('with its seed and data known, the next epoch is the very next checkpoint', async () => {
    for (const name of ['base-e1', 'base-e2'])
      await publishSelf(ada, { model: `ada/${name}`, files: filesOf(path.join(demo, name)) });
    const start = await tensorsBelow(await pulled('ada/base-e1'));
    const goal = await tensorsBelow(await pulled('ada/base-e2'));
    const { tensors, largest, steps } = resume('demo', start, goal);
    expect({ tensors, steps }).toEqual({ tensors: 32, steps: 94 });
    // Bit by bit on the kind of machine that trained it; another one's arithmetic may round otherwise.
    expect(largest).toBeLessThan(1e-4);
  });

  test.skipIf(!existsSync(samples))(
    'from a torch file too, by its safetensors; without the order of its data it ends near, not there',
    async () => {
      for (const name of ['mnist-base-e1', 'mnist-base-e2'])
        await publishSelf(ada, {
          model: `ada/${name}`,
          files: { [`${name}.pt`]: readFileSync(path.join(samples, `${name}.pt`)) },
        });
      await hub.background.idle();
      const start = await tensorsBelow(await pulled('ada/mnist-base-e1@main+safetensors'));
      const goal = await tensorsBelow(await pulled('ada/mnist-base-e2@main+safetensors'));
      const { equal, tensors, largest, steps } = resume('half-epochs', start, goal);
      // Both took 235 more steps from 235: the eight counters are equal, and nothing else.
      expect({ equal, tensors, steps }).toEqual({ equal: 8, tensors: 32, steps: 235 });
      expect(largest).toBeLessThan(0.5);
    },
  );
});

type Places = Record<
  string,
  { readonly file: string; readonly offset: number; readonly shape: readonly number[] }
>;

/** Where each tensor lies, under the names that the script uses: `fc1.weight`, `fc1.weight.exp_avg`. */
async function tensorsBelow(folder: string): Promise<Places> {
  const places: Places = {};
  for (const name of readdirSync(folder)) {
    await using source = await openFileSource(path.join(folder, name));
    const { tensors } = await inspectArtifact(name, source, { isQuick: true });
    for (const { name: tensor, offset, shape } of tensors)
      places[plainName(tensor)] = { file: path.join(folder, name), offset: offset ?? 0, shape };
  }
  return places;
}

const PARAMETERS = ['c1', 'c2', 'fc1', 'fc2'].flatMap((layer) => [`${layer}.weight`, `${layer}.bias`]);

// torch numbers an optimizer's parameters; the demo names them.
function plainName(name: string): string {
  const slot = /^optimizer_state_dict\.state\.(\d+)\.(\w+)$/.exec(name);
  return slot ? `${PARAMETERS[Number(slot[1])]}.${slot[2]}` : name.replace(/^optimizer\./, '');
}

function resume(recipe: string, start: Places, goal: Places) {
  const { status, stdout, stderr } = spawnSync(python ?? '', [script], {
    input: JSON.stringify({ recipe, start, goal }),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as { equal: number; tensors: number; largest: number; steps: number };
}

function filesOf(folder: string): Files {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name))]));
}

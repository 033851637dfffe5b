import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bytesOf } from '../../src/base/byte-source.ts';
import { siblingsOf } from '../../src/checkpoint/formats/siblings-fixture.ts';
import { inspectArtifact } from '../../src/checkpoint/inspect.ts';
import { makeWorkFolder } from '../../src/runner/work-folder.ts';
import type { Drill } from './drill.ts';
import { externalCases, externalModel, MARKER, type ExternalCase } from './t6-cases.ts';

/** Models whose weights lie elsewhere: inspected, and loaded the way the runner loads a model. */
export const externalData: Drill = {
  id: 'T6',
  claim: 'no model brings a byte from outside its own folder, and none that tries passes inspection',
  async run() {
    const root = mkdtempSync(path.join(tmpdir(), 'heirloom-t6-'));
    try {
      return await drill(root);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  },
};

async function drill(root: string) {
  const cases = externalCases(root);
  const models = plant(root, cases);
  const passed: string[] = [];
  for (const one of cases) if ((await inspect(one)) === 'VERIFIED') passed.push(one.name);
  const naive = load(models, path.join(root, 'model'));
  const copied = await loadCopies(models, root);
  const names = cases.flatMap(({ name }) => [`${name}, from its file`, `${name}, from memory`]);
  const leaked = names.filter((_, i) => hasMarker(copied[i]));
  return {
    figures: {
      cases: cases.length,
      'refused or quarantined': cases.length - passed.length,
      'loads as the runner does': copied.length,
      'loads that brought the marker': leaked.length,
      'loads in the folder itself, unchecked, that brought the marker': naive.filter(hasMarker).length,
      'loads that ended the process': copied.filter((output) => output === 'died').length,
    },
    violations: [
      ...passed.map((name) => `${name}: passed inspection`),
      ...leaked.map((name) => `${name}: brought the marker`),
      // Links do lead out where nobody copies; without that this drill would show nothing.
      ...(naive.some(hasMarker) ? [] : ['no unchecked load brought the marker: the drill does not bite']),
    ],
  };
}

/** The models and everything they could reach: links out of the folder, and honest weights. */
function plant(root: string, cases: readonly ExternalCase[]): readonly string[] {
  const folder = path.join(root, 'model');
  mkdirSync(path.join(folder, 'sub'), { recursive: true });
  writeFileSync(path.join(root, 'marker.bin'), MARKER);
  writeFileSync(path.join(folder, 'weights.bin'), Buffer.alloc(MARKER.length));
  symlinkSync(path.join(root, 'marker.bin'), path.join(folder, 'link.bin'));
  symlinkSync(root, path.join(folder, 'out'));
  linkSync(path.join(root, 'marker.bin'), path.join(folder, 'hard.bin'));
  return cases.map((one, i) => {
    const file = path.join(folder, `model-${i}.onnx`);
    writeFileSync(file, externalModel(one));
    return file;
  });
}

/** Beside it is what was published with it; links are not published. */
async function inspect(one: ExternalCase): Promise<string> {
  const siblings = siblingsOf({ 'weights.bin': Buffer.alloc(MARKER.length) });
  return (await inspectArtifact('model.onnx', bytesOf(externalModel(one)), { siblings })).state;
}

async function loadCopies(models: readonly string[], root: string): Promise<readonly string[]> {
  const dataset = path.join(root, 'dataset');
  writeFileSync(dataset, '');
  await using stack = new AsyncDisposableStack();
  const copies: string[] = [];
  for (const model of models) copies.push(stack.use(await makeWorkFolder(model, dataset)).modelFile);
  const empty = path.join(root, 'empty');
  mkdirSync(empty);
  return load(copies, empty);
}

/** A load may end the process: what follows it gets a new one. */
function load(models: readonly string[], cwd: string): readonly string[] {
  const outputs: string[] = [];
  while (outputs.length < 2 * models.length) {
    const program = path.join(import.meta.dirname, 't6-load.ts');
    const { stdout } = spawnSync(process.execPath, [program, `${outputs.length}`, ...models], {
      cwd,
      encoding: 'utf8',
      timeout: 60_000,
      env: { PATH: process.env['PATH'], ORT_DISABLE_TELEMETRY: '1' },
    });
    outputs.push(...stdout.split('\n').filter((line) => line.startsWith('{')));
    if (outputs.length < 2 * models.length) outputs.push('died');
  }
  return outputs;
}

function hasMarker(output: string | undefined): boolean {
  return output?.includes(MARKER.toString('hex')) ?? false;
}

import { chmod, readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { runProgram, scratchFolder } from './run-program.ts';

interface Expected {
  readonly checkpoints: Readonly<Record<string, { readonly correct: number; readonly total: number }>>;
}

test('the demo ends with 0 and a tree whose accuracies are the training script’s, to the flip', async () => {
  await using folder = await scratchFolder();
  await chmod(folder.path, 0o755);
  const { output, complaint, code } = await runProgram(folder.path, [
    'demo',
    '--all',
    '--exit',
    '--port',
    '0',
  ]);
  expect(complaint).toBe('');
  expect(code).toBe(0);
  const tree = output.slice(output.indexOf('✔ evaluated')).split('\n');
  const { checkpoints } = await expected();
  for (const [folderName, name] of NAMES) {
    const { correct, total } = checkpoints[folderName]!;
    const line = tree.find((candidate) => candidate.includes(`${name} `));
    expect(line).toContain(`${((100 * correct) / total).toFixed(1)} %`);
    expect(line).toContain('repeated, bitwise ×2 (one host)');
  }
  expect(output).toMatch(
    /└─CONTINUATION→ mnist\/base@e2 .*\n {3}└─FINE_TUNE→ mnist\/low-digits .*⚠ DISPARITY digits 5–9 vs 0–4/,
  );
  expect(output).toMatch(/ {6}└─QUANTIZATION→ mnist\/low-digits-fp16 .*⚠ inherited: DISPARITY/);
  expect(output).toContain('100 % by swarm');
  expect(output).toContain('10 runs, 2 evaluators on this host: bitwise equal');
  await expectZoo(output.split('\n'));
}, 400_000);

/** A line for each protocol of each family; what was counted in training is claimed, and repeated by both evaluators. */
async function expectZoo(lines: readonly string[]): Promise<void> {
  const { checkpoints } = JSON.parse(await readFile(new URL('expected.json', ZOO), 'utf8')) as Zoo;
  for (const [name, { protocols }] of Object.entries(checkpoints)) {
    const found = lines.filter((line) => line.startsWith(`  ${name} `));
    const files = await readdir(new URL(`checkpoints/${name}`, ZOO));
    expect(found, name).toHaveLength(files.filter((file) => file.startsWith('protocol')).length);
    const claimed = found.filter((line) => !line.endsWith('nothing claimed'));
    expect(claimed, name).toHaveLength(Object.keys(protocols).length);
    for (const line of claimed) expect(line).toMatch(/ R1 repeated, bitwise ×2 \(one host\)$/);
  }
}

const ZOO = new URL('../../scripts/zoo/', import.meta.url);

interface Zoo {
  readonly checkpoints: Readonly<Record<string, { readonly protocols: Readonly<Record<string, unknown>> }>>;
}

const NAMES = [
  ['base-e1', 'mnist/base@e1'],
  ['base-e2', 'mnist/base@e2'],
  ['low-digits', 'mnist/low-digits'],
  ['low-digits-fp16', 'mnist/low-digits-fp16'],
  ['scratch', 'mnist/scratch'],
] as const;

async function expected(): Promise<Expected> {
  return JSON.parse(
    await readFile(new URL('../../scripts/demo/expected.json', import.meta.url), 'utf8'),
  ) as Expected;
}

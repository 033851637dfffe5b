import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { openTestHub, type TestHub } from '../support/test-hub.ts';
import { runProgram, scratchFolder } from './run-program.ts';

let hub: TestHub;
let folder: Awaited<ReturnType<typeof scratchFolder>>;

beforeAll(async () => {
  hub = await openTestHub();
  folder = await scratchFolder();
  const ada = await hub.joinSelf('ada');
  const files = (seed: number) => ({
    'model.safetensors': smallSafetensors(seed),
    'README.md': '---\npipeline_tag: image-classification\n---\n# It sees\n',
  });
  await publishSelf(ada, { model: 'ada/seer', license: 'MIT', files: files(1) });
  await publishSelf(ada, { model: 'ada/closed', license: 'CC-BY-NC-4.0', files: files(2) });
});
afterAll(async () => {
  await folder?.[Symbol.asyncDispose]();
  await hub?.[Symbol.asyncDispose]();
});

const run = (...words: readonly string[]) => runProgram(folder.path, [...words, '--hub', hub.url]);

test('search by use shows how the task is known, what it needs, and what that means', async () => {
  const flags = ['--task', 'image-classification', '--license', 'commercial', '--fits', '8GB'];
  const { output, complaint, code } = await run('search', ...flags);
  expect([code, complaint]).toEqual([0, '']);
  expect(output).toMatch(/ada\/seer {2}MIT .* declared .* needs 79\.\d MB {2}VERIFIED/);
  expect(output).not.toContain('ada/closed');
  expect(output).toContain('4,096 tokens of context at most');
  expect(output).toContain('as far as they are known here');
});

test('what is too large, or reproduced by nobody, is not found', async () => {
  expect((await run('search', '--fits', '1MB')).output).toContain('nothing found');
  expect((await run('search', '--task', 'image-classification', '--min-level', 'R1')).output).toContain(
    'nothing found',
  );
});

test('a license is still found by its own id', async () => {
  const { output } = await run('search', '--license', 'cc-by-nc-4.0', '--json');
  expect(JSON.parse(output)).toMatchObject({ nodes: [{ name: 'ada/closed' }] });
});

test.each([
  [
    'a task that nobody knows',
    ['--task', 'image-clasification'],
    'CHECKPOINT_TASK_UNKNOWN',
    'image-classification',
  ],
  ['a size that is none', ['--fits', 'much'], 'CLI_AMOUNT_UNREADABLE', '8GB'],
  ['a number that is none', ['--min-seeders', 'some'], 'CLI_AMOUNT_UNREADABLE', 'whole number'],
  ['a license that is none', ['--license', 'free beer'], 'LICENSE_UNKNOWN', 'copyleft-free'],
])('%s is refused', async (_, flags, refused, named) => {
  const { code, complaint } = await run('search', ...flags);
  expect([code, complaint]).toEqual([2, expect.stringContaining(refused)]);
  expect(complaint).toContain(named);
});

test('tasks are listed by family, with how many are here', async () => {
  const { output, code } = await run('tasks');
  expect(code).toBe(0);
  expect(output).toMatch(/^vision +image-classification +2 {2}Says which/m);
  expect(output).toMatch(/^reinforcement learning +robotics/m);
});

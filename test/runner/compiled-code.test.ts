import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { withCompiledCode } from '../../src/runner/compiled-code.ts';
import { runJob } from '../../src/runner/run-job.ts';
import { sandbox } from '../../src/runner/sandbox.ts';
import { errorOf, makeFixture, mnistDataset, mnistProtocol, resultOf } from './job-fixture.ts';
import { tinyModel } from './tiny-onnx.ts';

const dataset = mnistDataset(20);
const own = await sandbox();

describe.skipIf(own.level !== 'bwrap')('our code, compiled once', () => {
  test('is what children run, and none of them can change it', async () => {
    await using fixture = await makeFixture();
    const folder = fixture.fresh();
    const fast = await withCompiledCode(own, folder);
    expect(fast.compiledFolder).toBe(folder);
    const before = await filesIn(folder);
    expect(before.length).toBeGreaterThan(20);
    const job = async () => ({
      modelBytesPath: await fixture.file(tinyModel()),
      datasetPath: await fixture.file(dataset.bytes),
      protocol: mnistProtocol(dataset.digest, 20),
      itemsPath: fixture.fresh(),
    });
    const [plain, compiled] = [
      await runJob(await job(), { sandbox: own }),
      await runJob(await job(), { sandbox: fast }),
    ];
    expect(resultOf(compiled)).toEqual(resultOf(plain));
    const program = await fixture.file(HOSTILE, '.mjs');
    const error = errorOf(await runJob(await job(), { sandbox: fast, program }));
    expect(error.message + JSON.stringify(error.facts)).toContain('EROFS EROFS');
    expect(await filesIn(folder)).toEqual(before);
  });
});

test('a child that no sandbox holds compiles for itself', async () => {
  await using fixture = await makeFixture();
  const loose = { ...own, level: 'process' as const };
  expect(await withCompiledCode(loose, fixture.fresh())).toBe(loose);
});

const HOSTILE = `
import { readdirSync, renameSync, writeFileSync } from 'node:fs';
const codes = [];
const [first] = readdirSync('/app/compiled');
for (const act of [() => writeFileSync('/app/compiled/x', ''), () => renameSync('/app/compiled/' + first, '/app/compiled/x')])
  try { act(); codes.push('worked'); } catch (error) { codes.push(error.code); }
process.stderr.write(codes.join(' '));
process.exit(3);
`;

async function filesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder, { recursive: true })).toSorted();
}

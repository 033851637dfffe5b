import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import type { Limits } from '../../src/runner/limits.ts';
import { runJob, type RunOptions } from '../../src/runner/run-job.ts';
import { sandbox, type Sandbox } from '../../src/runner/sandbox.ts';
import { errorOf, makeFixture, mnistDataset, mnistProtocol } from './job-fixture.ts';
import { tinyModel } from './tiny-onnx.ts';

// What a model could do once it had taken over its child: here the child's program is the attack itself.
const dataset = mnistDataset(10);
const protocol = mnistProtocol(dataset.digest, 10);
let fixture: Awaited<ReturnType<typeof makeFixture>>;
let files: { modelBytesPath: string; datasetPath: string };
let own: Sandbox;

beforeAll(async () => {
  fixture = await makeFixture();
  files = { modelBytesPath: await fixture.file(tinyModel()), datasetPath: await fixture.file(dataset.bytes) };
  own = await sandbox();
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => fixture[Symbol.asyncDispose]());

interface Attack extends RunOptions {
  readonly limits?: Partial<Limits>;
}

async function attack(script: string, { limits = {}, ...options }: Attack = {}) {
  const program = await fixture.file(`${PRELUDE}\n${script}`, '.mjs');
  const itemsPath = fixture.fresh();
  const outcome = await runJob({ ...files, protocol, itemsPath, limits }, { program, ...options });
  return { error: errorOf(outcome), itemsPath };
}

/** What every attack has at hand; `say` answers with an error that carries its finding to the test. */
const PRELUDE = `
import * as fs from 'node:fs';
import { spawn } from 'node:child_process';
const job = JSON.parse(fs.readFileSync(0, 'utf8'));
const answer = (line) => fs.writeSync(1, JSON.stringify(line) + '\\n');
const say = (finding) => answer({ error: { kind: 'fault', code: 'RUNNER_FAILED', message: JSON.stringify(finding) } });
const result = (change) => answer({ result: { items: 10, batchSize: 64, optimisationLevel: 'all', driver: null,
  outputsDigest: 'sha256:' + '0'.repeat(64), challenge: null, ...change } });
`;

/** Ten items of the right form, written without our code. */
const FORGED_ITEMS = `
    const header = Buffer.from(JSON.stringify({ logits: { dtype: 'F32', shape: [10, 10], data_offsets: [0, 400] },
      predictions: { dtype: 'U8', shape: [10], data_offsets: [400, 410] } }));
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(header.length));
    fs.writeFileSync(job.itemsFile, Buffer.concat([length, header, Buffer.alloc(410, 1)]))`;

const levels = [['bwrap'], ['process']] as const;

describe.each(levels)('at level %s', (level) => {
  const options = () => ({ sandbox: { ...own, level } });
  const skipUnlessHere = (skip: (condition: boolean, note: string) => void) => {
    skip(process.platform !== 'linux', 'a child is only contained on Linux');
    skip(level === 'bwrap' && own.level !== 'bwrap', 'bwrap does not contain on this machine');
    skip(own.tools.prlimit === null, 'prlimit is not installed');
  };

  test('a child that never ends is killed with all its own', async ({ skip }) => {
    skipUnlessHere(skip);
    const mark = `child-${level}-${process.pid}`;
    const script = `
      const beat = 'setInterval(() => undefined, 1000)';
      spawn(process.execPath, ['-e', beat, '${mark}'], { stdio: 'inherit' });
      spawn(process.execPath, ['-e', beat, '${mark}'], { stdio: 'ignore' });
      for (;;);`;
    const running = attack(script, { ...options(), limits: { wallMs: 10_000 } });
    await vi.waitFor(
      () => expect(commandLines().filter((line) => line.includes(mark))).toHaveLength(2),
      20_000,
    );
    expect((await running).error).toMatchObject({ kind: 'fault', code: 'RUNNER_TIMEOUT' });
    // A killed process is listed until its parent has noticed.
    await vi.waitFor(() => expect(commandLines().filter((line) => line.includes(mark))).toEqual([]), 20_000);
  });

  test('a stopped runner takes its child along', async ({ skip }) => {
    skipUnlessHere(skip);
    const mark = `stopped-${level}-${process.pid}`;
    const stop = new AbortController();
    const script = `spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)', '${mark}']); for (;;);`;
    const running = attack(script, { ...options(), signal: stop.signal });
    await vi.waitFor(() => expect(commandLines().join()).toContain(mark), 20_000);
    stop.abort();
    expect((await running).error).toMatchObject({ kind: 'fault', code: 'RUNNER_STOPPED' });
    await vi.waitFor(() => expect(commandLines().join()).not.toContain(mark), 20_000);
  });

  test('a child gets the memory it may have, and no more', async ({ skip }) => {
    skipUnlessHere(skip);
    const take = (mebibytes: number) => `
      const taken = [];
      for (let i = 0; i < ${mebibytes / 16}; i++) taken.push(Buffer.alloc(16 << 20, 1));
      say(taken.length);`;
    const limits = { memoryBytes: 1 << 30 };
    expect((await attack(take(64), { ...options(), limits })).error.message).toBe('4');
    expect((await attack(take(2048), { ...options(), limits })).error.code).toBe('RUNNER_CRASHED');
  });

  test('a child can write its items, and no longer file', async ({ skip }) => {
    skipUnlessHere(skip);
    const script = `
      const written = [];
      for (const size of [500, 1 << 20]) try {
        fs.writeFileSync(job.itemsFile, Buffer.alloc(size));
        written.push(size);
      } catch (error) { written.push(error.code); }
      say(written);`;
    expect((await attack(script, options())).error.message).toBe('[500,"EFBIG"]');
  });

  test('a child sees neither secrets nor files where it starts', async ({ skip }) => {
    skipUnlessHere(skip);
    vi.stubEnv('HEIRLOOM_OWNER_TOKEN', 'a secret of the operator');
    const { error } = await attack(`say({ env: process.env, here: fs.readdirSync('.') })`, options());
    const { env, here } = JSON.parse(error.message) as { env: Record<string, string>; here: string[] };
    // bwrap names the folder it starts in, and nothing else is added.
    const { PWD: _, ...rest } = env;
    expect(rest).toEqual({ PATH: '/usr/bin:/bin', ORT_DISABLE_TELEMETRY: '1' });
    expect(here).toEqual([]);
  });

  test('a child that changes its model or dataset changes a copy', async ({ skip }) => {
    skipUnlessHere(skip);
    await attack(
      `for (const file of [job.modelFile, job.datasetFile]) try { fs.chmodSync(file, 0o600); fs.writeFileSync(file, ''); } catch {}
       say('tried')`,
      options(),
    );
    expect(digestOf(readFileSync(files.datasetPath))).toBe(dataset.digest);
    expect(digestOf(readFileSync(files.modelBytesPath))).toBe(digestOf(tinyModel()));
  });

  test.for<[string, string, string]>([
    ['a crash', `process.kill(process.pid, 'SIGSEGV')`, 'RUNNER_CRASHED'],
    ['an exit with an answer but a wrong code', `result({}); process.exitCode = 3`, 'RUNNER_CRASHED'],
    ['silence', '', 'RUNNER_OUTPUT_INVALID'],
    ['nonsense', `fs.writeSync(1, 'Segmentation fault\\n')`, 'RUNNER_OUTPUT_INVALID'],
    ['two answers', `result({}); result({})`, 'RUNNER_OUTPUT_INVALID'],
    ['what it is worth, by its own word', `result({ correct: 10 })`, 'RUNNER_OUTPUT_INVALID'],
    [
      'an answer to a challenge that was not asked',
      `result({ challenge: 'AACAPw==' })`,
      'RUNNER_OUTPUT_INVALID',
    ],
    ['a flood', `for (;;) try { fs.writeSync(1, 'x'.repeat(1000)) } catch {}`, 'RUNNER_OUTPUT_INVALID'],
    ['an answer without items', `result({})`, 'RUNNER_ITEMS_INVALID'],
    ['classes that its logits do not name', `${FORGED_ITEMS}; result({})`, 'RUNNER_ITEMS_INVALID'],
    ['an answer about fewer items', `${FORGED_ITEMS}; result({ items: 9 })`, 'RUNNER_OUTPUT_INVALID'],
  ])('%s is a fault, never a result', async ([, script, code], { skip }) => {
    skipUnlessHere(skip);
    const { error, itemsPath } = await attack(script, options());
    expect(error).toMatchObject({ kind: 'fault', code });
    expect(() => readFileSync(itemsPath)).toThrow('ENOENT');
  });
});

test('what a crashed child said last is told', async () => {
  const { error } = await attack(`console.error('out of luck'); process.exit(7)`);
  expect(error.facts.received).toContain('exit 7: out of luck');
});

test('a link in place of the items is not followed', async () => {
  const secret = await fixture.file('a secret beside');
  const script = `fs.unlinkSync(job.itemsFile); fs.symlinkSync(${JSON.stringify(secret)}, job.itemsFile); result({})`;
  const { error, itemsPath } = await attack(script, { sandbox: { ...own, level: 'process' } });
  expect(error).toMatchObject({ code: 'RUNNER_ITEMS_INVALID', facts: { received: 'a link or nothing' } });
  expect(() => readFileSync(itemsPath)).toThrow('ENOENT');
});

test('a stray that left the group does not keep the runner waiting', async () => {
  const mark = `stray-${process.pid}`;
  const script = `
    spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 600000)', '${mark}'], { detached: true, stdio: 'inherit' }).unref();
    say('left')`;
  const { error } = await attack(script, { sandbox: { ...own, level: 'process' } });
  expect(error.message).toBe('"left"');
  for (const [pid, line] of processes()) if (line.includes(mark)) process.kill(pid, 'SIGKILL');
});

function commandLines(): readonly string[] {
  return processes().map(([, line]) => line);
}

/** Of all processes, with zombies left out: they have no command line. */
function processes(): readonly (readonly [number, string])[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      return [[Number(pid), words.at(-2) ?? ''] as const];
    } catch {
      return [];
    }
  });
}

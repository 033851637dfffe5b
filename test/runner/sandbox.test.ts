import { chmod } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findTools } from '../../src/runner/child-command.ts';
import { openSandbox, sandboxLevel, type Sandbox } from '../../src/runner/sandbox.ts';
import { makeFixture } from './job-fixture.ts';

let fixture: Awaited<ReturnType<typeof makeFixture>>;
let own: Sandbox;
beforeAll(async () => {
  fixture = await makeFixture();
  own = await openSandbox();
});
afterAll(() => fixture[Symbol.asyncDispose]());

test('strangers’ models may run exactly where the strongest level works', async () => {
  expect(own.canRunStrangers).toBe(own.level === 'bwrap');
  expect(own.level === 'bwrap').toBe(own.shortfalls.length === 0);
  expect(await sandboxLevel()).toBe(own.level);
});

test('without bwrap only known owners’ models run, and it is said what is missing', async () => {
  expect(await openSandbox({ bwrap: null, prlimit: null })).toMatchObject({
    level: 'process',
    canRunStrangers: false,
    shortfalls: ['bwrap is not installed', 'prlimit is not installed: no limits but the clock'],
  });
});

test('a bwrap that the machine forbids is not counted', async () => {
  const bwrap = await fixture.file(
    '#!/bin/sh\necho "bwrap: No permissions to create a namespace" >&2\nexit 1\n',
  );
  await chmod(bwrap, 0o755);
  const { level, shortfalls } = await openSandbox({ ...findTools(), bwrap });
  expect(level).toBe('process');
  expect(shortfalls.join()).toContain('No permissions to create a namespace');
});

test('a bwrap that runs the program without containing it is not counted', async () => {
  // Drops every option and starts the probe as it lies on this machine.
  const worker = new URL('../../src/runner/probe-worker.ts', import.meta.url).pathname;
  const bwrap = await fixture.file(`#!/bin/sh\nexec '${process.execPath}' '${worker}'\n`);
  await chmod(bwrap, 0o755);
  const { level, shortfalls } = await openSandbox({ ...findTools(), bwrap });
  expect(level).toBe('process');
  expect(shortfalls.length).toBeGreaterThan(0);
});

// Each weakens the real bwrap in one way; the probe must find that way out.
describe('a bwrap that leaves a hole is not counted:', () => {
  test.for<[string, string, string, string]>([
    ['a child can reach the network', 'reach the network', '--new-session', '--new-session --share-net'],
    ['a child can reach local sockets', 'reach local sockets', '--new-session', '--new-session --share-net'],
    ['a child can read files outside', 'read files outside', '--tmpfs /tmp', '--bind /tmp /tmp'],
    ['a child can write files outside', 'write files outside', '--tmpfs /tmp', '--bind /tmp /tmp'],
    [
      'a child can see other processes',
      'see other processes',
      '--unshare-all',
      '--unshare-user --unshare-ipc --unshare-net --unshare-uts',
    ],
    ['a child inherits the environment', 'inherits the environment', '--clearenv', ''],
    ['a child is not nobody', 'is not nobody', '--uid 65534', '--uid 1234'],
    ['a child keeps capabilities', 'keeps capabilities', '--cap-drop ALL', '--cap-add ALL'],
    ['a child can write into its root', 'write into its root', '--remount-ro / ', ''],
  ])('%s', async ([, sentence, from, to], { skip }) => {
    skip(own.level !== 'bwrap', 'bwrap does not contain on this machine');
    const { level, shortfalls } = await openSandbox({ ...findTools(), bwrap: await weakened(from, to) });
    expect(level).toBe('process');
    expect(shortfalls.join()).toContain(sentence);
  });
});

/** A program that starts the real bwrap with some of its options replaced. */
async function weakened(from: string, to: string): Promise<string> {
  const real = findTools().bwrap;
  const path = await fixture.file(
    `#!${process.execPath}
const { spawnSync } = require('node:child_process');
const given = process.argv.slice(2).join(' ');
const changed = given.replace(${JSON.stringify(from)}, ${JSON.stringify(to)});
if (changed === given) throw new Error('nothing to weaken');
// --size belongs to a tmpfs, so it goes with it.
const args = changed.replace(/--size \\d+ --bind/, '--bind').split(' ').filter(Boolean);
process.exit(spawnSync(${JSON.stringify(real)}, args, { stdio: 'inherit' }).status ?? 99);
`,
    '.cjs',
  );
  await chmod(path, 0o755);
  return path;
}

import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import { CacheFolder } from '../../src/client/caches/cache-fixture.ts';
import { importsOf } from '../house/room-rules.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { openTestHub, type TestHub } from '../support/test-hub.ts';
import { runProgram, startProgram } from './run-program.ts';

const BUILD = fileURLToPath(new URL('../../scripts/build-cli.ts', import.meta.url));
const weights = smallSafetensors(1, 300_000);
let hub: TestHub;
let place: string;
let file: string;
let code: string;

beforeAll(async () => {
  // Far from any node_modules: what the file lacks, it finds nowhere.
  place = await mkdtemp(path.join(tmpdir(), 'heirloom-light-'));
  file = path.join(place, 'heirloom-cli.mjs');
  await promisify(execFile)(process.execPath, [BUILD, file]);
  code = await readFile(file, 'utf8');
  hub = await openTestHub();
  const ada = await hub.joinSelf('ada');
  const root = { 'model.safetensors': smallSafetensors(2, 300_000) };
  await publishSelf(ada, { model: 'ada/root', files: root });
  await publishSelf(ada, {
    model: 'ada/net',
    files: { 'model.safetensors': weights, 'README.md': '# net\n' },
    parents: [{ reference: 'ada/root', kind: 'FINE_TUNE' }],
  });
});
afterAll(async () => {
  await hub?.[Symbol.asyncDispose]();
  await rm(place, { recursive: true, force: true });
});

describe('the file', () => {
  test('is one, executable and of 10 MB at most', async () => {
    expect(await readdir(place)).toEqual(['heirloom-cli.mjs']);
    const { size, mode } = await stat(file);
    expect(size).toBeLessThanOrEqual(10_000_000);
    expect(size).toBeGreaterThan(1_000_000);
    expect(mode & 0o111).toBe(0o111);
    expect(code.startsWith('#!/usr/bin/env node\n')).toBe(true);
  });

  test('imports nothing but what Node brings', () => {
    const imported = importsOf('heirloom-cli.mjs', code);
    expect(imported.length).toBeGreaterThan(10);
    expect(imported.filter((name) => !isBuiltin(name))).toEqual([]);
    const required = [...code.matchAll(/__require\("([^"]+)"\)/g)].map((match) => match[1] ?? '');
    expect(required.length).toBeGreaterThan(10);
    expect([...new Set(required)].filter((name) => !isBuiltin(name)).sort()).toEqual(ASKED_FOR_IN_VAIN);
  });

  test('holds none of a hub’s libraries, and no native one', () => {
    const held = new Set(
      [...code.matchAll(/^\/\/ .*node_modules\/((?:@[^/\n]+\/)?[^/\n]+)/gm)].map(([, name]) => name),
    );
    expect(held).toContain('webtorrent');
    const unwanted = ['@apollo/server', 'graphql', 'typeorm', 'pg', 'pino', '@tus/server'];
    const native = ['onnxruntime-node', 'node-datachannel', 'utp-native', 'require-addon', 'bufferutil'];
    expect([...unwanted, ...native].filter((name) => held.has(name))).toEqual([]);
    expect(code).not.toContain('require-addon');
  });
});

/** Optional parts of libraries, each of which does without. */
const ASKED_FOR_IN_VAIN = ['bufferutil', 'supports-color', 'utf-8-validate'];

// No native module could be loaded even if there were one.
const program = () => ['--no-addons', file];
const run = async (words: readonly string[], folder?: string) =>
  runProgram(folder ?? (await hub.folder()), words, program());
const ask = async (words: readonly string[], folder?: string) => {
  const { output, complaint, code: exit } = await run([...words, '--hub', hub.url, '--json'], folder);
  expect([exit, complaint]).toEqual([0, '']);
  return JSON.parse(output) as unknown;
};

describe('the light client', () => {
  test('says its version and its commands', async () => {
    const { version } = JSON.parse(
      await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
    ) as { version: string };
    expect((await run(['--version'])).output).toBe(`${version}\n`);
    const { output } = await run(['--help']);
    for (const name of 'pull seed adopt lineage search tasks inspect identify verify audit'.split(' '))
      expect(output).toMatch(new RegExp(`^ {2}${name} `, 'm'));
    expect(output).not.toMatch(/^ {2}(hub|demo|publish|runner) /m);
    expect((await run(['hub'])).code).toBe(2);
  });

  test('searches and draws the lineage', async () => {
    expect(await ask(['search', 'net'])).toMatchObject({ nodes: [{ name: 'ada/net' }] });
    const { output } = await run(['lineage', 'ada/net', '--hub', hub.url]);
    expect(output).toMatch(/^ada\/root .*\n└─FINE_TUNE→ ada\/net ←/);
  });

  test('pulls from peers, verifies, inspects and identifies', async () => {
    const folder = await hub.folder();
    await ask(['pull', 'ada/net', '--peers-only', '--out', folder]);
    const model = path.join(folder, 'model.safetensors');
    expect(await readFile(model)).toEqual(Buffer.from(weights));
    expect(await ask(['verify', folder])).toMatchObject({ name: 'ada/net', isRight: true });
    expect(await ask(['identify', model])).toMatchObject([
      { identity: { kind: 'FILE', places: [{ checkpoint: 'ada/net', path: 'model.safetensors' }] } },
    ]);
    expect(await ask(['audit', model])).toMatchObject({ found: [], files: [{ isKnown: true }] });
    const { output } = await run(['inspect', model, '--json']);
    expect(JSON.parse(output)).toMatchObject([
      { digest: digestOf(weights), inspection: { state: 'VERIFIED', parameterCount: 300_000 } },
    ]);
    await writeFile(model, Buffer.alloc(weights.byteLength));
    const changed = await run(['verify', folder, '--reference', 'ada/net', '--hub', hub.url]);
    expect(changed.code).toBe(1);
    expect(changed.output).toMatch(/✘ model\.safetensors {3}is changed\n {2}expected {2}sha256:/);
    expect(changed.output).toMatch(/✘ this is not ada\/net as ada signed it/);
  });

  test('reads HDF5 by the library that it carries', async () => {
    const folder = await hub.folder();
    await writeFile(path.join(folder, 'model.h5'), await hdf5File());
    const { output } = await run(['inspect', 'model.h5', '--json'], folder);
    expect(JSON.parse(output)).toMatchObject([
      { inspection: { format: 'hdf5', tensors: [{ name: 'dense/kernel', shape: [2, 3] }] } },
    ]);
  });

  test.for(['seed', 'adopt'])('starts to %s what a folder has', async (command) => {
    await using caches = await CacheFolder.open();
    await caches.huggingFaceFile('ada/net', 'model.safetensors', weights);
    await caches.write('plain/model.safetensors', weights);
    const words = command === 'seed' ? ['seed', 'plain'] : ['adopt', 'huggingface'];
    await chmod(caches.root, 0o755);
    const child = startProgram(caches.root, [...words, '--hub', hub.url], program());
    const ended = once(child, 'close');
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await expect.poll(() => said).toMatch(/✔ seeding {3}1 file at 127\.0\.0\.1:\d+/);
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
  });

  test('ends a wrong command line with 2 and a missing hub with 1', async () => {
    expect((await run(['pull'])).code).toBe(2);
    expect((await run(['search', 'x', '--hub', 'http://127.0.0.1:1'])).code).toBe(1);
  });
});

async function hdf5File(): Promise<Uint8Array> {
  const h5wasm = await import('h5wasm');
  const { FS } = await h5wasm.ready;
  const written = new h5wasm.File('/light.h5', 'w');
  written.create_group('dense');
  written.create_dataset({ name: 'dense/kernel', data: Float32Array.of(1, 2, 3, 4, 5, 6), shape: [2, 3] });
  written.close();
  return FS.readFile('/light.h5');
}

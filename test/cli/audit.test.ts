import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOf, hexOf, parseDigest, type Digest } from '../../src/base/digest.ts';
import { CacheFolder } from '../../src/client/caches/cache-fixture.ts';
import { inviteContributor } from '../../src/client/generated/operations.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { registerMnist } from '../support/evaluating.ts';
import { hostilePickle } from '../support/pickle.ts';
import { publishSelf, smallSafetensors, type Publication } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';
import { runProgram, scratchFolder } from './run-program.ts';

const weights = {
  tuned: smallSafetensors(2),
  old: smallSafetensors(3),
  trained: smallSafetensors(5),
  apart: smallSafetensors(6),
  unpublished: smallSafetensors(7),
  free: smallSafetensors(8),
};
let hub: TestHub;
let ada: SelfMember;
let dataset: Digest;
let steward: Awaited<ReturnType<typeof scratchFolder>>;
let home: Awaited<ReturnType<typeof scratchFolder>>;
let caches: CacheFolder;
let numbers: { readonly privacy: number; readonly malware: number };

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  const { protocol, dataset: digits } = await registerMnist(ada);
  dataset = digits;
  await publish('base', { 'model.safetensors': smallSafetensors(1) }, { license: 'CC-BY-NC-4.0' });
  await publish(
    'tuned',
    { 'model.safetensors': weights.tuned, 'extra.pt': hostilePickle() },
    under('ada/base'),
  );
  await publish('old', { 'model.safetensors': weights.old });
  await publish('old', { 'model.safetensors': smallSafetensors(4) });
  const trainedOn = JSON.stringify({ dataset: 'ada/digits' });
  await publish('trained', { 'model.safetensors': weights.trained, 'metadata.json': trainedOn });
  await publish('apart', { 'model.safetensors': weights.apart });
  await publish('free', { 'model.safetensors': weights.free });
  await reportDisparity('ada/apart', protocol);
  const takenBack = { of: 'DATASET', parent: null, kind: null, reason: 'no consent' } as const;
  await signAndSubmit(ada, 'withdrawal', { name: 'ada/digits', digest: dataset }, takenBack);
  [steward, home, caches] = await Promise.all([scratchFolder(), scratchFolder(), CacheFolder.open()]);
  const invitation = { name: 'stella', role: 'STEWARD' } as const;
  const { code } = await hub.owner.client.act(inviteContributor, invitation);
  await runProgram(steward.path, ['login', hub.url, '--invite', code, '--name', 'stella']);
  numbers = {
    privacy: await warn('high', 'privacy', '--checkpoint', 'ada/base', '--remedy', 'use ada/free'),
    malware: await warn('critical', 'security', '--artifact', digestOf(weights.unpublished)),
  };
});
afterAll(async () => {
  for (const room of [steward, home, caches, hub]) await room?.[Symbol.asyncDispose]();
});

const under = (reference: string) => ({ parents: [{ reference, kind: 'ADAPTER' as const }] });

async function publish(name: string, files: Publication['files'], more: Partial<Publication> = {}) {
  return publishSelf(ada, { model: `ada/${name}`, files, ...more });
}

async function reportDisparity(reference: string, protocol: Digest): Promise<void> {
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { coreDigest: string } }>(
    'query ($reference: String!) { checkpoint(reference: $reference) { coreDigest } }',
    { reference },
  );
  const groups = [
    { name: 'young', k: 480, n: 500 },
    { name: 'old', k: 300, n: 500 },
  ];
  const body = { dataset, protocol, attribute: 'age', harms: ['erasure' as const], groups };
  const subject = { name: reference, digest: parseDigest(checkpoint.coreDigest) };
  await signAndSubmit(ada, 'bias-report', subject, body);
}

async function warn(severity: string, kind: string, ...more: readonly string[]): Promise<number> {
  const words = [
    'advisory',
    'publish',
    '--severity',
    severity,
    '--kind',
    kind,
    '--title',
    `a ${kind} matter`,
  ];
  const { output, complaint, code } = await runProgram(steward.path, [
    ...words,
    '--text',
    'as found',
    ...more,
    '--hub',
    hub.url,
    '--json',
  ]);
  expect([complaint, code]).toEqual(['', 0]);
  return (JSON.parse(output) as { number: number }).number;
}

interface AuditDocument {
  readonly counts: Readonly<Record<string, number>>;
  readonly bytesRead: number;
  readonly found: readonly {
    readonly kind: string;
    readonly severity: string;
    readonly depth: number;
    readonly checkpoint: { readonly name: string } | null;
    readonly through: { readonly name: string } | null;
    readonly advisory: { readonly logIndex: number } | null;
    readonly files: readonly { readonly name: string }[];
  }[];
  readonly files: readonly { readonly name: string; readonly isKnown: boolean }[];
}

async function audit(...words: readonly string[]) {
  const { output, complaint, code } = await runProgram(home.path, [
    'audit',
    ...words,
    '--hub',
    hub.url,
    '--json',
  ]);
  expect(complaint).toBe('');
  return { code, ...(JSON.parse(output) as AuditDocument) };
}

const briefly = ({ found }: AuditDocument) =>
  found.map(({ kind, severity, checkpoint, depth, files }) =>
    [severity, kind, checkpoint?.name ?? '-', depth, files.map(({ name }) => name).join()].join(' '),
  );

describe('heirloom advisory', () => {
  test('lists, shows and withdraws', async () => {
    const run = (...words: readonly string[]) =>
      runProgram(steward.path, ['advisory', ...words, '--hub', hub.url]);
    const spare = await warn('low', 'license', '--license', 'MIT', '--see', 'https://example.org/why');
    await hub.background.idle();
    expect((await run()).output).toMatch(
      new RegExp(`^${spare} +low +license +a license matter +by stella`, 'm'),
    );
    expect((await run('list', '--level', 'high')).output).not.toContain('a license matter');
    const { output } = await run('show', String(numbers.privacy));
    expect(output).toMatch(/^reaches +ada\/base$/m);
    expect(output).toMatch(/^reaches +ada\/tuned {3}1 edge below$/m);
    expect((await run('withdraw', String(spare), '--reason', 'settled')).code).toBe(0);
    expect((await run()).output).not.toContain('a license matter');
    expect((await run('list', '--all')).output).toMatch(/a license matter.*withdrawn/);
    expect([(await run('show', '99999')).code, (await run('burn')).code]).toEqual([2, 2]);
  });
});

describe('heirloom audit', () => {
  test('finds in a folder what is known against its files, once each, worst first', async () => {
    await using folder = await scratchFolder();
    const put = (name: string, bytes: Uint8Array) => writeFile(path.join(folder.path, name), bytes);
    for (const [name, bytes] of Object.entries(weights)) await put(`${name}.safetensors`, bytes);
    await put('extra.pt', hostilePickle());
    await put('mine.bin', Buffer.from('known to nobody'));
    const found = await audit(folder.path);
    expect(found.code).toBe(3);
    expect(briefly(found)).toEqual([
      'CRITICAL ADVISORY - 0 unpublished.safetensors',
      'HIGH QUARANTINE - 0 extra.pt',
      'HIGH ADVISORY ada/tuned 1 extra.pt,tuned.safetensors',
      'HIGH DATASET_WITHDRAWN ada/trained 0 trained.safetensors',
      'MODERATE OPEN_WARNING ada/apart 0 apart.safetensors',
      'MODERATE LICENSE ada/tuned 1 extra.pt,tuned.safetensors',
      'LOW SUPERSEDED ada/old 0 old.safetensors',
    ]);
    expect(found.found[2]).toMatchObject({
      advisory: { logIndex: numbers.privacy },
      through: { name: 'ada/base' },
    });
    expect(found.counts).toEqual({ CRITICAL: 1, HIGH: 3, MODERATE: 2, LOW: 1 });
    expect(found.files.filter(({ isKnown }) => !isKnown).map(({ name }) => name)).toEqual(['mine.bin']);
    expect(found.bytesRead).toBeGreaterThan(0);

    const again = await audit(folder.path, '--level', 'high');
    expect([again.code, again.bytesRead]).toEqual([3, 0]);
    expect(briefly(again)).toEqual(briefly(found).slice(0, 4));
    expect(again.counts).toEqual(found.counts);
    expect((await audit(folder.path, '--rehash')).bytesRead).toBe(found.bytesRead);
  });

  test('reads a file again once it is another, and files that are named', async () => {
    await using folder = await scratchFolder();
    const file = path.join(folder.path, 'model.safetensors');
    await writeFile(file, weights.free);
    expect(await audit(file)).toMatchObject({ code: 0, found: [], bytesRead: weights.free.byteLength });
    await writeFile(file, weights.unpublished);
    expect(briefly(await audit(file, '--level', 'critical'))).toEqual([
      expect.stringMatching(/^CRITICAL ADVISORY - 0 .*model\.safetensors$/),
    ]);
  });

  test('takes the word of names that are digests, and with --rehash does not', async () => {
    await caches.huggingFaceFile('ada/tuned', 'model.safetensors', weights.tuned);
    await caches.huggingFaceFile(
      'eve/lie',
      'model.safetensors',
      weights.unpublished,
      hexOf(digestOf(weights.free)),
    );
    const cache = path.join(caches.root, 'huggingface');
    const named = await audit(cache, '--level', 'high');
    expect([named.bytesRead, briefly(named)]).toEqual([
      0,
      ['HIGH ADVISORY ada/tuned 1 ada/tuned/model.safetensors'],
    ]);
    expect(briefly(await audit(cache, '--level', 'critical', '--rehash'))).toEqual([
      'CRITICAL ADVISORY - 0 eve/lie/model.safetensors',
    ]);
  });

  test('says it in lines, with what to do', async () => {
    await using folder = await scratchFolder();
    const file = path.join(folder.path, 'tuned.safetensors');
    await writeFile(file, weights.tuned);
    const words = ['audit', file, '--level', 'high', '--hub', hub.url];
    const { output, code } = await runProgram(home.path, words);
    expect(code).toBe(3);
    expect(output).toContain(`✘ high      advisory: a privacy matter   advisory ${numbers.privacy}`);
    expect(output).toContain('ada/tuned, from ada/base, 1 edge above');
    expect(output).toContain('→ use ada/free');
    expect(output).toContain('0 critical, 1 high, 1 moderate, 0 low; 1 below the level');
  });

  test('refuses folders that are not there, and unknown levels', async () => {
    const run = (...words: readonly string[]) => runProgram(home.path, ['audit', ...words, '--hub', hub.url]);
    expect((await run('/nowhere')).code).toBe(2);
    expect((await run('.', '--level', 'terrible')).code).toBe(2);
    // Where no usual cache is, too.
    expect((await run()).code).toBe(2);
    const many = Array.from({ length: 501 }, (_, i) => digestOf(String(i)));
    const asked = hub.anonymous.ask(
      'query ($digests: [Digest!]!) { concernsOfFiles(digests: $digests) { digest } }',
      {
        digests: many,
      },
    );
    expect(await codeOf(asked)).toBe('GRAPHQL_DIGESTS_MANY');
  });
});

test('a pull says first what an advisory says', async () => {
  const out = path.join(home.path, 'pulled');
  const words = ['pull', 'ada/base', '--http-only', '--out', out, '--hub', hub.url];
  const { code, complaint } = await runProgram(home.path, words);
  expect([code, complaint]).toEqual([
    0,
    expect.stringContaining('⚠ ada/base: advisory, high: a privacy matter'),
  ]);
  expect((await runProgram(home.path, [...words, '--strict'])).code).toBe(2);
});

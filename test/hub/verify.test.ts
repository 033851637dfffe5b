import { mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import { AnyClient } from '../support/any-client.ts';
import { planPull, pullPlans } from '../../src/client/pull-checkpoint.ts';
import { verifyFolder } from '../../src/client/verify-folder.ts';
import { openLyingHub } from '../support/lying-hub.ts';
import { hostilePickle } from '../support/pickle.ts';
import { publishByHub, publishSelf, smallSafetensors } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
let digest: string;
let folder: string;

const weights = smallSafetensors(1, 400_000);

beforeAll(async () => {
  hub = await openTestHub();
  const ada = await hub.joinSelf('ada');
  const files = { 'model.safetensors': weights, 'docs/README.md': '# net\n' };
  digest = (await publishSelf(ada, { model: 'ada/net', files })).checkpoint?.digest ?? '';
  // The same weights with more beside them, published later.
  await publishSelf(ada, { model: 'ada/more', files: { ...files, 'config.json': '{"a":1}' } });
  const eve = await hub.joinHub('eve');
  await publishByHub(eve, {
    model: 'eve/mixed',
    files: { 'model.safetensors': smallSafetensors(2), 'optimizer.pt': hostilePickle() },
  });
});
afterAll(() => hub?.[Symbol.asyncDispose]());

beforeEach(async () => {
  folder = await pulled('ada/net');
});

async function pulled(reference: string): Promise<string> {
  const target = await hub.folder();
  await pullPlans([await planPull(hub.anonymous, { reference, folder: target, roles: null })], {
    mode: 'http-only',
  });
  return target;
}

const verify = (reference: string | null = null, client = hub.anonymous, place = folder) =>
  verifyFolder(client, {
    folder: place,
    reference,
    digestOf: async ({ file }) => digestOf(await readFile(file)),
  });
const at = (name: string) => path.join(folder, name);
const verdictsOf = async (reference: string | null = null) => {
  const { files, isRight } = await verify(reference);
  return [isRight, Object.fromEntries(files.map(({ path: file, verdict }) => [file, verdict]))];
};

describe('verify', () => {
  test('finds the checkpoint by its files, the one that lacks least', async () => {
    expect(await verify()).toMatchObject({ name: 'ada/net', digest, signedBy: 'ada', isRight: true });
    await writeFile(at('config.json'), '{"a":1}');
    expect(await verify()).toMatchObject({ name: 'ada/more', isRight: true });
  });

  test.for<[string, () => Promise<unknown>, Readonly<Record<string, string>>]>([
    [
      'a changed byte',
      () => {
        const bytes = Uint8Array.from(weights);
        bytes[1000]! ^= 1;
        return writeFile(at('model.safetensors'), bytes);
      },
      { 'model.safetensors': 'CHANGED', 'docs/README.md': 'OK' },
    ],
    [
      'a file cut short',
      () => truncate(at('model.safetensors'), 1000),
      { 'model.safetensors': 'CHANGED', 'docs/README.md': 'OK' },
    ],
    [
      'a missing file',
      () => rm(at('docs/README.md')),
      { 'model.safetensors': 'OK', 'docs/README.md': 'MISSING' },
    ],
    [
      'a folder in a file’s place',
      async () => {
        await rm(at('docs/README.md'));
        await mkdir(at('docs/README.md'));
      },
      { 'model.safetensors': 'OK', 'docs/README.md': 'MISSING' },
    ],
    [
      'a file that a loader would prefer',
      () => writeFile(at('modeling.py'), 'import os'),
      { 'model.safetensors': 'OK', 'docs/README.md': 'OK', 'modeling.py': 'EXTRA' },
    ],
  ])('reports %s', async ([, change, verdicts]) => {
    await change();
    expect(await verdictsOf('ada/net')).toEqual([false, verdicts]);
  });

  test('says what was signed and what lies there', async () => {
    await truncate(at('model.safetensors'), 1000);
    const { files } = await verify('ada/net');
    expect(files.find(({ verdict }) => verdict === 'CHANGED')).toMatchObject({
      expected: `${weights.byteLength} bytes`,
      received: '1000 bytes',
    });
    await writeFile(at('model.safetensors'), Buffer.alloc(weights.byteLength));
    const again = await verify('ada/net');
    expect(again.files.find(({ verdict }) => verdict === 'CHANGED')).toMatchObject({
      expected: digestOf(weights),
      received: digestOf(Buffer.alloc(weights.byteLength)),
    });
  });

  test('knows the checkpoint by another file when the weights are changed', async () => {
    await truncate(at('model.safetensors'), 1000);
    expect(await verify()).toMatchObject({ name: 'ada/net', isRight: false });
  });

  test('takes links to files, and looks at no hidden file', async () => {
    const elsewhere = path.join(await hub.folder(), 'blob');
    await writeFile(elsewhere, weights);
    await rm(at('model.safetensors'));
    await symlink(elsewhere, at('model.safetensors'));
    await writeFile(at('.DS_Store'), 'x');
    expect(await verify()).toMatchObject({ isRight: true });
  });

  test('misses no file that the hub holds back', async () => {
    const { isRight, files } = await verify('eve/mixed', hub.anonymous, await pulled('eve/mixed'));
    expect([isRight, files.map(({ verdict }) => verdict)]).toEqual([true, ['OK', 'HELD']]);
  });

  test('refuses a folder of unknown files, and one that is not there', async () => {
    const other = await hub.folder();
    await writeFile(path.join(other, 'x'), 'y');
    expect(await codeOf(verify(null, hub.anonymous, other))).toBe('CLIENT_FOLDER_UNKNOWN');
    expect(await codeOf(verify('ada/net', hub.anonymous, path.join(other, 'no')))).toBe(
      'CLIENT_FOLDER_MISSING',
    );
    expect(await codeOf(verify('ada/nothing'))).toBe('HUB_CHECKPOINT_UNKNOWN');
  });

  test('believes neither another manifest nor another’s statement', async () => {
    await using liar = await openLyingHub(hub.url);
    const client = new AnyClient(liar.url, null);
    liar.lies.bytes = (file, bytes) =>
      file === `/artifacts/${digest.slice('sha256:'.length)}` ? Buffer.from(`${bytes.toString()} `) : null;
    expect(await codeOf(verify('ada/net', client))).toBe('CLIENT_MANIFEST_CHANGED');
    const foreign = digestOf('another manifest');
    liar.lies.bytes = () => null;
    liar.lies.answer = (data) => {
      const told = data as unknown as { checkpoint?: { digest: string } };
      if (told.checkpoint) told.checkpoint.digest = foreign;
      return data;
    };
    expect(await codeOf(verify('ada/net', client))).toBe('CLIENT_STATEMENT_FOREIGN');
  });
});

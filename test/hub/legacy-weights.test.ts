import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import { floats } from '../../src/checkpoint/formats/onnx-fixture.ts';
import { stateDict, TorchFixture } from '../../src/checkpoint/formats/torch/torch-fixture.ts';
import { dictOf } from '../../src/checkpoint/formats/pickle/pickle-fixture.ts';
import { writeSafetensors } from '../../src/checkpoint/write-safetensors.ts';
import { DigestMemory } from '../../src/client/digest-memory.ts';
import { identifyFile } from '../../src/client/identify-file.ts';
import { planPull, pullPlans } from '../../src/client/pull-checkpoint.ts';
import { Examiner } from '../../src/weights/examiner.ts';
import { publishSelf } from '../support/publishing.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
let ada: SelfMember;

/** 2,000 elements, so that the tensor is looked up by its bytes. */
const weight = floats(...Array.from({ length: 2_000 }, (_, i) => Math.sin(i)));
const bias = floats(1, 2, 3);

function torchFile(): Buffer {
  const torch = new TorchFixture();
  const model = stateDict({
    'fc.weight': torch.tensor('FloatStorage', weight, [40, 50]),
    'fc.bias': torch.tensor('FloatStorage', bias, [3]),
  });
  const moments = dictOf({ exp_avg: torch.tensor('FloatStorage', bias, [3]) });
  const optimizer = dictOf({ state: new Map([[0, moments]]) });
  return torch.zip(dictOf({ model, optimizer, epoch: 3 }));
}

function otherTorchFile(): Buffer {
  const torch = new TorchFixture();
  return torch.zip(stateDict({ b: torch.tensor('FloatStorage', floats(4, 5, 6), [3]) }));
}

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  await publishSelf(ada, {
    model: 'ada/old',
    revision: 'v1',
    files: { 'model.pt': torchFile(), 'README.md': '# old\n' },
  });
  await hub.background.idle();
});
afterAll(() => hub?.[Symbol.asyncDispose]());

const CHECKPOINT = `query ($reference: String!) { checkpoint(reference: $reference) {
  name state isOffered weightsIdentity parameterCount metadata { epoch }
  publishedBy { name }
  artifacts { path role artifact {
    digest state format contents { hasOptimizerState pickleGlobals training { epoch } dtypes { dtype elements } }
    tensors(first: 1) { nodes { name shape statistics { mean max count } spectrum { stableRank } } pageInfo { endCursor hasNextPage } }
    names { kind value }
  } }
  conversion { name }
  parents { kind evidence parent { name } }
} }`;

interface Answer {
  readonly checkpoint: {
    readonly name: string;
    readonly weightsIdentity: string;
    readonly artifacts: readonly {
      readonly path: string;
      readonly artifact: {
        readonly digest: string;
        readonly names: readonly { readonly kind: string; readonly value: string }[];
        readonly tensors: { readonly pageInfo: { readonly endCursor: string } };
      };
    }[];
  };
}

const ask = (reference: string) => hub.anonymous.ask<Answer>(CHECKPOINT, { reference });

describe('a torch file of listed parts', () => {
  test('is offered as a legacy, with what is inside', async () => {
    const { checkpoint } = await ask('ada/old@v1');
    expect(checkpoint).toMatchObject({
      state: 'VERIFIED_LEGACY',
      isOffered: true,
      parameterCount: 2_003,
      conversion: { name: 'ada/old@v1+safetensors' },
    });
    const [pt] = checkpoint.artifacts.filter((row) => row.path === 'model.pt');
    expect(pt).toMatchObject({
      role: 'WEIGHTS',
      artifact: {
        state: 'VERIFIED_LEGACY',
        format: 'torch',
        contents: {
          hasOptimizerState: true,
          training: { epoch: 3 },
          pickleGlobals: ['collections.OrderedDict', 'torch.FloatStorage', 'torch._utils._rebuild_tensor_v2'],
        },
      },
    });
  });

  test('is there as safetensors too, signed by the hub, linked by a proven conversion', async () => {
    const { checkpoint } = await ask('ada/old@v1+safetensors');
    expect(checkpoint).toMatchObject({
      state: 'VERIFIED',
      publishedBy: { name: 'hub' },
      weightsIdentity: (await ask('ada/old@v1')).checkpoint.weightsIdentity,
      parents: [{ kind: 'CONVERSION', evidence: 'PROVEN', parent: { name: 'ada/old@v1' } }],
    });
    expect(checkpoint.artifacts.map((row) => row.path)).toEqual([
      'README.md',
      'model.optimizer.safetensors',
      'model.safetensors',
    ]);
  });

  test('is found as safetensors by its name alone, and pulled', async () => {
    const folder = await hub.folder();
    const plan = await planPull(hub.anonymous, { reference: 'ada/old', folder, roles: ['WEIGHTS'] });
    expect(plan).toMatchObject({ name: 'ada/old@v1+safetensors', signedBy: 'hub' });
    await pullPlans([plan], { mode: 'http-only' });
    const bytes = await readFile(path.join(folder, 'model.safetensors'));
    expect(bytes.includes(Buffer.from(weight))).toBe(true);
  });

  test('is converted once, however often the hub looks', async () => {
    const count = 'SELECT count(*)::int AS n FROM checkpoint';
    const before = await hub.database.rows(count);
    hub.hub.bell.ring();
    await hub.background.idle();
    expect(await hub.database.rows(count)).toEqual(before);
  });
});

test('tensors come in pages, with their statistics', async () => {
  const { checkpoint } = await ask('ada/old@v1+safetensors');
  const file = checkpoint.artifacts.find((row) => row.path === 'model.safetensors');
  expect(file?.artifact.tensors).toMatchObject({
    nodes: [{ name: 'fc.bias', shape: [3], statistics: { mean: 2, max: 3, count: 3 }, spectrum: null }],
    pageInfo: { hasNextPage: true },
  });
  const { artifact } = await hub.anonymous.ask<{ artifact: unknown }>(
    `query ($digest: Digest!, $after: String) { artifact(digest: $digest) {
       tensors(first: 1, after: $after) { nodes { name spectrum { stableRank } } pageInfo { hasNextPage } } } }`,
    { digest: file?.artifact.digest, after: file?.artifact.tensors.pageInfo.endCursor },
  );
  expect(artifact).toMatchObject({
    tensors: {
      nodes: [{ name: 'fc.weight', spectrum: { stableRank: expect.any(Number) } }],
      pageInfo: { hasNextPage: false },
    },
  });
});

test('a file is found by every name that its bytes have', async () => {
  const { checkpoint } = await ask('ada/old@v1+safetensors');
  const file = checkpoint.artifacts.find((row) => row.path === 'model.safetensors');
  const names = file?.artifact.names ?? [];
  expect(names.map(({ kind }) => kind).sort()).toEqual(
    ['AUTO_V2', 'AUTO_V3', 'BLAKE3', 'CRC32', 'GIT_BLOB_SHA1', 'INFOHASH', 'SHA256'].sort(),
  );
  for (const { kind, value } of names) {
    const { artifactByDigest } = await hub.anonymous.ask<{ artifactByDigest: readonly unknown[] }>(
      'query ($kind: DigestKind!, $value: String!) { artifactByDigest(kind: $kind, value: $value) { digest } }',
      { kind, value },
    );
    expect(artifactByDigest, kind).toEqual([{ digest: file?.artifact.digest }]);
  }
});

describe('identify', () => {
  const identify = async (bytes: Uint8Array) => {
    const { writeFile } = await import('node:fs/promises');
    const file = path.join(await hub.folder(), 'some.safetensors');
    await writeFile(file, bytes);
    await using examiner = new Examiner();
    const memory = await DigestMemory.open(await hub.folder());
    return await identifyFile(hub.anonymous, { examiner, memory }, file, () => undefined);
  };
  const tensor = (name: string, bytes: Uint8Array, shape: number[]) =>
    ({ name, dtype: 'F32', shape, bytes }) as const;

  test('names the checkpoints that hold the very file', async () => {
    expect(await identify(torchFile())).toEqual({
      kind: 'FILE',
      digest: digestOf(torchFile()),
      places: [{ checkpoint: 'ada/old@v1', path: 'model.pt' }],
    });
  });

  test('knows the same weights in another container', async () => {
    const other = writeSafetensors([tensor('a', bias, [3]), tensor('b', weight, [40, 50])], { by: 'hand' });
    expect(await identify(other)).toMatchObject({
      kind: 'WEIGHTS',
      checkpoints: ['ada/old@v1+safetensors', 'ada/old@v1'],
    });
  });

  test('says how far others are comparable', async () => {
    const half = writeSafetensors([
      tensor('a', weight, [40, 50]),
      tensor('b', floats(...Array.from({ length: 2_000 }, () => 7)), [2_000]),
    ]);
    expect(await identify(half)).toEqual({
      kind: 'COMPARABLE',
      checkpoints: [
        { checkpoint: 'ada/old@v1', fraction: 0.5 },
        { checkpoint: 'ada/old@v1+safetensors', fraction: 0.5 },
      ],
    });
    const nothing = writeSafetensors([tensor('a', floats(9, 9), [2])]);
    expect(await identify(nothing)).toEqual({ kind: 'UNKNOWN' });
  });
});

test('a conversion takes no name from its owner, and is not what was published last', async () => {
  const weights = (n: number) =>
    writeSafetensors([{ name: 'w', dtype: 'F32', shape: [3], bytes: floats(n, 2, 3) }]);
  await publishSelf(ada, {
    model: 'ada/mine',
    revision: 'v1+safetensors',
    files: { 'm.safetensors': weights(1) },
  });
  await publishSelf(ada, { model: 'ada/mine', revision: 'v1', files: { 'model.pt': otherTorchFile() } });
  await publishSelf(ada, { model: 'ada/mine', revision: 'v2', files: { 'm.safetensors': weights(2) } });
  await hub.background.idle();
  expect((await ask('ada/mine')).checkpoint.name).toBe('ada/mine@v2');
  const { checkpoint } = await ask('ada/mine@v1+safetensors');
  expect(checkpoint).toMatchObject({ publishedBy: { name: 'ada' } });
  expect(await ask('ada/mine@v1')).toMatchObject({
    checkpoint: { conversion: { name: 'ada/mine@v1+safetensors-2' } },
  });
});

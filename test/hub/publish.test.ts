import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson, type PlainJson } from '../../src/base/canonical-json.ts';
import { digestOf, hexOf, type Digest } from '../../src/base/digest.ts';
import { REFUSAL_FIELDS } from '../support/any-client.ts';
import { isPublished } from '../../src/client/publish-checkpoint.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { hostilePickle } from '../support/pickle.ts';
import {
  HOST_MARK,
  planSelf,
  publishByHub,
  publishSelf,
  smallOnnx,
  smallSafetensors,
  upload,
  uploadAll,
} from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type Member, type SelfMember, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
let ada: SelfMember;
let bob: Member;

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  bob = await hub.joinHub('bob');
});
afterAll(() => hub?.[Symbol.asyncDispose]());

const rowCount = async (table: string) =>
  Number((await hub.database.rows(`SELECT count(*) AS count FROM ${table}`))[0]?.['count']);

async function checkpointOf(reference: string) {
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: Record<string, unknown> | null }>(
    `query ($reference: String!) { checkpoint(reference: $reference) {
       digest name state isOffered weightsIdentity parameterCount architecture
       statement { custody contributor { name } } artifacts { path role artifact { digest state } }
       parents { kind parent { name isStub } } } }`,
    { reference },
  );
  return checkpoint;
}

describe('a contributor who holds the key', () => {
  test('publishes files examined and signed at home', async () => {
    const accepted = await publishSelf(ada, {
      model: 'ada/net',
      files: { 'model.onnx': smallOnnx(1), 'README.md': '# net' },
    });
    expect(accepted.checkpoint).toMatchObject({ name: 'ada/net', state: 'VERIFIED', isOffered: true });
    expect(await checkpointOf('ada/net')).toMatchObject({
      digest: accepted.checkpoint?.digest,
      parameterCount: 6,
      architecture: 'onnx:MatMul',
      statement: { custody: 'SELF', contributor: { name: 'ada' } },
      artifacts: [
        { path: 'README.md', role: 'CARD' },
        {
          path: 'model.onnx',
          role: 'WEIGHTS',
          artifact: { digest: digestOf(smallOnnx(1)), state: 'VERIFIED' },
        },
      ],
    });
  });

  test('can publish the same again: one checkpoint, and the client knows it', async () => {
    const files = { 'model.safetensors': smallSafetensors(2) };
    const plan = await planSelf(ada, { model: 'ada/twice', files });
    expect(await isPublished(ada, plan)).toBe(false);
    const first = await publishSelf(ada, { model: 'ada/twice', files });
    expect(await isPublished(ada, plan)).toBe(true);
    const [checkpoints, artifacts] = [await rowCount('checkpoint'), await rowCount('artifact')];
    const second = await publishSelf(ada, { model: 'ada/twice', files });
    expect(second.checkpoint?.digest).toBe(first.checkpoint?.digest);
    expect([await rowCount('checkpoint'), await rowCount('artifact')]).toEqual([checkpoints, artifacts]);
  });

  test('shares an artifact with every checkpoint that has the same bytes', async () => {
    const weights = smallSafetensors(3);
    await publishSelf(ada, {
      model: 'ada/shared',
      files: { 'model.safetensors': weights, 'README.md': 'a' },
    });
    await publishSelf(ada, {
      model: 'ada/shared',
      revision: 'other',
      files: { 'model.safetensors': weights, 'README.md': 'b' },
    });
    const rows = await hub.database.rows('SELECT checkpoint_id FROM checkpoint_artifact WHERE digest = $1', [
      digestOf(weights),
    ]);
    expect(rows).toHaveLength(2);
    const artifacts = await hub.database.rows('SELECT 1 FROM artifact WHERE digest = $1', [
      digestOf(weights),
    ]);
    expect(artifacts).toHaveLength(1);
  });

  test('is told that a truncated file is none before anything is sent', async () => {
    const before = await hub.database.fingerprint();
    const truncated = [
      { 'model.safetensors': smallSafetensors(4).subarray(0, -4) },
      { 'model.onnx': smallOnnx(4).subarray(0, -9) },
    ];
    for (const files of truncated)
      expect(await codeOf(publishSelf(ada, { model: 'ada/cut', files }))).toBe('CLIENT_FILE_REJECTED');
    expect(await hub.database.fingerprint()).toEqual(before);
  });

  test('names a parent nobody published here as a stub', async () => {
    await publishSelf(ada, {
      model: 'ada/tuned',
      files: { 'model.safetensors': smallSafetensors(5) },
      parents: [{ reference: 'huggingface.co:meta/llama', kind: 'FINE_TUNE' }],
    });
    expect(await checkpointOf('ada/tuned')).toMatchObject({
      parents: [{ kind: 'FINE_TUNE', parent: { name: 'huggingface.co:meta/llama', isStub: true } }],
    });
    expect(await checkpointOf('huggingface.co:meta/llama')).toMatchObject({ digest: null, isOffered: false });
  });
});

describe('a contributor whose key the hub holds', () => {
  test('publishes uploads by one mutation, signed by the hub for them', async () => {
    const { checkpoint, statement } = await publishByHub(bob, {
      model: 'bob/net',
      files: { 'model.onnx': smallOnnx(10) },
    });
    expect(checkpoint).toMatchObject({ name: 'bob/net', state: 'VERIFIED', publishedBy: { name: 'bob' } });
    expect(statement.custody).toBe('HUB');
  });

  test.for<[string, Uint8Array]>([
    ['model.safetensors', smallSafetensors(11).subarray(0, -4)],
    ['model.onnx', smallOnnx(11).subarray(0, -9)],
  ])('is refused a truncated %s, and nothing is published', async ([name, bytes]) => {
    const artifacts = await uploadAll(bob, { [name]: bytes });
    const before = [await rowCount('checkpoint'), await rowCount('statement'), await rowCount('model')];
    const publication = { model: 'bob/cut', files: { [name]: bytes } };
    expect(await codeOf(publishByHub(bob, publication))).toBe('HUB_ARTIFACT_REJECTED');
    expect([await rowCount('checkpoint'), await rowCount('statement'), await rowCount('model')]).toEqual(
      before,
    );
    const response = await fetch(`${hub.url}/artifacts/${hexOf(artifacts[0]?.digest as Digest)}`);
    expect(response.status).toBe(404);
  });

  test.for<[string, Record<string, unknown>, string]>([
    ['an unknown license', { license: 'Made-Up-1.0' }, 'LICENSE_UNKNOWN'],
    [
      'a parent by a digest nobody has',
      { parents: [{ reference: digestOf('nobody'), kind: 'MERGE' }] },
      'HUB_PARENT_UNKNOWN',
    ],
    [
      'a parent by a name nobody has',
      { parents: [{ reference: 'ada/nobody', kind: 'MERGE' }] },
      'HUB_CHECKPOINT_UNKNOWN',
    ],
    ['another’s name', { model: 'ada/stolen' }, 'HUB_NAME_FOREIGN'],
    ['another’s name in capitals', { model: 'ADA/stolen' }, 'HUB_NAME_FOREIGN'],
    ['a name that is none', { model: 'bob/../ada' }, 'CHECKPOINT_NAME_MALFORMED'],
    ['a path out of the folder', { path: '../model.onnx' }, 'CHECKPOINT_PATH_MALFORMED'],
  ])('is refused %s', async ([, change, code]) => {
    const [artifact] = await uploadAll(bob, { 'model.onnx': smallOnnx(12) });
    const { path = 'model.onnx', ...rest } = change;
    const before = [
      await rowCount('checkpoint'),
      await rowCount('statement'),
      await rowCount('lineage_edge'),
    ];
    const act = publishByHubAt(bob, { model: 'bob/wrong', ...rest }, [{ ...artifact, path }]);
    expect(await codeOf(act)).toBe(code);
    expect([
      await rowCount('checkpoint'),
      await rowCount('statement'),
      await rowCount('lineage_edge'),
    ]).toEqual(before);
  });

  test('can’t publish what another uploaded but never published', async () => {
    const secret = smallSafetensors(13);
    await upload(ada, 'model.safetensors', secret);
    const artifact = { path: 'model.safetensors', role: 'WEIGHTS', digest: digestOf(secret) };
    const act = publishByHubAt(bob, { model: 'bob/taken' }, [{ ...artifact, sizeBytes: secret.byteLength }]);
    expect(await codeOf(act)).toBe('HUB_ARTIFACT_MISSING');
  });
});

async function publishByHubAt(member: Member, publication: Record<string, unknown>, artifacts: unknown[]) {
  const { license = 'MIT', parents = [], ...rest } = publication;
  const named = (parents as { reference: string; kind: string }[]).map(({ reference, kind }) =>
    reference.startsWith('sha256:') ? { kind, digest: reference } : { kind, name: reference },
  );
  return member.client.act(
    `mutation ($input: PublishCheckpointInput!) { publishCheckpoint(input: $input) { __typename ${REFUSAL_FIELDS} } }`,
    { input: { revision: 'main', license, artifacts, parents: named, ...rest } },
  );
}

describe('an upload', () => {
  test('whose bytes are not those announced is answered 422 with a code, and not kept', async () => {
    const bytes = Buffer.from('these bytes');
    const metadata = (digest: string) => `digest ${Buffer.from(digest).toString('base64')}`;
    const response = await fetch(`${hub.url}/uploads`, {
      method: 'POST',
      headers: {
        ...bob.client.headers,
        'tus-resumable': '1.0.0',
        'upload-length': String(bytes.byteLength),
        'upload-metadata': metadata(digestOf('other bytes')),
        'content-type': 'application/offset+octet-stream',
      },
      body: bytes,
    });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      error: { code: 'WEIGHTS_DIGEST_MISMATCH', received: digestOf(bytes) },
    });
    const kept = await hub.database.rows('SELECT 1 FROM artifact WHERE digest = ANY($1)', [
      [digestOf(bytes), digestOf('other bytes')],
    ]);
    expect(kept).toEqual([]);
    expect(await codeOf(upload(ada, 'a.txt', bytes, digestOf('other bytes')))).toBe(
      'WEIGHTS_DIGEST_MISMATCH',
    );
  });
});

describe('a pickle', () => {
  test('beside safe weights is kept and not given out; the checkpoint is offered', async () => {
    const files = { 'model.onnx': smallOnnx(20), 'optimizer.pt': hostilePickle() };
    const { checkpoint } = await publishByHub(bob, { model: 'bob/mixed', files });
    expect(checkpoint).toMatchObject({ state: 'VERIFIED', isOffered: true });
    const status = async (bytes: Uint8Array) =>
      (await fetch(`${hub.url}/artifacts/${hexOf(digestOf(bytes))}`)).status;
    expect(await status(files['optimizer.pt'])).toBe(403);
    expect(await status(files['model.onnx'])).toBe(200);
  });

  test('as the weights holds the checkpoint back', async () => {
    const files = { 'model.pt': Buffer.concat([hostilePickle(), Buffer.from(' ')]) };
    const { checkpoint } = await publishByHub(bob, { model: 'bob/held', files });
    expect(checkpoint).toMatchObject({ state: 'QUARANTINED', isOffered: false });
    const response = await fetch(`${hub.url}/artifacts/${hexOf(digestOf(files['model.pt']))}`);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: 'HTTP_ARTIFACT_HELD' } });
  });
});

describe('a lineage edge', () => {
  const declare = (member: Member, child: string, parent: string) =>
    member.client.act(
      `mutation ($input: DeclareLineageEdgeInput!) {
         declareLineageEdge(input: $input) { __typename ... on LineageEdgeDeclared { edge { kind } } ${REFUSAL_FIELDS} } }`,
      { input: { child, parent, kind: 'FINE_TUNE' } },
    );

  test('is added once, and never so that a checkpoint descends from itself', async () => {
    for (const [i, name] of ['old', 'middle', 'young'].entries())
      await publishByHub(bob, { model: `bob/${name}`, files: { 'model.onnx': smallOnnx(30 + i) } });
    await declare(bob, 'bob/middle', 'bob/old');
    await declare(bob, 'bob/young', 'bob/middle');
    const before = await hub.database.fingerprint();
    expect(await codeOf(declare(bob, 'bob/middle', 'bob/old'))).toBe('HUB_LINEAGE_EDGE_KNOWN');
    expect(await codeOf(declare(bob, 'bob/old', 'bob/old'))).toBe('HUB_LINEAGE_SELF_LOOP');
    expect(await codeOf(declare(bob, 'bob/old', 'bob/middle'))).toBe('HUB_LINEAGE_CYCLE');
    expect(await codeOf(declare(bob, 'bob/old', 'bob/young'))).toBe('HUB_LINEAGE_CYCLE');
    expect(await codeOf(declare(bob, 'ada/net', 'bob/young'))).toBe('HUB_CHECKPOINT_FOREIGN');
    expect(await codeOf(declare(bob, 'bob/old', 'bob/nowhere'))).toBe('HUB_CHECKPOINT_UNKNOWN');
    expect(await hub.database.fingerprint()).toEqual(before);
  });

  test('of two that together close a cycle, sent at once, only one is taken', async () => {
    for (const [i, name] of ['left', 'right'].entries())
      await publishByHub(bob, { model: `bob/${name}`, files: { 'model.onnx': smallOnnx(40 + i) } });
    const codes = await Promise.all([
      codeOf(declare(bob, 'bob/left', 'bob/right')),
      codeOf(declare(bob, 'bob/right', 'bob/left')),
    ]);
    expect(codes.sort()).toEqual(['HUB_LINEAGE_CYCLE', 'it was done']);
  });
});

test('50 statements of two contributors at once leave a log without gaps', async () => {
  const carol = await hub.joinSelf('carol');
  const members = [ada, carol];
  const plans: { member: SelfMember; plan: Awaited<ReturnType<typeof planSelf>> }[] = [];
  for (const member of members)
    for (let i = 0; i < 5; i++)
      plans.push({
        member,
        plan: await plannedUpload(member, `${member.name}/many-${i}`, 100 + plans.length),
      });
  const sizeBefore = await rowCount('statement');
  const acts = Array.from({ length: 50 }, (_, i) => {
    const { member, plan } = plans[i % plans.length]!;
    const subject = { name: plan.manifest.model, digest: plan.digest };
    return signAndSubmit(member, 'checkpoint', subject, {
      model: plan.manifest.model,
      revision: `r${i}`,
      host: HOST_MARK,
    });
  });
  const accepted = await Promise.all(acts);
  expect(new Set(accepted.map(({ statement }) => statement.logIndex)).size).toBe(50);
  const rows = await hub.database.rows<{ log_index: string }>(
    'SELECT log_index FROM statement ORDER BY log_index',
  );
  expect(rows.map(({ log_index: index }) => Number(index))).toEqual(
    Array.from({ length: sizeBefore + 50 }, (_, i) => i),
  );
  const many = await hub.database.rows(`SELECT 1 FROM checkpoint c JOIN model m ON m.id = c.model_id
                                          WHERE m.name LIKE '%/many-%'`);
  expect(many).toHaveLength(10);
});

async function plannedUpload(member: SelfMember, model: string, weight: number) {
  const files = { 'model.safetensors': smallSafetensors(weight) };
  const plan = await planSelf(member, { model, files });
  await uploadAll(member, files);
  await upload(member, 'manifest.json', Buffer.from(canonicalJson(plan.manifest as unknown as PlainJson)));
  return plan;
}

import { mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { digestOf } from '../../src/base/digest.ts';
import { REFUSAL_FIELDS } from '../support/any-client.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { importFiles } from '../../src/hub/import/import-files.ts';
import { modelRows } from '../../src/hub/import/row-kinds.ts';
import { planSelf, publishByHub, publishPlan, smallSafetensors } from '../support/publishing.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
let ada: SelfMember;

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
});
afterAll(() => hub[Symbol.asyncDispose]());

const weights = (n: number) => Buffer.from(smallSafetensors(n));
const listed = (name: string, bytes: Uint8Array) => ({
  rfilename: name,
  lfs: { sha256: digestOf(bytes).slice(7), size: bytes.length },
});

describe('a stub', () => {
  test('is taken in by the checkpoint that has all its weights, with its edges, its name and its id', async () => {
    const model = { id: 'meta/base', downloads: 7, siblings: [listed('model.safetensors', weights(1))] };
    await importModels([
      model,
      { id: 'x/child', tags: ['base_model:finetune:meta/base'] },
      { id: 'meta/old' },
    ]);
    const before = await checkpoint('huggingface.co:meta/base');
    expect(before).toMatchObject({ isStub: true, imported: [{ source: 'huggingface.co', downloads: 7 }] });
    await publish('ada/base', { 'model.safetensors': weights(1) });
    const after = await checkpoint('huggingface.co:meta/base');
    expect(after).toMatchObject({
      name: 'ada/base',
      isStub: false,
      imported: [{ name: 'meta/base', downloads: 7 }],
    });
    const { node } = await hub.anonymous.ask<{ node: { name: string } }>(
      `{ node(id: "${before?.id}") { ... on Checkpoint { name } } }`,
    );
    expect(node.name).toBe('ada/base');
    const child = await checkpoint('huggingface.co:x/child');
    expect(child?.parents).toMatchObject([
      {
        evidence: 'IMPORTED',
        logIndex: null,
        parent: { name: 'ada/base' },
        imported: [{ source: 'huggingface.co', place: 'TAG' }],
      },
    ]);
    await hub.background.idle();
    expect((await checkpoint('huggingface.co:x/child'))?.ancestors.nodes).toMatchObject([
      { checkpoint: { name: 'ada/base' } },
    ]);
    // What is imported later is said of what the stub became.
    await importModels([{ id: 'x/later', tags: ['base_model:adapter:meta/base'] }]);
    expect((await checkpoint('huggingface.co:x/later'))?.parents).toMatchObject([
      { parent: { name: 'ada/base' } },
    ]);
  });

  test('is not taken in by a checkpoint that has some of its weights, or was made from it', async () => {
    await importModels([
      {
        id: 'two/files',
        siblings: [listed('a.safetensors', weights(20)), listed('b.safetensors', weights(21))],
      },
      { id: 'copied/whole', siblings: [listed('model.safetensors', weights(22))] },
      { id: 'args/only', siblings: [listed('training_args.bin', weights(23))] },
    ]);
    await publish('ada/half', { 'a.safetensors': weights(20) });
    await publish('ada/args', { 'training_args.safetensors': weights(23) });
    await publish('ada/copy', { 'model.safetensors': weights(22) }, 'huggingface.co:copied/whole');
    for (const name of ['two/files', 'copied/whole', 'args/only'])
      expect(await checkpoint(`huggingface.co:${name}`)).toMatchObject({ isStub: true });
  });

  test('leaves its edges to what it became: a later crawl takes them back, but for those its publisher signed', async () => {
    const model = { id: 'kept/model', siblings: [listed('model.safetensors', weights(50))] };
    const tags = ['base_model:finetune:kept/parent', 'base_model:finetune:dropped/parent'];
    await importModels([{ ...model, tags }], '2026-01-01');
    const { digest } = await publish('ada/kept', { 'model.safetensors': weights(50) });
    expect((await checkpoint('ada/kept'))?.parents).toHaveLength(2);
    const edge = { parent: { name: 'huggingface.co:kept/parent' }, kind: 'FINE_TUNE' } as const;
    await signAndSubmit(ada, 'lineage-edge', { name: 'checkpoint', digest }, edge);
    await importModels([model], '2026-02-01');
    expect((await checkpoint('ada/kept'))?.parents).toEqual([
      {
        evidence: 'DECLARED',
        logIndex: expect.any(Number),
        parent: { name: 'huggingface.co:kept/parent' },
        imported: [],
      },
    ]);
  });

  test('gives nothing to a hundred impostors with its name', async () => {
    await importModels([
      { id: 'meta-llama/Llama-2-7b', siblings: [listed('model.safetensors', weights(1_000))] },
      { id: 'meta-llama/Llama-2-70b', siblings: ['model.safetensors'] },
      { id: 'x/tuned', tags: ['base_model:finetune:meta-llama/Llama-2-7b'] },
    ]);
    for (let n = 0; n < 100; n++)
      await publish(`ada/Llama-2-${n % 2 === 0 ? 7 : 70}b`, { 'model.safetensors': weights(2_000 + n) });
    const merged = await hub.database.rows(
      `SELECT stub_name FROM checkpoint WHERE merged_into_id IS NOT NULL AND stub_name LIKE '%lama%'`,
    );
    expect(merged).toEqual([]);
    expect(await checkpoint('huggingface.co:meta-llama/Llama-2-7b')).toMatchObject({ isStub: true });
    expect((await checkpoint('ada/Llama-2-7b'))?.imported).toEqual([]);
    // A hundred publications take a minute where other work is done beside.
  }, 300_000);
});

describe('a steward', () => {
  const document = `mutation ($stub: String!, $checkpoint: String!, $reason: String!) {
    mergeStub(stub: $stub, checkpoint: $checkpoint, reason: $reason) {
      __typename ... on StubMerged { checkpoint { name } statement { kind contributor { name } } } ${REFUSAL_FIELDS}
    }
  }`;
  const merge = async (client: TestHub['anonymous'], stub: string, name: string) => {
    const variables = { stub, checkpoint: name, reason: 'compared by hand' };
    return (await client.ask<{ mergeStub: Record<string, unknown> }>(document, variables)).mergeStub;
  };

  test('says which checkpoint a stub is, signed; nobody else can', async () => {
    const stella = await hub.joinHub('stella', 'STEWARD');
    const bob = await hub.joinHub('bob');
    await importModels([
      { id: 'renamed/model', tags: ['base_model:finetune:renamed/parent'] },
      { id: 'renamed/child', tags: ['base_model:finetune:renamed/model'] },
    ]);
    await publishByHub(bob, { model: 'bob/model', files: { 'model.safetensors': weights(30) } });
    await expect(merge(bob.client, 'huggingface.co:renamed/model', 'bob/model')).rejects.toThrow(
      expect.objectContaining({ code: 'HUB_PERMISSION_MISSING' }),
    );
    expect(await merge(stella.client, 'huggingface.co:renamed/model', 'bob/model')).toEqual({
      __typename: 'StubMerged',
      checkpoint: { name: 'bob/model' },
      statement: { kind: 'moderation', contributor: { name: 'stella' } },
    });
    expect((await checkpoint('bob/model'))?.parents).toMatchObject([
      { parent: { name: 'huggingface.co:renamed/parent' } },
    ]);
    expect(await merge(stella.client, 'huggingface.co:renamed/model', 'bob/model')).toMatchObject({
      code: 'HUB_STUB_MERGED',
    });
    expect(await merge(stella.client, 'huggingface.co:renamed/parent', 'bob/model')).toMatchObject({
      code: 'HUB_LINEAGE_CYCLE',
    });
    expect(await merge(stella.client, 'huggingface.co:no/such', 'bob/model')).toMatchObject({
      code: 'HUB_STUB_UNKNOWN',
    });
  });
});

describe('what is listed elsewhere', () => {
  test('names files by their digest on the first day', async () => {
    await importModels([
      { id: 'named/model', license: 'mit', siblings: [listed('sub/model.gguf', weights(40))] },
    ]);
    const { listedFiles } = await hub.anonymous.ask<{ listedFiles: unknown }>(
      `{ listedFiles(digest: "${digestOf(weights(40))}") { path sizeBytes checkpoint { name isStub } said { source name } } }`,
    );
    expect(listedFiles).toEqual([
      {
        path: 'sub/model.gguf',
        sizeBytes: weights(40).length,
        checkpoint: { name: 'huggingface.co:named/model', isStub: true },
        said: { source: 'huggingface.co', name: 'named/model' },
      },
    ]);
  });

  test('is shown whole, page by page, with what it said before', async () => {
    const row = {
      id: 'shown/model',
      author: 'shown',
      gated: 'auto',
      likes: 1,
      cardData: { license: 'llama3', language: ['en', 'de'] },
      siblings: ['a', 'b', 'c'],
      'model-index': [{ results: [{ metrics: [{ type: 'f1', value: 0.5 }] }] }],
    };
    await importModels([row], '2026-01-01');
    await importModels([{ ...row, likes: 2 }], '2026-02-01');
    const { checkpoint: shown } = await hub.anonymous.ask<{ checkpoint: { imported: unknown } }>(`{
      checkpoint(reference: "huggingface.co:shown/model") { imported {
        crawledAt isGone author gated likes languages licenseClaimed license
        files(first: 2) { nodes { path } pageInfo { hasNextPage } } claims { metric value } history { crawledAt said }
      } }
    }`);
    expect(shown.imported).toEqual([
      {
        crawledAt: '2026-02-01T00:00:00.000Z',
        isGone: false,
        author: 'shown',
        gated: 'AUTO',
        likes: 2,
        languages: ['en', 'de'],
        licenseClaimed: 'llama3',
        license: 'LicenseRef-Llama-3-Community',
        files: { nodes: [{ path: 'a' }, { path: 'b' }], pageInfo: { hasNextPage: true } },
        claims: [{ metric: 'f1', value: '0.5' }],
        history: [{ crawledAt: '2026-01-01T00:00:00.000Z', said: { likes: 1 } }],
      },
    ]);
  });

  test('is found by its words and facts', async () => {
    await importModels([
      { id: 'findable/Zebrafish-7B', pipeline_tag: 'text-generation', cardData: { license: 'mit' } },
    ]);
    const { search } = await hub.anonymous.ask<{ search: { nodes: unknown } }>(
      '{ search(filter: { text: "zebrafish", task: "text-generation", license: "MIT", isPublished: false }) { nodes { name } } }',
    );
    expect(search.nodes).toEqual([{ name: 'huggingface.co:findable/Zebrafish-7B' }]);
  });
});

interface Shown {
  readonly id: string;
  readonly name: string;
  readonly isStub: boolean;
  readonly imported: readonly unknown[];
  readonly parents: readonly unknown[];
  readonly ancestors: { readonly nodes: readonly unknown[] };
}

async function checkpoint(reference: string): Promise<Shown | null> {
  const answer = await hub.anonymous.ask<{ checkpoint: Shown | null }>(
    `query ($reference: String!) { checkpoint(reference: $reference) {
       id name isStub imported { source name downloads }
       parents { evidence logIndex parent { name } imported { source place } }
       ancestors { nodes { checkpoint { name } } }
     } }`,
    { reference },
  );
  return answer.checkpoint;
}

async function publish(model: string, files: Record<string, Uint8Array>, parent?: string) {
  const parents = parent === undefined ? [] : [{ reference: parent, kind: 'FORK' as const }];
  const plan = await planSelf(ada, { model, files, parents });
  await publishPlan(ada, plan);
  return plan;
}

async function importModels(rows: readonly object[], crawled?: string) {
  const folder = await mkdtemp(path.join(await hub.folder(), 'listing-'));
  const file = path.join(folder, 'models.jsonl');
  await writeFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const crawledAt = crawled === undefined ? null : new Date(crawled);
  const options = {
    files: [file],
    source: 'huggingface.co',
    crawledAt,
    isComplete: false,
    report: `${file}.report`,
  };
  await importFiles({ store: hub.hub.store }, options, modelRows(options, systemClock));
}

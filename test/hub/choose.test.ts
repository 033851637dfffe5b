import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Digest } from '../../src/base/digest.ts';
import { inferenceBytes } from '../../src/checkpoint/resources.ts';
import type { MemoryEstimate } from '../../src/checkpoint/resources.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { tinyModel } from '../runner/tiny-onnx.ts';
import { registerMnist } from '../support/evaluating.ts';
import { pauseBackground } from '../support/pause-background.ts';
import { publishSelf, smallSafetensors, type Files } from '../support/publishing.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';
import { claim, pass, runOf, say } from '../support/trusting.ts';

let hub: TestHub;
let ada: SelfMember;
let vera: SelfMember;
let protocol: Digest;
let seed = 0;

const card = (frontMatter: string) => `---\n${frontMatter}\n---\n# A model\n`;

async function publish(
  model: string,
  license: string,
  { files = {}, parent = null }: { readonly files?: Files; readonly parent?: string | null } = {},
) {
  const parents = parent === null ? [] : [{ reference: parent, kind: 'FINE_TUNE' as const }];
  const weights = { 'model.safetensors': smallSafetensors(++seed) };
  await publishSelf(ada, { model: `ada/${model}`, license, parents, files: { ...weights, ...files } });
}

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  vera = await hub.joinSelf('vera', 'EVALUATOR');
  await say(hub.owner, vera, 'TRUST');
  await pass(hub, 0);
  await publish('seer', 'MIT', {
    files: {
      'README.md': card('pipeline_tag: image-classification\nlibrary_name: onnx\nlanguage: [de, fr]'),
    },
  });
  await publish('writer', 'LicenseRef-Llama-2-Community', {
    files: { 'README.md': card('pipeline_tag: text-generation') },
  });
  await publish('closed', 'CC-BY-NC-4.0');
  await publish('borrowed', 'MIT', { parent: 'ada/closed' });
  await publish('twice-borrowed', 'Apache-2.0', { parent: 'ada/borrowed' });
  await publish('copyleft', 'GPL-3.0-only');
  await publish('freed', 'MIT', { parent: 'ada/copyleft' });
  await publish('riddle', 'LicenseRef-my-own-terms');
  await publish('from-riddle', 'MIT', { parent: 'ada/riddle' });
  ({ protocol } = await registerMnist(ada));
  await publishSelf(ada, {
    model: 'ada/judged',
    license: 'MIT',
    files: { 'model.onnx': tinyModel({ bias: [7] }) },
  });
  await claim(hub, ada, 'ada/judged', protocol);
  await runOf(hub, ada, vera, 'ada/judged', protocol);
  await pass(hub, 0);
});
afterAll(() => hub?.[Symbol.asyncDispose]());

interface Found {
  readonly search: {
    readonly nodes: readonly {
      readonly name: string;
      readonly tasks: readonly {
        readonly id: string;
        readonly isDeclared: boolean;
        readonly isEvaluated: boolean;
      }[];
      readonly resources: { readonly inferenceBytes: number; readonly estimates: readonly MemoryEstimate[] };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

async function search(filter: Record<string, unknown>, first = 50, after: string | null = null) {
  const { search: found } = await hub.anonymous.ask<Found>(
    `query ($filter: CheckpointFilter!, $first: Int!, $after: String) {
       search(filter: $filter, first: $first, after: $after) {
         nodes { name tasks { id isDeclared isEvaluated } resources { inferenceBytes estimates { use precision totalBytes } } }
         pageInfo { hasNextPage endCursor } } }`,
    { filter, first, after },
  );
  return { ...found, names: found.nodes.map(({ name }) => name.slice('ada/'.length)) };
}

describe('by task', () => {
  test('finds what a card declares, then what was only evaluated, in pages too', async () => {
    const { nodes, names } = await search({ task: 'image-classification' });
    expect(names).toEqual(['seer', 'judged']);
    expect(nodes.map(({ tasks }) => tasks)).toEqual([
      [{ id: 'image-classification', isDeclared: true, isEvaluated: false }],
      [{ id: 'image-classification', isDeclared: false, isEvaluated: true }],
    ]);
    const first = await search({ task: 'image-classification' }, 1);
    const second = await search({ task: 'image-classification' }, 1, first.pageInfo.endCursor);
    expect([first.names, second.names, second.pageInfo.hasNextPage]).toEqual([['seer'], ['judged'], false]);
  });

  test('is refused with the nearest ids where there is none such, below a checkpoint too', async () => {
    const refused = {
      code: 'CHECKPOINT_TASK_UNKNOWN',
      facts: { expected: expect.stringContaining('text-generation') },
    };
    await expect(search({ task: 'text-generating' })).rejects.toMatchObject(refused);
    const below = `{ checkpoint(reference: "ada/closed") { descendants(filter: {task: "text-generating"}) { nodes { depth } } } }`;
    await expect(hub.anonymous.ask(below, {})).rejects.toMatchObject({ code: 'CHECKPOINT_TASK_UNKNOWN' });
  });

  test('a card says library and language too', async () => {
    expect((await search({ library: 'onnx' })).names).toEqual(['seer']);
    expect((await search({ language: 'FR', task: 'image-classification' })).names).toEqual(['seer']);
  });

  test('tasks are listed with how many are here', async () => {
    const { tasks } = await hub.anonymous.ask<{
      tasks: { id: string; family: string; checkpoints: number }[];
    }>('{ tasks { id family description checkpoints } }', {});
    const counted = tasks.filter(({ checkpoints }) => checkpoints > 0);
    expect(counted.map(({ id, family, checkpoints }) => [id, family, checkpoints])).toEqual([
      ['image-classification', 'VISION', 2],
      ['text-generation', 'TEXT', 1],
    ]);
  });

  test('what a card can’t say is left out, and the checkpoint is published all the same', async () => {
    const hostile = {
      unclosed: card('pipeline_tag: [image-classification'),
      nested: card('pipeline_tag: {a: image-classification}'),
      long: card(`x: ${'y'.repeat(100_000)}\npipeline_tag: image-classification`),
      strange: card('pipeline_tag: "image-classification\\t\\n| evil"'),
    };
    for (const [name, text] of Object.entries(hostile))
      await publish(name, 'MIT', { files: { 'README.md': text } });
    expect((await search({ task: 'image-classification' })).names).toEqual(['seer', 'judged']);
    expect((await search({ text: 'unclosed' })).names).toEqual(['unclosed']);
  });

  test('cards that an older release published are read when the hub has time', async () => {
    await using paused = await pauseBackground(hub);
    await hub.database.rows(`UPDATE checkpoint SET card_facts = NULL`);
    await hub.database.rows(
      `UPDATE checkpoint_facet SET task = NULL, words = ts_delete(words, 'task:image-classification')`,
    );
    expect((await search({ task: 'image-classification' })).names).toEqual(['judged']);
    await paused[Symbol.asyncDispose]();
    expect((await search({ task: 'image-classification' })).names).toEqual(['seer', 'judged']);
  });
});

test('what was evaluated on a task is no more once its only run is taken back', async () => {
  await publishSelf(ada, { model: 'ada/rerun', files: { 'model.onnx': tinyModel({ bias: [9] }) } });
  await runOf(hub, ada, vera, 'ada/rerun', protocol);
  const evaluated = { task: 'image-classification', text: 'rerun' };
  expect((await search(evaluated)).names).toEqual(['rerun']);
  const [run] = await hub.database.rows<{ id: Digest; log_index: number }>(
    'SELECT s.id, s.log_index FROM run r JOIN statement s USING (log_index) ORDER BY log_index DESC LIMIT 1',
  );
  const subject = { name: `Run:${run!.log_index}`, digest: run!.id };
  await signAndSubmit(vera, 'withdrawal', subject, {
    of: 'RUN',
    parent: null,
    kind: null,
    reason: 'a driver',
  });
  expect((await search(evaluated)).names).toEqual([]);
});

describe('by what the license is for', () => {
  test('commercial is what its own license and those above it allow, and not what nobody knows', async () => {
    const { names } = await search({ licenseSet: 'COMMERCIAL', owner: 'ada' });
    for (const name of ['seer', 'writer', 'copyleft', 'freed', 'judged', 'from-riddle'])
      expect(names).toContain(name);
    for (const name of ['closed', 'borrowed', 'twice-borrowed', 'riddle']) expect(names).not.toContain(name);
    // Its own license alone allows it.
    expect((await search({ allows: ['COMMERCIAL_USE'] })).names).toContain('twice-borrowed');
  });

  test('open forbids no use, and copyleft-free asks nothing of what is made from it', async () => {
    const open = (await search({ licenseSet: 'OPEN' })).names;
    expect(open).toContain('copyleft');
    expect(open).not.toContain('writer');
    const free = (await search({ licenseSet: 'COPYLEFT_FREE' })).names;
    expect(free).toContain('seer');
    for (const name of ['copyleft', 'freed', 'writer', 'borrowed']) expect(free).not.toContain(name);
  });

  test('holds among descendants too', async () => {
    const below = await hub.anonymous.ask<{ checkpoint: { descendants: { nodes: readonly unknown[] } } }>(
      `{ checkpoint(reference: "ada/closed") { descendants(filter: {licenseSet: COMMERCIAL}) { nodes { depth } } } }`,
      {},
    );
    expect(below.checkpoint.descendants.nodes).toEqual([]);
  });
});

describe('by memory', () => {
  test('is what running it as stored takes; what nothing is known of does not fit', async () => {
    const [found] = (await search({ text: 'judged' })).nodes;
    const bytes = found!.resources.inferenceBytes;
    expect(bytes).toBe(inferenceBytes(found!.resources.estimates));
    expect((await search({ fitsBytes: bytes, text: 'judged' })).names).toEqual(['judged']);
    expect((await search({ fitsBytes: bytes - 1, text: 'judged' })).names).toEqual([]);
    expect((await search({ fitsBytes: 8e9, isPublished: false })).names).toEqual([]);
  });
});

test('all of it together is found, page by page', async () => {
  const filter = { task: 'image-classification', licenseSet: 'COMMERCIAL', fitsBytes: 8e9, minLevel: 'R0' };
  expect((await search(filter)).names).toEqual(['judged']);
  expect((await search({ ...filter, minLevel: 'R4' })).names).toEqual([]);
  const whole = await search({ licenseSet: 'COMMERCIAL', fitsBytes: 8e9 });
  const names: string[] = [];
  let after: string | null = null;
  for (let more = true; more;) {
    const part: Awaited<ReturnType<typeof search>> = await search(
      { licenseSet: 'COMMERCIAL', fitsBytes: 8e9 },
      2,
      after,
    );
    names.push(...part.names);
    ({ hasNextPage: more, endCursor: after } = part.pageInfo);
  }
  expect(names).toEqual(whole.names);
  expect(names.length).toBeGreaterThan(4);
});

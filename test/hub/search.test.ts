import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishSelf, smallSafetensors, type Files } from '../support/publishing.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
let ada: SelfMember;

const CARD = `---
license: apache-2.0
tags: [parrot, license:mit]
---
# Chatty
It repeats a vision of the sea. ${Array.from({ length: 200 }, (_, n) => `word${n}`).join(' ')}`;

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  const publish = (
    model: string,
    license: string,
    parents: { reference: string; kind: 'FINE_TUNE' }[] = [],
    card: Files = {},
  ) =>
    publishSelf(ada, {
      model,
      license,
      parents,
      files: { 'model.safetensors': smallSafetensors(model.length), ...card },
    });
  await publish('ada/llama2-chat-german', 'MIT');
  await publish('ada/tiny-vision', 'CC-BY-NC-4.0', [
    { reference: 'huggingface.co:meta-llama/Llama-2-7b', kind: 'FINE_TUNE' },
  ]);
  await publish('ada/chatty', 'Apache-2.0', [], { 'README.md': CARD });
});
afterAll(() => hub?.[Symbol.asyncDispose]());

interface Found {
  readonly search: {
    readonly nodes: readonly { readonly name: string }[];
    readonly correctedText: string | null;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

async function search(filter: Record<string, unknown>, first = 20, after: string | null = null) {
  const { search: found } = await hub.anonymous.ask<Found>(
    `query ($filter: CheckpointFilter!, $first: Int!, $after: String) {
       search(filter: $filter, first: $first, after: $after) {
         nodes { name } correctedText pageInfo { hasNextPage endCursor } } }`,
    { filter, first, after },
  );
  return { ...found, names: found.nodes.map(({ name }) => name) };
}

test('words are found in any order and case, in names of other places too, published ones first', async () => {
  expect((await search({ text: 'LLAMA' })).names).toEqual([
    'ada/llama2-chat-german',
    'huggingface.co:meta-llama/Llama-2-7b',
  ]);
  expect((await search({ text: 'german llama' })).names).toEqual(['ada/llama2-chat-german']);
});

test('words of a card and its tags find what was published, after names that have them', async () => {
  expect((await search({ text: 'sea' })).names).toEqual(['ada/chatty']);
  expect((await search({ text: 'parrot' })).names).toEqual(['ada/chatty']);
  expect((await search({ text: 'vision' })).names).toEqual(['ada/tiny-vision', 'ada/chatty']);
});

test('a card is read from its start, and can’t write facts', async () => {
  expect((await search({ text: 'word199' })).names).toEqual([]);
  expect((await search({ license: 'MIT' })).names).not.toContain('ada/chatty');
});

test('the last word may be the beginning of one, the others not', async () => {
  expect((await search({ text: 'chat' })).names).toEqual(['ada/chatty', 'ada/llama2-chat-german']);
  expect((await search({ text: 'germ llama2' })).names).toEqual([]);
});

test('a misspelt word finds the nearest one, and the answer says so', async () => {
  const found = await search({ text: 'germman' });
  expect(found).toMatchObject({ correctedText: 'german', names: ['ada/llama2-chat-german'] });
  expect(await search({ text: 'zzzzzz' })).toMatchObject({ correctedText: null, names: [] });
});

test.for([
  [{ license: 'MIT' }, ['ada/llama2-chat-german']],
  [{ allows: ['COMMERCIAL_USE'] }, ['ada/chatty', 'ada/llama2-chat-german']],
  [{ allows: ['COMMERCIAL_USE'], text: 'llama' }, ['ada/llama2-chat-german']],
  [{ kind: 'FINE_TUNE' }, ['ada/tiny-vision']],
  [{ owner: 'META-llama' }, ['huggingface.co:meta-llama/Llama-2-7b']],
  [{ isPublished: false }, ['huggingface.co:meta-llama/Llama-2-7b']],
  [{ format: 'safetensors', isRoot: true }, ['ada/chatty', 'ada/llama2-chat-german']],
  [{ isLeaf: false }, ['huggingface.co:meta-llama/Llama-2-7b']],
  [{ minSeeders: 1, text: 'tiny' }, ['ada/tiny-vision']],
  [{ minSeeders: 2 }, []],
  [{ minLevel: 'R1' }, []],
  [{ hasBiasWarning: true }, []],
  [{ minParameters: 1_000_000 }, []],
  [{ shownAfter: '2999-01-01T00:00:00Z' }, []],
] as const)('%j finds %j', async ([filter, names]) => {
  expect((await search(filter)).names).toEqual(names);
});

test('pages are the whole, cut, names before what merely mentions the words', async () => {
  for (const filter of [{}, { text: 'a' }]) {
    const whole = await search(filter);
    const names: string[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const part: Awaited<ReturnType<typeof search>> = await search(filter, 1, after);
      names.push(...part.names);
      ({ hasNextPage: more, endCursor: after } = part.pageInfo);
    }
    expect(names).toEqual(whole.names);
    expect(names.length).toBeGreaterThan(1);
  }
});

test.for(["'", "a'b", '\\', "x' | 'y", 'a & !b', ':*', '(((', '%', '\u{1F642}', 'é'.repeat(5000)])(
  'the text %j is words or nothing, never syntax',
  async (text) => {
    expect((await search({ text })).names.length).toBeLessThanOrEqual(4);
    expect((await search({ license: text, owner: text, library: text })).names).toEqual([]);
    await expect(search({ task: text })).rejects.toMatchObject({ code: 'CHECKPOINT_TASK_UNKNOWN' });
  },
);

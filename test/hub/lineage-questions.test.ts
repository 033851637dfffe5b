import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { EdgeKind } from '../../src/checkpoint/edge-kind.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

/*
 *   hf:base (stub)
 *      |
 *     root ─── step1 ─── step2          (continuations of one run: ada/run)
 *      | \
 *     left right        left is under CC-BY-NC, the others under MIT
 *      |   /
 *     merged ── small   small is a quantization
 */
let hub: TestHub;
let ada: SelfMember;
let published = 0;
const STUB = 'huggingface.co:meta/base';

interface Extra {
  readonly license?: string;
  readonly revision?: string;
  readonly metadata?: { readonly step: number; readonly loss: string };
}

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  await publish('root', { [STUB]: 'FINE_TUNE' });
  await publish('left', { 'ada/root': 'FINE_TUNE' }, { license: 'CC-BY-NC-4.0' });
  await publish('right', { 'ada/root': 'ADAPTER' });
  await publish('merged', { 'ada/left': 'MERGE', 'ada/right': 'MERGE' });
  await publish('small', { 'ada/merged': 'QUANTIZATION' });
  await publish(
    'run',
    { 'ada/root': 'CONTINUATION' },
    { revision: 'step-200', metadata: { step: 200, loss: '0.5' } },
  );
  await publish(
    'run',
    { 'ada/run@step-200': 'CONTINUATION' },
    { revision: 'step-1000', metadata: { step: 1000, loss: '0.25' } },
  );
  await publish(
    'run',
    { 'ada/root': 'CONTINUATION' },
    { revision: 'step-50', metadata: { step: 50, loss: '0.9' } },
  );
  await hub.background.idle();
});
afterAll(() => hub?.[Symbol.asyncDispose]());

async function publish(
  name: string,
  parents: Readonly<Record<string, EdgeKind>>,
  { metadata, ...extra }: Extra = {},
) {
  await publishSelf(ada, {
    model: `ada/${name}`,
    files: {
      'model.safetensors': smallSafetensors(++published),
      ...(metadata ? { 'metadata.json': JSON.stringify(metadata) } : {}),
    },
    parents: Object.entries(parents).map(([reference, kind]) => ({ reference, kind })),
    ...extra,
  });
}

interface Named {
  readonly name: string;
}
interface Page {
  readonly nodes: readonly { readonly depth: number; readonly checkpoint: Named }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

async function relatives(
  direction: string,
  reference: string,
  page: string,
  filter: Record<string, unknown> = {},
) {
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { page: Page } }>(
    `query ($reference: String!, $filter: CheckpointFilter!) { checkpoint(reference: $reference) {
       page: ${direction}(${page} filter: $filter) {
         nodes { depth checkpoint { name } }
         pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`,
    { reference, filter },
  );
  return { ...checkpoint.page, names: checkpoint.page.nodes.map(({ checkpoint: { name } }) => name) };
}

describe('relatives that fit', () => {
  test.for([
    [{ kind: 'MERGE' }, ['ada/merged']],
    [
      { allows: ['COMMERCIAL_USE'] },
      ['ada/right', 'ada/run@step-200', 'ada/run@step-50', 'ada/merged', 'ada/run@step-1000', 'ada/small'],
    ],
    [{ license: 'CC-BY-NC-4.0' }, ['ada/left']],
    [{ isLeaf: true }, ['ada/run@step-50', 'ada/run@step-1000', 'ada/small']],
    [{ text: 'small' }, ['ada/small']],
    [{ owner: 'bob' }, []],
    [{ hasBiasWarning: false, kind: 'ADAPTER' }, ['ada/right']],
    [{ minSeeders: 1, kind: 'QUANTIZATION' }, ['ada/small']],
  ] as const)('of root: %j', async ([filter, names]) => {
    expect((await relatives('descendants', 'ada/root', '', filter)).names).toEqual(names);
  });

  test('roots are ancestors without parents', async () => {
    expect((await relatives('ancestors', 'ada/small', '', { isRoot: true })).names).toEqual([STUB]);
    expect((await relatives('ancestors', 'ada/small', '', { license: 'CC-BY-NC-4.0' })).names).toEqual([
      'ada/left',
    ]);
  });
});

describe.each(['ancestors', 'descendants'])('%s backwards', (direction) => {
  const reference = direction === 'ancestors' ? 'ada/small' : 'ada/root';

  test('are the same pages from the other end', async () => {
    const whole = await relatives(direction, reference, 'first: 50');
    const names: string[] = [];
    let before = '';
    for (let more = true; more;) {
      const part = await relatives(direction, reference, `last: 2 ${before}`);
      names.unshift(...part.names);
      expect(part.pageInfo.hasNextPage).toBe(before !== '');
      more = part.pageInfo.hasPreviousPage;
      before = `before: "${part.pageInfo.startCursor}"`;
    }
    expect(names).toEqual(whole.names);
    expect(whole.names.length).toBeGreaterThan(3);
  });

  test('and forwards at once are refused', async () => {
    expect(await codeOf(relatives(direction, reference, 'first: 1 last: 1'))).toBe('GRAPHQL_PAGE_BOTH_WAYS');
    expect(await codeOf(relatives(direction, reference, 'last: 0'))).toBe('GRAPHQL_PAGE_SIZE');
  });
});

async function common(of: readonly string[]) {
  const { commonAncestors } = await hub.anonymous.ask<{
    commonAncestors: { checkpoint: Named; depths: number[]; isNearest: boolean }[];
  }>('query ($of: [String!]!) { commonAncestors(of: $of) { checkpoint { name } depths isNearest } }', { of });
  return commonAncestors.map(({ checkpoint, ...rest }) => ({ name: checkpoint.name, ...rest }));
}

test.each([
  'first: 2',
  'first: $size',
  'last: 2, filter: { license: "MIT" }',
  'filter: { kind: QUANTIZATION, isLeaf: true }',
])('a checkpoint and one page (%s) are one statement, compiled or not', async (page) => {
  const again = vi.spyOn(hub.hub.store.lineage, 'relativesOf');
  const query = `query ($reference: String!${page.includes('$') ? ', $size: Int' : ''}) {
    checkpoint(reference: $reference) { name descendants(${page}) { nodes { depth checkpoint { name } } } } }`;
  const ask = (reference: string) =>
    hub.anonymous.ask<{ checkpoint: unknown }>(query, { reference, size: 2 });
  const answers = [];
  for (let time = 0; time < 6; time++) answers.push(await ask('ada/root'));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(again).not.toHaveBeenCalled();
  expect((await ask('ada/nothing')).checkpoint).toBeNull();
  again.mockRestore();
});

test('common ancestors, with the nearest marked', async () => {
  expect(await common(['ada/left', 'ada/right'])).toEqual([
    { name: 'ada/root', depths: [1, 1], isNearest: true },
    { name: STUB, depths: [2, 2], isNearest: false },
  ]);
  expect((await common(['ada/small', 'ada/left']))[0]).toEqual({
    name: 'ada/left',
    depths: [2, 0],
    isNearest: true,
  });
  expect(await common(['ada/small', 'nobody/here'])).toEqual([]);
  expect(await codeOf(common(['ada/small']))).toBe('GRAPHQL_STARTS_COUNT');
});

test('siblings, newest first, in pages', async () => {
  const ask = async (page: string) => {
    const { checkpoint } = await hub.anonymous.ask<{
      checkpoint: { siblings: { nodes: Named[]; pageInfo: { endCursor: string } } };
    }>(
      `{ checkpoint(reference: "ada/left") { siblings(${page}) { nodes { name } pageInfo { endCursor } } } }`,
    );
    return checkpoint.siblings;
  };
  const whole = await ask('first: 10');
  expect(whole.nodes.map(({ name }) => name)).toEqual(['ada/run@step-50', 'ada/run@step-200', 'ada/right']);
  const [first] = [await ask('first: 2')];
  const rest = await ask(`first: 2, after: "${first.pageInfo.endCursor}"`);
  expect([...first.nodes, ...rest.nodes]).toEqual(whole.nodes);
});

test('where each stands: generation, and counts of what is above and below', async () => {
  const places = async (reference: string) => {
    const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { place: unknown } }>(
      `query ($reference: String!) { checkpoint(reference: $reference) {
         place { generation ancestorCount childCount descendantCount } } }`,
      { reference },
    );
    return checkpoint.place;
  };
  expect(await places(STUB)).toEqual({ generation: 0, ancestorCount: 0, childCount: 1, descendantCount: 8 });
  expect(await places('ada/root')).toEqual({
    generation: 1,
    ancestorCount: 1,
    childCount: 4,
    descendantCount: 7,
  });
  expect(await places('ada/small')).toEqual({
    generation: 4,
    ancestorCount: 5,
    childCount: 0,
    descendantCount: 0,
  });
});

test('at risk is what comes from a checkpoint that nobody seeds', async () => {
  const { atRisk } = await hub.anonymous.ask<{
    atRisk: { nodes: { checkpoint: Named; unseeded: Named[]; unseededCount: number }[] };
  }>('{ atRisk(first: 50) { nodes { checkpoint { name } unseeded { name } unseededCount } } }');
  expect(atRisk.nodes).toHaveLength(8);
  expect(atRisk.nodes.find(({ checkpoint }) => checkpoint.name === 'ada/small')).toMatchObject({
    unseeded: [{ name: STUB }],
    unseededCount: 1,
  });
});

test('a training run is in the order of its steps, and its history in the order of what happened', async () => {
  const { model } = await hub.anonymous.ask<{
    model: {
      series: { nodes: { name: string; metadata: { step: number; loss: string } }[] };
      history: { nodes: { name: string; checkpoint: Named; statement: { kind: string } }[] };
    };
  }>(`{ model(name: "ada/run") {
        series { nodes { name metadata { step loss } } }
        history { nodes { name checkpoint { name } statement { kind } } } } }`);
  expect(model.series.nodes.map(({ metadata }) => [metadata.step, metadata.loss])).toEqual([
    [50, '0.9'],
    [200, '0.5'],
    [1000, '0.25'],
  ]);
  expect(model.history.nodes.map(({ name }) => name)).toEqual(['step-50', 'step-1000', 'step-200']);
  expect(model.history.nodes[0]?.statement.kind).toBe('checkpoint');
});

test('what may be asked at once is bounded by the pages it would give, told or not', async () => {
  const below = (inner: string) => `descendants { nodes { checkpoint { ${inner} } } }`;
  const asked = hub.anonymous.ask(`{ checkpoint(reference: "ada/root") { ${below(below(below('name')))} } }`);
  await expect(asked).rejects.toThrow(/cost is too large/);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EdgeKind } from '../../src/checkpoint/edge-kind.ts';
import type { Digest } from '../../src/base/digest.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { lineageTree } from '../../src/client/generated/operations.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

/*
 *   hf:base (stub)          other
 *        \                 /     \
 *        root ------- tuned       |      root has children tuned and sibling
 *         |  \          \         |
 *         |   sibling    merged --+      merged has the parents tuned, sibling and other
 *         |                 |
 *         +--------------- small         small is a quantization of merged and a distillation of root
 */
let hub: TestHub;
let ada: SelfMember;
let published = 0;
const STUB = 'huggingface.co:meta/base';

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  await publish('root', { [STUB]: 'FINE_TUNE' });
  await publish('other', {});
  await publish('tuned', { 'ada/root': 'FINE_TUNE', 'ada/other': 'DISTILLATION' });
  await publish('sibling', { 'ada/root': 'CONTINUATION' });
  await publish('merged', { 'ada/tuned': 'MERGE', 'ada/sibling': 'MERGE', 'ada/other': 'MERGE' });
  await publish('small', { 'ada/merged': 'QUANTIZATION', 'ada/root': 'DISTILLATION' });
});
afterAll(() => hub?.[Symbol.asyncDispose]());

async function publish(name: string, parents: Readonly<Record<string, EdgeKind>>): Promise<void> {
  await publishSelf(ada, {
    model: `ada/${name}`,
    files: { 'model.safetensors': smallSafetensors(++published) },
    parents: Object.entries(parents).map(([reference, kind]) => ({ reference, kind })),
  });
}

interface Page {
  readonly nodes: readonly { readonly depth: number; readonly checkpoint: { readonly name: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
const DIRECTIONS = ['ancestors', 'descendants'] as const;

async function page(
  direction: (typeof DIRECTIONS)[number],
  reference: string,
  first: number,
  after: string | null,
) {
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { page: Page } }>(
    `query ($reference: String!, $first: Int!, $after: String) { checkpoint(reference: $reference) {
       page: ${direction}(first: $first, after: $after) {
         nodes { depth checkpoint { name } } pageInfo { hasNextPage endCursor } } } }`,
    { reference, first, after },
  );
  return checkpoint.page;
}

const namesOf = ({ nodes }: Page) => nodes.map(({ depth, checkpoint }) => `${depth} ${checkpoint.name}`);

test('ancestors come nearest generation first, each once at its shortest distance, stubs too', async () => {
  expect(namesOf(await page('ancestors', 'ada/small', 50, null))).toEqual([
    '1 ada/root',
    '1 ada/merged',
    `2 ${STUB}`,
    '2 ada/other',
    '2 ada/tuned',
    '2 ada/sibling',
  ]);
  expect(namesOf(await page('ancestors', STUB, 50, null))).toEqual([]);
});

test('descendants come nearest generation first', async () => {
  expect(namesOf(await page('descendants', STUB, 50, null))).toEqual([
    '1 ada/root',
    '2 ada/tuned',
    '2 ada/sibling',
    '2 ada/small',
    '3 ada/merged',
  ]);
  expect(namesOf(await page('descendants', 'ada/small', 50, null))).toEqual([]);
});

test.each(DIRECTIONS)('pages of %s are the whole, cut', async (direction) => {
  const reference = direction === 'ancestors' ? 'ada/small' : 'ada/root';
  const whole = await page(direction, reference, 50, null);
  for (const size of [1, 2, 3]) {
    const names: string[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const part: Page = await page(direction, reference, size, after);
      expect(part.nodes.length).toBeLessThanOrEqual(size);
      names.push(...namesOf(part));
      ({ hasNextPage: more, endCursor: after } = part.pageInfo);
    }
    expect(names).toEqual(namesOf(whole));
  }
});

test.for([
  ['a page of none', 0, null, 'GRAPHQL_PAGE_SIZE'],
  ['a page of too many', 101, null, 'GRAPHQL_PAGE_SIZE'],
  ['a cursor that is none', 1, 'x', 'GRAPHQL_CURSOR_INVALID'],
  ['a cursor of another connection', 1, Buffer.from('1').toString('base64url'), 'GRAPHQL_CURSOR_INVALID'],
  [
    'a cursor beyond all numbers',
    1,
    Buffer.from('1.99999999999999999999').toString('base64url'),
    'GRAPHQL_CURSOR_INVALID',
  ],
] as const)('%s is refused', async ([, first, after, code]) => {
  expect(await codeOf(page('ancestors', 'ada/small', first, after))).toBe(code);
});

test('a cursor to a depth that no graph has is answered with an empty page', async () => {
  const after = Buffer.from('2147483648.1').toString('base64url');
  expect((await page('ancestors', 'ada/small', 1, after)).nodes).toEqual([]);
});

test('a merge has all its parents, each with its kind and evidence', async () => {
  const { checkpoint } = await hub.anonymous.ask<{
    checkpoint: {
      parents: { kind: string; parent: { name: string } }[];
      children: { child: { name: string } }[];
    };
  }>(
    '{ checkpoint(reference: "ada/merged") { parents { kind evidence parent { name } } children { child { name } } } }',
  );
  expect(checkpoint.parents).toEqual([
    { kind: 'MERGE', evidence: expect.any(String), parent: { name: 'ada/other' } },
    { kind: 'MERGE', evidence: expect.any(String), parent: { name: 'ada/tuned' } },
    { kind: 'MERGE', evidence: expect.any(String), parent: { name: 'ada/sibling' } },
  ]);
  expect(checkpoint.children).toEqual([{ child: { name: 'ada/small' } }]);
});

test('the children of each are its newest, however many ask', async () => {
  const { a, b } = await hub.anonymous.ask<Record<string, { children: { child: { name: string } }[] }>>(
    `{ a: checkpoint(reference: "ada/root") { children(first: 2) { child { name } } }
       b: checkpoint(reference: "ada/other") { children(first: 1) { child { name } } } }`,
  );
  expect(a?.children.map(({ child }) => child.name)).toEqual(['ada/small', 'ada/sibling']);
  expect(b?.children.map(({ child }) => child.name)).toEqual(['ada/merged']);
});

test('every path from a checkpoint to an ancestor is found, shortest first', async () => {
  const paths = async (from: string, to: string, first = 20) => {
    const answer = await hub.anonymous.ask<{
      lineagePaths: { edges: { child: { name: string }; parent: { name: string } }[] }[];
    }>(
      `query ($from: String!, $to: String!, $first: Int!) { lineagePaths(from: $from, to: $to, first: $first) {
         edges { child { name } parent { name } } } }`,
      { from, to, first },
    );
    return answer.lineagePaths.map(({ edges }) =>
      [edges[0]?.child.name, ...edges.map(({ parent }) => parent.name)].join(' > ').replaceAll('ada/', ''),
    );
  };
  expect(await paths('ada/small', STUB)).toEqual([
    `small > root > ${STUB}`,
    expect.stringMatching(/^small > merged > (tuned|sibling) > root > /),
    expect.stringMatching(/^small > merged > (tuned|sibling) > root > /),
  ]);
  expect(await paths('ada/small', STUB, 1)).toEqual([`small > root > ${STUB}`]);
  expect(await paths('ada/root', 'ada/small')).toEqual([]);
  expect(await paths('ada/root', 'ada/root')).toEqual([]);
  expect(await paths('ada/root', 'ada/nowhere')).toEqual([]);
});

test('one request answers the whole tree, both ways, with scores and warnings', async () => {
  const { checkpoint } = await hub.anonymous.ask(lineageTree, { reference: 'ada/merged' });
  expect(checkpoint?.ancestors.nodes.map(({ checkpoint: node }) => node.name)).toEqual(
    ['ada/other', 'ada/tuned', 'ada/sibling', STUB, 'ada/root'].sort((a, b) => depthOf(a) - depthOf(b)),
  );
  expect(checkpoint?.descendants.nodes.map(({ checkpoint: node }) => node.name)).toEqual(['ada/small']);
  // Edges are those within the tree: enough to draw it.
  const edges = checkpoint?.ancestors.nodes.flatMap((node) => node.edges) ?? [];
  expect(edges).toHaveLength(7);

  function depthOf(name: string): number {
    return name === STUB ? 3 : name === 'ada/root' ? 2 : 1;
  }
});

test('a stub becomes no checkpoint by being asked for, and is one node for all its children', async () => {
  await publish('cousin', { [STUB]: 'ADAPTER' });
  const rows = await hub.database.rows('SELECT 1 FROM checkpoint WHERE stub_name IS NOT NULL');
  expect(rows).toHaveLength(1);
  expect(namesOf(await page('descendants', STUB, 2, null))).toEqual(['1 ada/root', '1 ada/cousin']);
});

test('an edge declared later shows in every walk', async () => {
  await publish('late', {});
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { digest: Digest } }>(
    '{ checkpoint(reference: "ada/late") { digest } }',
  );
  const subject = { name: 'ada/late', digest: checkpoint.digest };
  const small = await hub.anonymous.ask<{ checkpoint: { digest: Digest } }>(
    '{ checkpoint(reference: "ada/small") { digest } }',
  );
  const body = { parent: { digest: small.checkpoint.digest }, kind: 'PRUNING' as const };
  await signAndSubmit(ada, 'lineage-edge', subject, body);
  expect(namesOf(await page('ancestors', 'ada/late', 3, null))).toEqual([
    '1 ada/small',
    '2 ada/root',
    '2 ada/merged',
  ]);
  expect(namesOf(await page('descendants', 'ada/small', 3, null))).toEqual(['1 ada/late']);
  const loop = { parent: { digest: checkpoint.digest }, kind: 'PRUNING' as const };
  const root = { name: 'ada/small', digest: small.checkpoint.digest };
  expect(await codeOf(signAndSubmit(ada, 'lineage-edge', root, loop))).toBe('HUB_LINEAGE_CYCLE');
});

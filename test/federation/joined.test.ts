import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AnyClient } from '../support/any-client.ts';
import { tinyModel } from '../runner/tiny-onnx.ts';
import { publishSelf } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';
import { openSmallSubgraph, type SmallSubgraph } from './small-subgraph.ts';

const STARS = `scalar Digest type Checkpoint @key(fields: "digest") { digest: Digest stars: Int } type Query { top: Int }`;
const QUESTION =
  '{ checkpoint(reference: "ada/net") { name stars place { generation } publishedBy { name } } }';
const ANSWER = {
  checkpoint: { name: 'ada/net', stars: 4, place: { generation: 0 }, publishedBy: { name: 'ada' } },
};

describe('a hub that keeps its schema to itself, with somebody’s subgraph in it', () => {
  test('tells the schema of neither', async () => {
    await using stars = await openSmallSubgraph(STARS, {});
    await using hub = await openTestHub({
      isIntrospectable: false,
      joined: [{ name: 'stars', url: `${stars.url}/graphql` }],
    });
    await expect.poll(() => codeOf(hub.anonymous.ask('{ top }'))).toBe('it was done');
    for (const question of ['{ __schema { types { name } } }', '{ top __type(name: "Query") { name } }'])
      expect(await codeOf(hub.anonymous.ask(question))).toBe('GRAPHQL_SCHEMA_CLOSED');
    expect(await codeOf(hub.anonymous.ask('{ top __typename }'))).toBe('it was done');
  });
});

describe('a hub with somebody’s subgraph in it', () => {
  let stars: SmallSubgraph;
  let hub: TestHub;
  let ada: SelfMember;
  beforeAll(async () => {
    stars = await openSmallSubgraph(STARS, {
      Checkpoint: { __resolveReference: (reference: object) => ({ ...reference, stars: 4 }) },
    });
    hub = await openTestHub({ joined: [{ name: 'stars', url: `${stars.url}/graphql` }] });
    ada = await hub.joinSelf('ada');
    await publishSelf(ada, { model: 'ada/net', files: { 'model.onnx': tinyModel() } });
  });
  afterAll(async () => {
    await hub?.[Symbol.asyncDispose]();
    await stars?.[Symbol.asyncDispose]();
  });

  test('takes it in by itself', async () => {
    await expect.poll(() => codeOf(hub.anonymous.ask('{ top }'))).toBe('it was done');
  });

  test('answers both in one question, the same each time it is asked', async () => {
    for (let i = 0; i < 6; i += 1) expect(await hub.anonymous.ask(QUESTION)).toEqual(ANSWER);
  });

  test('knows who asks, refuses as ever, and gives nobody’s token away', async () => {
    expect(await ada.client.ask('{ viewer { contributor { name } } top }')).toEqual({
      viewer: { contributor: { name: 'ada' } },
      top: null,
    });
    expect(stars.heard.length).toBeGreaterThan(3);
    expect(stars.heard.map(({ headers }) => headers.authorization)).not.toContainEqual(expect.anything());
    expect(await codeOf(hub.anonymous.ask('mutation { revokeToken(id: "1") { __typename } }'))).toBe(
      'HUB_SIGN_IN_NEEDED',
    );
    expect(await codeOf(new AnyClient(hub.url, 'hlm_dead').ask('{ top }'))).toBe('HUB_TOKEN_INVALID');
    const page = '{ checkpoint(reference: "ada/net") { ancestors(first: 101) { nodes { depth } } } }';
    expect(await codeOf(hub.anonymous.ask(page))).toBe('GRAPHQL_PAGE_SIZE');
  });

  test('answers its own part when the other is gone', async () => {
    stars.behave((_, response) => Boolean(response.destroy()));
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUESTION }),
    });
    expect(await response.json()).toMatchObject({
      data: { checkpoint: { ...ANSWER.checkpoint, stars: null } },
      errors: [{ extensions: { code: 'FEDERATION_SUBGRAPH_DOWN', subgraph: 'stars' } }],
    });
    stars.behave(null);
  });
});

test('a hub starts without a subgraph that is not there, and alone with one that contradicts it', async () => {
  await using rogue = await openSmallSubgraph('type Query { hub: Int }', {});
  for (const url of ['http://127.0.0.1:1/graphql', `${rogue.url}/graphql`]) {
    await using hub = await openTestHub({ joined: [{ name: 'other', url }] });
    expect(await hub.anonymous.ask('{ hub { version } }')).toMatchObject({
      hub: { version: expect.anything() },
    });
  }
});

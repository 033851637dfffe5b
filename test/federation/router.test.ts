import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { AnyClient } from '../support/any-client.ts';
import { compose } from '../../src/federation/compose.ts';
import { codeOf } from '../support/refused.ts';
import { openFamilyHub } from '../web/support/family.ts';
import type { TestHub } from '../support/test-hub.ts';
import { openPart, openTestRouter, type Part, type TestRouter } from './parts.ts';
import { openSmallSubgraph } from './small-subgraph.ts';

/** The README's question. */
const LINEAGE = `{ checkpoint(reference: "mnist/low-digits-fp16") { name ancestors { nodes { depth checkpoint { name
  license { expression } scores { value reproducibility { sentence } } biasWarnings { report { sentence } } } } } } }`;

const WIDE = `query ($reference: String!) { checkpoint(reference: $reference) {
  __typename id digest name isStub publishedBy { name evaluator { sentence reliability } } statement { logIndex kind envelope }
  releaseSwarm { infohash } place { generation descendantBytes }
  artifacts { path role artifact { digest sizeBytes swarm { infohash seederCount leecherCount pieceLengthBytes } } }
  parents { kind evidence parent { id name isStub isOffered license { ids } } }
  descendants(first: 5) { nodes { depth checkpoint { name biasReports { sentence verdict filedBy { name } } } } pageInfo { hasNextPage endCursor } }
  scores { value interval: sampling { low high } protocol { digest task dataset { name digest } } runs { id value evaluator { name } statement { logIndex } } }
  datasets { kind dataset { name published { name license } } } } hub { id version } }`;

describe('three processes of a hub behind a router', () => {
  let hub: TestHub;
  let graph: Part;
  let science: Part;
  let swarm: Part;
  let router: TestRouter;
  beforeAll(async () => {
    ({ hub } = await openFamilyHub());
    graph = await openPart(hub, ['registry', 'lineage', 'license']);
    science = await openPart(hub, ['evaluation', 'bias']);
    swarm = await openPart(hub, ['swarm']);
    router = await openTestRouter({ graph: graph.url, science: science.url, swarm: swarm.url }, [
      'graph',
      'science',
      'swarm',
    ]);
  });
  afterAll(async () => {
    for (const one of [router, swarm, science, graph, hub]) await one?.[Symbol.asyncDispose]();
  });

  test.each([
    ['the README’s question of lineage', LINEAGE, {}],
    ['a wide question', WIDE, { reference: 'mnist/low-digits' }],
    ['the same of a root', WIDE, { reference: 'mnist/base@e1' }],
    ['the same of a stub', WIDE, { reference: 'huggingface.co:acme/digits' }],
    ['nothing', WIDE, { reference: 'nobody/nothing' }],
  ])('answer %s as one process does', async (_, query, variables) => {
    const alone = await hub.anonymous.ask(query, variables);
    expect(JSON.stringify(alone).length).toBeGreaterThan(20);
    expect(await router.client.ask(query, variables)).toEqual(alone);
  });

  test('know who asks, and let them write', async () => {
    const own = new AnyClient(router.url, hub.owner.token);
    expect(await own.ask('{ viewer { contributor { name } } }')).toEqual({
      viewer: { contributor: { name: 'olga' } },
    });
    expect(await router.client.ask('{ viewer { scopes } }')).toEqual({ viewer: null });
    const joined = await own.ask<{ createToken: { token: string } }>(
      'mutation { createToken(label: "by router", scopes: [READ]) { ... on TokenCreated { token } } }',
    );
    expect(joined.createToken.token).toMatch(/^hlm_/);
  });

  test('refuse with their own codes', async () => {
    expect(await codeOf(router.client.ask('mutation { revokeToken(id: "1") { __typename } }'))).toBe(
      'HUB_SIGN_IN_NEEDED',
    );
    const page =
      '{ checkpoint(reference: "mnist/low-digits") { ancestors(first: 101) { nodes { depth } } } }';
    expect(await codeOf(router.client.ask(page))).toBe('GRAPHQL_PAGE_SIZE');
    const watched = 'subscription { evaluationJobChanged(id: "x") { state } }';
    expect(await codeOf(router.client.ask(watched))).toBe('GRAPHQL_STREAM_EXPECTED');
    expect(
      await codeOf(router.client.ask('query ($n: Int!) { runners(first: $n) { host } }', { n: 'x' })),
    ).toBe('BAD_USER_INPUT');
    const dead = new AnyClient(router.url, 'hlm_dead');
    expect(await codeOf(dead.ask('{ hub { id } }'))).toBe('FEDERATION_TOKEN_REFUSED');
  });

  describe.each([
    ['server-sent events', (query: string, token: string) => bySse(`${router.url}/graphql`, query, token)],
    ['a WebSocket', (query: string, token: string) => bySocket(`${router.url}/graphql`, query, token)],
  ])('subscriptions over %s', (_, watch) => {
    test('tell a job of another process, until it is over', async () => {
      const mnist = hub.owner;
      const { evaluationJobs } = await hub.anonymous.ask<{ evaluationJobs: readonly { id: string }[] }>(
        '{ evaluationJobs { id } }',
      );
      const query = `subscription { evaluationJobChanged(id: "${evaluationJobs[0]?.id}") { state checkpoint { name } } }`;
      const told = [];
      for await (const result of watch(query, mnist.token)) told.push(result);
      expect(told).toEqual([
        { data: { evaluationJobChanged: { state: 'DONE', checkpoint: { name: 'mnist/low-digits' } } } },
      ]);
    });

    test('are refused where they are none', async () => {
      const told = [];
      try {
        for await (const result of watch('{ hub { id } }', hub.owner.token)) told.push(result);
      } catch (error) {
        told.push(error);
      }
      expect(JSON.stringify(told)).toContain('GRAPHQL_SUBSCRIPTION_EXPECTED');
    });
  });

  test('are told by a file that was composed before as well', async () => {
    const file = path.join(await hub.folder(), 'supergraph.graphql');
    const parts = [graph, science, swarm].map(async ({ url, client }, i) => {
      const { _service } = await client.ask<{ _service: { sdl: string } }>('{ _service { sdl } }');
      return { name: `part${i}`, url: `${url}/graphql`, sdl: _service.sdl };
    });
    await writeFile(file, compose(await Promise.all(parts)));
    await using second = await openTestRouter({}, [], { source: { kind: 'FILE', file } });
    expect(await second.client.ask(LINEAGE)).toEqual(await hub.anonymous.ask(LINEAGE));
    await writeFile(file, 'type Query { a: Int }');
    const third = openTestRouter({}, [], { source: { kind: 'FILE', file } });
    expect(await codeOf(third)).toBe('FEDERATION_SUPERGRAPH_MALFORMED');
  });

  test('are not joined by a subgraph that takes what is theirs', async () => {
    await using rogue = await openSmallSubgraph(
      'type Query { top: Int } type Checkpoint @key(fields: "id") { id: ID! name: String! isOffered: Boolean! }',
    );
    const opened = openTestRouter({
      graph: graph.url,
      science: science.url,
      swarm: swarm.url,
      rogue: rogue.url,
    });
    await expect(opened).rejects.toMatchObject({
      code: 'FEDERATION_COMPOSITION_FAILED',
      facts: { received: expect.stringMatching(/Non-shareable field "Checkpoint.name".*"rogue"/) },
    });
    const away = openTestRouter({ graph: graph.url, away: 'http://127.0.0.1:1' });
    expect(await codeOf(away)).toBe('FEDERATION_SUBGRAPH_UNREACHABLE');
  });
});

function bySse(url: string, query: string, token: string): AsyncIterable<unknown> {
  const headers = { authorization: `Bearer ${token}` };
  return createSseClient({ url, retryAttempts: 0, headers }).iterate({ query });
}

function bySocket(url: string, query: string, token: string): AsyncIterable<unknown> {
  return createSocketClient({
    url: url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${token}` },
  }).iterate({ query });
}

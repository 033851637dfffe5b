import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import type { IntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compose } from '../../src/federation/compose.ts';
import { openTestHub, type TestHub } from '../support/test-hub.ts';
import { codeOf } from '../support/refused.ts';
import { openTestRouter } from './parts.ts';
import { openSmallSubgraph } from './small-subgraph.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub?.[Symbol.asyncDispose]());

const read = async (url: string) => (await fetch(url)).text();
const sorted = (sdl: string) => lexicographicSortSchema(buildSchema(sdl));

describe('a hub’s schema as a file', () => {
  test('is what introspection tells, without what is for routers', async () => {
    const sdl = await read(`${hub.url}/schema.graphql`);
    const told = buildClientSchema(await hub.anonymous.ask<IntrospectionQuery>(getIntrospectionQuery()));
    const fields = (of: ReturnType<typeof sorted>) =>
      Object.values(of.getTypeMap())
        .filter(({ name }) => !/^_|__/.test(name))
        .flatMap((type) =>
          'getFields' in type ? Object.keys(type.getFields()).map((f) => `${type.name}.${f}`) : type.name,
        )
        .filter((name) => !name.startsWith('Query._'))
        .toSorted();
    expect(fields(sorted(sdl))).toEqual(fields(told));
    expect(sdl).not.toMatch(/@access|@key|_entities|_service|directive /);
    expect(sdl).toContain('"""What a checkpoint does for who runs it."""');
  });

  test('for routers composes as what federation is told', async () => {
    const sdl = await read(`${hub.url}/subgraph.graphql`);
    const { _service } = await hub.anonymous.ask<{ _service: { sdl: string } }>('{ _service { sdl } }');
    const composed = (text: string) => compose([{ name: 'hub', url: 'http://hub.invalid', sdl: text }]);
    expect(composed(sdl)).toContain('@join__graph');
    expect(composed(sdl)).toBe(composed(_service.sdl));
  });

  test('is sent once to who keeps it, and only read', async () => {
    const first = await fetch(`${hub.url}/schema.graphql`);
    expect(first.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const etag = first.headers.get('etag') ?? '';
    const again = await fetch(`${hub.url}/schema.graphql`, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const head = await fetch(`${hub.url}/schema.graphql`, { method: 'HEAD' });
    expect([head.status, head.headers.get('etag')]).toEqual([200, etag]);
    expect((await fetch(`${hub.url}/schema.graphql`, { method: 'POST' })).status).toBe(405);
  });

  test('is told by nobody who keeps it to themselves', async () => {
    await using closed = await openTestHub({ isIntrospectable: false });
    for (const name of ['schema.graphql', 'subgraph.graphql']) {
      const answer = await fetch(`${closed.url}/${name}`);
      expect([answer.status, await answer.json()]).toEqual([
        403,
        { error: expect.objectContaining({ code: 'GRAPHQL_SCHEMA_CLOSED' }) as object },
      ]);
    }
  });

  test('is of the whole graph where somebody’s subgraph is in it, at the hub and at a router', async () => {
    await using stars = await openSmallSubgraph('type Query { top: Int }', {});
    await using joined = await openTestHub({ joined: [{ name: 'stars', url: `${stars.url}/graphql` }] });
    await expect.poll(() => codeOf(joined.anonymous.ask('{ top }'))).toBe('it was done');
    await using router = await openTestRouter({ hub: hub.url, stars: stars.url });
    for (const url of [joined.url, router.url]) {
      const query =
        sorted(await read(`${url}/schema.graphql`))
          .getQueryType()
          ?.getFields() ?? {};
      expect(Object.keys(query)).toEqual(expect.arrayContaining(['top', 'search', 'tasks']));
      expect(printSchema(sorted(await read(`${url}/schema.graphql`)))).not.toMatch(/join__|_entities/);
    }
  });
});

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AnyClient } from '../support/any-client.ts';
import { freshDatabase } from '../support/database.ts';
import { serveProducts } from './conformance/products.ts';
import { openTestRouter } from './parts.ts';
import { openSmallSubgraph } from './small-subgraph.ts';

// What `npm run conformance` proves with Apollo's suite, without a network: its schema of products, served as a hub serves.
const rooms = new AsyncDisposableStack();
let hub: AnyClient;
let router: AnyClient;
beforeAll(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'heirloom-products-'));
  rooms.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  const database = rooms.use(await freshDatabase());
  const sdl = await readFile(new URL('conformance/products.graphql', import.meta.url), 'utf8');
  const served = rooms.use(
    await serveProducts(sdl, { dataFolder: path.join(folder, 'data'), port: 0, databaseUrl: database.url }),
  );
  const users = rooms.use(await openSmallSubgraph(USERS, { User: { __resolveReference: () => SUPPORT } }));
  const inventory = rooms.use(
    await openSmallSubgraph(INVENTORY, {
      Query: { inventory: (_: unknown, { id }: { id: string }) => ({ id }) },
      Inventory: { __resolveType: () => 'OpenSourceInventory' },
    }),
  );
  hub = new AnyClient(served.baseUrl, null);
  ({ client: router } = rooms.use(
    await openTestRouter({ products: served.baseUrl, users: users.url, inventory: inventory.url }),
  ));
});
afterAll(() => rooms.disposeAsync());

const SUPPORT = {
  email: 'support@apollographql.com',
  name: 'Support',
  totalProductsCreated: 10,
  yearsOfEmployment: 10,
};
const USERS = `type User @key(fields: "email") {
  email: ID! name: String totalProductsCreated: Int @shareable yearsOfEmployment: Int! }`;
const INVENTORY = `interface Inventory @key(fields: "id") { id: ID! }
  type OpenSourceInventory implements Inventory @key(fields: "id") { id: ID! }
  type Query { inventory(id: ID!): Inventory }`;

interface Asked {
  readonly product: { readonly createdBy: { readonly averageProductsCreatedPerYear: number } };
}

const ENTITIES = `query ($r: [_Any!]!) { _entities(representations: $r) {
  ... on Product { id sku } ... on DeprecatedProduct { reason } ... on ProductResearch { study { description } }
  ... on User { email name } } }`;

const entities = async (...r: readonly object[]) =>
  (await hub.ask<{ _entities: readonly object[] }>(ENTITIES, { r }))._entities;

describe('a hub’s door with a graph of other people', () => {
  test('finds entities by one field, by several, and by a field of a field', async () => {
    const federation = { id: 'apollo-federation', sku: 'federation' };
    expect(
      await entities(
        { __typename: 'Product', id: 'apollo-federation' },
        { __typename: 'Product', sku: 'federation', package: '@apollo/federation' },
        { __typename: 'Product', sku: 'studio', variation: { id: 'platform' } },
        { __typename: 'DeprecatedProduct', sku: 'apollo-federation-v1', package: '@apollo/federation-v1' },
        { __typename: 'ProductResearch', study: { caseNumber: '1234' } },
        { __typename: 'User', email: 'support@apollographql.com' },
      ),
    ).toEqual([
      federation,
      federation,
      { id: 'apollo-studio', sku: 'studio' },
      { reason: 'Migrate to Federation V2' },
      { study: { description: 'Federation Study' } },
      { email: 'support@apollographql.com', name: 'Jane Smith' },
    ]);
  });

  test.each([
    ['half of a key', { __typename: 'Product', sku: 'federation' }],
    ['a part that is no value', { __typename: 'Product', sku: 'federation', package: {} }],
    ['a value where an object leads on', { __typename: 'Product', sku: 'studio', variation: 'platform' }],
    ['a wrong key beside a right one', { __typename: 'Product', id: 'apollo-studio', sku: 1, package: '' }],
    ['an object without what names it', { __typename: 'ProductResearch', study: {} }],
  ])('refuses %s', async (_, representation) => {
    await expect(entities(representation)).rejects.toMatchObject({ code: 'GRAPHQL_ENTITY_KEYLESS' });
  });

  test('tells its SDL as it is, links, compositions and all', async () => {
    const { _service } = await hub.ask<{ _service: { sdl: string } }>('{ _service { sdl } }');
    const sdl = _service.sdl.replaceAll(/\s+/g, ' ');
    expect(sdl).toContain('@link(url: "https://myspecs.dev/myCustomDirective/v1.0", import: ["@custom"])');
    expect(sdl).toContain('@composeDirective(name: "@custom")');
    expect(sdl).toContain('type Inventory @interfaceObject @key(fields: "id")');
    expect(sdl).toContain('unit: String @inaccessible');
    expect(sdl).toContain('notes: String @tag(name: "internal")');
  });
});

describe('our router before it', () => {
  test('sends what @requires asks for, and takes a name from who overrides it', async () => {
    const { product } = await router.ask<Asked>(
      '{ product(id: "apollo-federation") { dimensions { size weight } createdBy { email name averageProductsCreatedPerYear } } }',
    );
    const { averageProductsCreatedPerYear, ...createdBy } = product.createdBy;
    expect({ ...product, createdBy }).toEqual({
      dimensions: { size: 'small', weight: 1 },
      createdBy: { email: SUPPORT.email, name: 'Jane Smith' },
    });
    // 10 years are known to users alone; a planner may take the products of either.
    expect([1, 134]).toContain(averageProductsCreatedPerYear);
  });

  test('asks who provides a field for it', async () => {
    expect(
      await router.ask('{ product(id: "apollo-federation") { createdBy { totalProductsCreated } } }'),
    ).toEqual({ product: { createdBy: { totalProductsCreated: 1337 } } });
  });

  test('finds fields of an interface where it is an object', async () => {
    expect(await router.ask('{ inventory(id: "apollo-oss") { deprecatedProducts { reason } } }')).toEqual({
      inventory: { deprecatedProducts: [{ reason: 'Migrate to Federation V2' }] },
    });
  });

  test('keeps to itself what is inaccessible', async () => {
    await expect(
      router.ask('{ product(id: "apollo-federation") { dimensions { unit } } }'),
    ).rejects.toMatchObject({ message: expect.stringContaining('unit') });
  });
});

import { isObjectType, parse, print } from 'graphql';
import { describe, expect, test } from 'vitest';
import { servedSchema } from '../schema.ts';
import { SUBGRAPHS, subgraphsOf } from '../sdl.ts';
import { closeSdl } from './close-sdl.ts';

const shelf = parse(`
  directive @access(scope: Scope!) on FIELD_DEFINITION
  enum Scope { PUBLIC OWNER }
  "A book."
  type Book implements Node @key(fields: "id") @key(fields: "isbn") { id: ID! isbn: String title: String! isLent: Boolean! }
  interface Node { id: ID! }
  type Page @shareable { nodes: [Book!]! }
  type PageConnection @shareable { nodes: [Page!]! }
  type Query { books(first: Int!): [Book!]! @access(scope: PUBLIC) burn: Int @access(scope: OWNER) }`);
const reviews = parse(`
  type Review { book: Book! @provides(fields: "title") }
  extend type Book @key(fields: "id") { id: ID! reviews(first: Int): [Review!]! }
  type Query { reviewed(first: Int!): PageConnection! @access(scope: PUBLIC) lately(last: Int): PageConnection! }`);
const both = {
  ...shelf,
  definitions: [
    ...shelf.definitions.filter((node) => !('name' in node && node.name?.value === 'Query')),
    ...reviews.definitions.slice(0, 1),
  ],
};
const sdl = (own: typeof shelf) => print(closeSdl(own, both)).replaceAll(/\s+/g, ' ');

describe('a subgraph without the file that an entity is from', () => {
  const closed = sdl(reviews);

  test('has of it the first key, what it adds, and what it provides', () => {
    expect(closed).toContain('type Book @key(fields: "id") { id: ID!');
    expect(closed).toContain('title: String! @external');
    expect(closed).not.toMatch(/isbn|isLent|implements/);
  });

  test('may lack what it adds, for a router that can’t reach it', () => {
    expect(closed).toMatch(/reviews\(first: Int\): \[Review!\] @listSize/);
  });

  test('has the other types that it names as they stand, and no more', () => {
    expect(closed).toContain('type Page @shareable { nodes: [Book!]! }');
    expect(closed).toContain('directive @access(scope: Scope!)');
    expect(closed).not.toMatch(/interface Node|burn/);
  });

  test('imports what it uses, sizes its pages and marks what is open', () => {
    expect(closed).toContain('import: ["@key", "@shareable", "@provides", "@external", "@tag", "@listSize"]');
    expect(closed).toContain(
      'lately(last: Int): PageConnection! @listSize(slicingArguments: ["last"], sizedFields: ["nodes"], assumedSize: 50, requireOneSlicingArgument: false)',
    );
    expect(closed).toContain(
      'reviewed(first: Int!): PageConnection! @access(scope: PUBLIC) @listSize(slicingArguments: ["first"], sizedFields: ["nodes"], requireOneSlicingArgument: false) @tag(name: "public")',
    );
  });
});

test('who serves an entity provides nothing of it, and opens nothing that is closed', () => {
  const own = { ...both, definitions: [...shelf.definitions, ...reviews.definitions.slice(0, 2)] };
  expect(sdl(own)).toContain('type Review { book: Book! }');
  expect(sdl(own)).toContain('burn: Int @access(scope: OWNER) }');
});

describe('each area', () => {
  test.each(SUBGRAPHS)('%s is served by itself, and every entity in it is found by its key', async (name) => {
    const schema = await servedSchema([name]);
    const entities = Object.values(schema.getTypeMap()).filter(
      (type) => isObjectType(type) && type.astNode?.directives?.some((one) => one.name.value === 'key'),
    );
    const found = entities.filter(
      ({ extensions }) => (extensions as WithReference).apollo?.subgraph?.resolveReference,
    );
    expect(entities.map(String)).toContain('Checkpoint');
    expect(found).toEqual(entities);
  });

  test('is named as it is, or refused', () => {
    expect(subgraphsOf(undefined)).toEqual(SUBGRAPHS);
    expect(subgraphsOf(['bias', 'lineage'])).toEqual(['lineage', 'bias']);
    expect(() => subgraphsOf(['registry', 'everything'])).toThrow(
      expect.objectContaining({ code: 'GRAPHQL_SUBGRAPH_UNKNOWN' }),
    );
  });
});

interface WithReference {
  readonly apollo?: { readonly subgraph?: { readonly resolveReference?: unknown } };
}

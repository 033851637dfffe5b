import { describe, expect, test } from 'vitest';
import { SUBGRAPHS, subgraphSdl, type Subgraph } from '../graphql/sdl.ts';
import { compose } from './compose.ts';

const partOf = async (name: string, names: readonly Subgraph[]) => ({
  name,
  url: `http://${name}.test/graphql`,
  sdl: await subgraphSdl(names),
});
const foreign = (name: string, sdl: string) => ({
  name,
  url: `http://${name}.test/graphql`,
  sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n${sdl}`,
});
const codeAnd = (received: RegExp) =>
  expect.objectContaining({
    code: 'FEDERATION_COMPOSITION_FAILED',
    facts: expect.objectContaining({ received: expect.stringMatching(received) }),
  }) as Error;

describe('the areas compose', () => {
  test('however they are split over processes', async () => {
    const whole = [await partOf('whole', SUBGRAPHS)];
    const six = await Promise.all(SUBGRAPHS.map((name) => partOf(name, [name])));
    const three = await Promise.all([
      partOf('graph', ['registry', 'lineage', 'license']),
      partOf('science', ['evaluation', 'bias']),
      partOf('swarm', ['swarm']),
    ]);
    for (const parts of [whole, six, three]) expect(compose(parts)).toContain('type Checkpoint');
  });

  test('with a subgraph of somebody else that extends a checkpoint by its digest', async () => {
    const reviews = foreign(
      'reviews',
      'type Checkpoint @key(fields: "digest") { digest: Digest stars: Int } scalar Digest type Query { top: [Checkpoint!]! }',
    );
    const supergraph = compose([await partOf('hub', SUBGRAPHS), reviews]);
    expect(supergraph).toMatch(/stars: Int @join__field\(graph: REVIEWS\)/);
  });
});

describe('what does not fit is refused with its reason:', () => {
  test.each<[string, string, RegExp]>([
    [
      'a field that is the hub’s',
      'type Checkpoint @key(fields: "id") { id: ID! name: String! } type Query { a: Int }',
      /Checkpoint\.name.*non-shareable/,
    ],
    ['a root field that is the hub’s', 'type Query { hub: Int }', /Query\.hub/],
    [
      'another kind of the same name',
      'type Query { a: Digest } type Digest { hex: String }',
      /Digest.*(kind|mismatch)/i,
    ],
    [
      'a type that nobody can reach',
      'type Query { a: Int } type Thing @key(fields: "id", resolvable: false) { id: ID! } extend type Checkpoint @key(fields: "nothing") { x: Int }',
      /nothing/,
    ],
  ])('%s', async (_, sdl, reason) => {
    const hub = await partOf('hub', SUBGRAPHS);
    expect(() => compose([hub, foreign('rogue', sdl)])).toThrow(codeAnd(reason));
  });

  test.each(['type Query {', `type Query { ${'a: Int '.repeat(80_000)} }`])('SDL that is none', (sdl) =>
    expect(() => compose([{ name: 'rogue', url: 'http://rogue.test', sdl }])).toThrow(
      expect.objectContaining({ code: 'GRAPHQL_SDL_MALFORMED' }),
    ),
  );
});

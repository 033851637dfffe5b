// Somebody else's subgraph: a community rates the checkpoints of a hub, in a service of its own. Plain JavaScript on
// Node 20 or newer, with two packages: npm install graphql @apollo/subgraph
import { createServer } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])

  scalar Digest

  "The hub's checkpoint, which it knows by digest; the rating is ours."
  type Checkpoint @key(fields: "digest") {
    digest: Digest
    rating: Rating
  }

  type Rating {
    "1 to 5."
    stars: Float!
    votes: Int!
  }

  type Query {
    "The best rated first."
    bestRated(first: Int! = 10): [Checkpoint!]!
  }

  type Mutation {
    rate(digest: Digest!, stars: Int!): Checkpoint!
  }
`);

/** Stars by digest; a real service would keep them in a database. */
const votes = new Map();

function ratingOf(digest) {
  const stars = votes.get(digest);
  return stars ? { stars: stars.reduce((sum, n) => sum + n, 0) / stars.length, votes: stars.length } : null;
}

const resolvers = {
  // A router asks for many checkpoints at once and names each by digest; there is nothing to look up.
  Checkpoint: { __resolveReference: ({ digest }) => ({ digest }), rating: ({ digest }) => ratingOf(digest) },
  Query: {
    bestRated: (_, { first }) =>
      [...votes.keys()]
        .sort((a, b) => ratingOf(b).stars - ratingOf(a).stars)
        .slice(0, first)
        .map((digest) => ({ digest })),
  },
  Mutation: {
    rate(_, { digest, stars }) {
      if (!(stars >= 1 && stars <= 5)) throw new Error('1 to 5 stars');
      votes.set(digest, [...(votes.get(digest) ?? []), stars]);
      return { digest };
    },
  },
};

const schema = buildSubgraphSchema([{ typeDefs, resolvers }]);

const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const { query, variables } = JSON.parse(body);
  const result = await graphql({ schema, source: query, variableValues: variables });
  response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
});
server.listen(Number(process.argv[2] ?? 4001), '127.0.0.1', () => {
  console.log(`ratings on http://127.0.0.1:${server.address().port}/graphql`);
});

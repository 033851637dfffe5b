import { readFile } from 'node:fs/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { mergeTypeDefs } from '@graphql-tools/merge';
import { parse, type DocumentNode, type GraphQLSchema } from 'graphql';

/** The contract, one file a subgraph; one process serves them all as one schema. */
const subgraphs = ['registry', 'lineage', 'license', 'swarm', 'evaluation', 'bias'] as const;

export async function mergedSdl(): Promise<DocumentNode> {
  const folder = new URL('../../schema/', import.meta.url);
  const texts = await Promise.all(
    subgraphs.map((name) => readFile(new URL(`${name}.graphql`, folder), 'utf8')),
  );
  return mergeTypeDefs(texts.map((text) => parse(text)));
}

/** The merged SDL without resolvers, for generators and tests. */
export async function mergedSchema(): Promise<GraphQLSchema> {
  return buildSubgraphSchema([{ typeDefs: await mergedSdl() }]);
}

import { readFile } from 'node:fs/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { mergeTypeDefs } from '@graphql-tools/merge';
import { parse, print, type DocumentNode, type GraphQLSchema } from 'graphql';
import { refusal } from '../base/errors.ts';
import { closeSdl } from './subgraph/close-sdl.ts';

/** The contract, one file a subgraph; one process serves them all as one schema unless it is told otherwise. */
export const SUBGRAPHS = ['registry', 'lineage', 'license', 'swarm', 'evaluation', 'bias'] as const;

export type Subgraph = (typeof SUBGRAPHS)[number];

/** Which subgraphs are meant; nothing said means all of them. */
export function subgraphsOf(names: readonly string[] | null | undefined): readonly Subgraph[] {
  const unknown = names?.find((name) => !(SUBGRAPHS as readonly string[]).includes(name));
  if (unknown === undefined) return names ? SUBGRAPHS.filter((name) => names.includes(name)) : SUBGRAPHS;
  throw refusal('GRAPHQL_SUBGRAPH_UNKNOWN', 'there is no such subgraph', {
    expected: SUBGRAPHS.join(', '),
    received: unknown.slice(0, 100),
  });
}

/** What is written: all files as one. */
export function mergedSdl(): Promise<DocumentNode> {
  return mergedFiles(SUBGRAPHS);
}

/** What is served: some of the files, with what they need of the others, ready to be composed. */
export async function subgraphDocument(names: readonly Subgraph[]): Promise<DocumentNode> {
  return closeSdl(await mergedFiles(names), await mergedSdl());
}

/** The same as text. */
export async function subgraphSdl(names: readonly Subgraph[]): Promise<string> {
  return print(await subgraphDocument(names));
}

/** The merged SDL without resolvers, for generators and tests. */
export async function mergedSchema(): Promise<GraphQLSchema> {
  return buildSubgraphSchema([{ typeDefs: await subgraphDocument(SUBGRAPHS) }]);
}

async function mergedFiles(names: readonly Subgraph[]): Promise<DocumentNode> {
  const folder = new URL('../../schema/', import.meta.url);
  const texts = await Promise.all(names.map((name) => readFile(new URL(`${name}.graphql`, folder), 'utf8')));
  return mergeTypeDefs(texts.map((text) => parse(text)));
}

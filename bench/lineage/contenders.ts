import { fork } from 'node:child_process';
import { once } from 'node:events';
import { stubNameOf } from '../graph/rows.ts';
import { graphOf } from '../graph/model.ts';
import type { Asked } from './ask.ts';
import { SEED, type LoadedGraph } from './ground.ts';
import type { Statement } from './statements.ts';

/** A server that answers the same question on the same tables; a process of its own. */
export interface Contender extends AsyncDisposable {
  readonly name: string;
  /** The ancestors of a node, the nearest `first`, with what a list of them shows. */
  ask(node: number, first: number): Asked;
}

const QUESTION = `query ($reference: String!, $first: Int!) {
  checkpoint(reference: $reference) {
    id name
    ancestors(first: $first) {
      nodes { depth checkpoint { id name license { expression } architecture parameterCount sizeBytes } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

const graph = graphOf(SEED);

export function questionOf(node: number, first: number): string {
  return JSON.stringify({ query: QUESTION, variables: { reference: referenceOf(node), first } });
}

export function referenceOf(node: number): string {
  return stubNameOf(graph.nameOf(node));
}

/** A whole hub. */
export async function hubContender(
  databaseUrl: string,
  folder: string,
): Promise<Contender & { url: string }> {
  const { url, stop } = await serve(new URL('serve-hub.ts', import.meta.url), { databaseUrl, folder });
  return {
    name: 'Heirloom',
    url,
    ask: (node, first) => ({ url: `${url}/graphql`, method: 'POST', body: questionOf(node, first) }),
    [Symbol.asyncDispose]: stop,
  };
}

/** What our hub asks the database, named and prepared, and `JSON.stringify` of all rows. */
export async function rawContender(
  databaseUrl: string,
  statements: readonly Statement[],
): Promise<Contender> {
  const { url, stop } = await serve(new URL('serve-raw.ts', import.meta.url), { databaseUrl, statements });
  return {
    name: 'pool.query + JSON.stringify',
    ask: (node, first) => ({
      url: `${url}/?${new URLSearchParams({ reference: referenceOf(node), first: String(first) }).toString()}`,
      method: 'GET',
    }),
    [Symbol.asyncDispose]: stop,
  };
}

/** It finds the checkpoint by its primary key, and the ancestors by a function over the same rows. */
const POSTGRAPHILE_QUESTION = `query ($id: BigInt!, $first: Int!) {
  checkpointByRowId(rowId: $id) {
    rowId stubName
    ancestors(first: $first) {
      nodes { rowId stubName license architecture parameterCount sizeBytes }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

const ANCESTORS_FUNCTION = `
  CREATE OR REPLACE FUNCTION checkpoint_ancestors(start checkpoint) RETURNS SETOF checkpoint LANGUAGE sql STABLE AS $$
    SELECT a.* FROM lineage_node n, unnest(n.ancestor_ids, n.ancestor_depths) AS u(id, depth)
      JOIN checkpoint a ON a.id = u.id
     WHERE n.checkpoint_id = start.id ORDER BY u.depth, u.id
  $$`;

export async function postgraphileContender(
  { url: databaseUrl, sql }: LoadedGraph,
  rivals: string,
): Promise<Contender> {
  await sql.query(ANCESTORS_FUNCTION);
  const { url, stop } = await serve(new URL(`file://${rivals}/serve-postgraphile.js`), { databaseUrl });
  return {
    name: 'PostGraphile 5.1.5',
    ask: (node, first) => ({
      url,
      method: 'POST',
      body: JSON.stringify({ query: POSTGRAPHILE_QUESTION, variables: { id: String(node + 1), first } }),
    }),
    [Symbol.asyncDispose]: stop,
  };
}

/** Starts a program that says its address. */
export async function serve(program: URL, config: object): Promise<{ url: string; stop(): Promise<void> }> {
  const child = fork(program, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const ended = once(child, 'exit');
  child.send(config);
  const [url] = await Promise.race([
    once(child, 'message'),
    ended.then(() => Promise.reject(new Error(`${program.pathname} ended`))),
  ]);
  return {
    url: String(url),
    async stop() {
      child.kill();
      await ended;
    },
  };
}

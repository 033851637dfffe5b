import type { Ask } from '@graphql-hive/gateway-runtime';
import type { Events } from '../telemetry/events.ts';
import { followSupergraph } from './follow-supergraph.ts';
import type { Router } from './open-router.ts';
import type { NamedSubgraph } from './supergraph-source.ts';

/** A graph of this process with other people's subgraphs in it. */
export interface JoinedGraph extends AsyncDisposable {
  /** Null while there is nothing to join, or it can't be reached or composed. */
  readonly router: Router | null;
}

/** This process as a subgraph. */
export interface OwnSubgraph {
  readonly sdl: string;
  /** Whether it tells its schema; then the graph that it is a part of does. */
  readonly isIntrospectable: boolean;
  readonly ask: Ask;
}

const OWN_NAME = 'hub';
const EVERY_MS = 5_000;
const TIMEOUT_MS = 10_000;

/** Puts others beside this process's own graph, which is asked without a network; nobody else gets a token. */
export function joinSubgraphs(
  own: OwnSubgraph,
  others: readonly NamedSubgraph[],
  events: Events,
): JoinedGraph {
  if (others.length === 0) return { router: null, async [Symbol.asyncDispose]() {} };
  const stop = new AbortController();
  const subgraphs = [{ name: OWN_NAME, url: 'http://hub.invalid/graphql', sdl: own.sdl }, ...others];
  const { isIntrospectable } = own;
  const options = { trusted: [], timeoutMs: TIMEOUT_MS, isIntrospectable, local: { [OWN_NAME]: own.ask } };
  let router: Router | null = null;
  const take = async (supergraph: string) => {
    // The engine is loaded where it is of use: a hub alone starts without it.
    const { openRouter } = await import('./open-router.ts');
    if (router) await router.reload(supergraph);
    else router = await openRouter(supergraph, options);
  };
  const source = { kind: 'SUBGRAPHS', subgraphs } as const;
  const follow = { source, supergraph: null, everyMs: EVERY_MS, signal: stop.signal, take };
  const following = followSupergraph(follow, events);
  return {
    get router() {
      return router;
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      await following;
      await router?.[Symbol.asyncDispose]();
    },
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Events } from '../telemetry/events.ts';
import type { Router } from './open-router.ts';
import { readSupergraph, type SupergraphSource } from './supergraph-source.ts';

export interface Follow {
  readonly source: SupergraphSource;
  /** What the router answers by at the start. */
  readonly supergraph: string;
  readonly everyMs: number;
  readonly signal: AbortSignal;
}

/**
 * Looks again and again at where the supergraph comes from, and reloads the router when it changed. What can't be read
 * or composed is told once, and the router stays as it is.
 */
export async function followSupergraph(router: Router, follow: Follow, events: Events): Promise<void> {
  let known = follow.supergraph;
  let told = '';
  while (await rested(follow)) {
    try {
      const next = await readSupergraph(follow.source);
      told = '';
      if (next === known) continue;
      await router.reload(next);
      known = next;
      events.supergraphLoaded({ bytes: next.length });
    } catch (error) {
      if (told !== String(error)) events.supergraphRefused({ error });
      told = String(error);
    }
  }
}

async function rested({ everyMs, signal }: Follow): Promise<boolean> {
  await sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
  return !signal.aborted;
}

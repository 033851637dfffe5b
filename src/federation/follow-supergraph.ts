import { setTimeout as sleep } from 'node:timers/promises';
import type { Events } from '../telemetry/events.ts';
import { readSupergraph, type SupergraphSource } from './supergraph-source.ts';

export interface Follow {
  readonly source: SupergraphSource;
  /** What is answered by at the start; null while nothing is. */
  readonly supergraph: string | null;
  readonly everyMs: number;
  readonly signal: AbortSignal;
  /** Answers by another one from now on. */
  take(supergraph: string): Promise<void>;
}

/**
 * Looks again and again at where a supergraph comes from, and takes each new one. What can't be read or composed is told
 * once, and all stays as it is.
 */
export async function followSupergraph(follow: Follow, events: Events): Promise<void> {
  let known = follow.supergraph;
  let told = '';
  while (known === null || (await rested(follow))) {
    try {
      const next = await readSupergraph(follow.source);
      told = '';
      if (next === known) continue;
      await follow.take(next);
      known = next;
      events.supergraphLoaded({ bytes: next.length });
    } catch (error) {
      if (told !== String(error)) events.supergraphRefused({ error });
      told = String(error);
      known ??= '';
    }
  }
}

async function rested({ everyMs, signal }: Follow): Promise<boolean> {
  await sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
  return !signal.aborted;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf, type HeirloomError } from '../../base/errors.ts';
import { crashed, type Postmaster } from './postmaster.ts';

/** A server that is started again when it ends by itself: killed for memory, or by its own panic. */
export interface KeptPostmaster extends AsyncDisposable {
  /** The process that serves right now, or did last. */
  readonly pid: number;
  /** undefined after a stop; `STORE_EMBEDDED_CRASHED` when it could not be brought back. */
  readonly ended: Promise<HeirloomError | undefined>;
}

export interface PostmasterKeeping {
  /** Starts it at the address it had, so that connections find it again. */
  restart(): Promise<Postmaster>;
  stop(postmaster: Postmaster): Promise<void>;
  log(line: string): void;
  readonly restartsMax: number;
}

/** Follows a server: an end that nobody asked for is answered by a start, with longer and longer rests. */
export function keepPostmaster(first: Postmaster, keeping: PostmasterKeeping): KeptPostmaster {
  const stopping = new AbortController();
  let current = first;
  const follow = async (): Promise<HeirloomError | undefined> => {
    for (const budget = restartBudget(keeping.restartsMax); ;) {
      const said = await current.gone;
      if (stopping.signal.aborted) return undefined;
      const next = await bringBack(said, budget, keeping, stopping.signal);
      if (stopping.signal.aborted && next === undefined) return undefined;
      if (next === undefined) return crashed(said);
      current = next;
    }
  };
  const ended = follow();
  return {
    get pid() {
      return current.pid;
    },
    ended,
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await keeping.stop(current);
      // A start that was under way when the stop came has made another server by now.
      await ended;
    },
  };
}

async function bringBack(
  said: string,
  budget: RestartBudget,
  { restart, stop, log }: PostmasterKeeping,
  stopping: AbortSignal,
): Promise<Postmaster | undefined> {
  for (let restMs = budget.next(); restMs !== undefined; restMs = budget.next()) {
    await sleep(restMs, undefined, { signal: stopping }).catch(() => undefined);
    if (stopping.aborted) return undefined;
    try {
      const postmaster = await restart();
      if (stopping.aborted) {
        await stop(postmaster);
        return undefined;
      }
      log(
        `PostgreSQL ended by itself and was started again as process ${postmaster.pid}; it had said:\n${said}`,
      );
      return postmaster;
    } catch (error) {
      log(`PostgreSQL ended by itself and did not start again: ${messageOf(error)}`);
    }
  }
  return undefined;
}

interface RestartBudget {
  /** How long to rest before the next start; undefined when there were too many. */
  next(): number | undefined;
}

const FIRST_REST_MS = 100;
const REST_GROWTH = 2.5;
/** A server that lived this long may be started as often again. */
const FORGIVEN_MS = 300_000;

function restartBudget(restartsMax: number): RestartBudget {
  let [used, lastAt] = [0, performance.now()];
  return {
    next() {
      if (performance.now() - lastAt > FORGIVEN_MS) used = 0;
      lastAt = performance.now();
      return used < restartsMax ? FIRST_REST_MS * REST_GROWTH ** used++ : undefined;
    },
  };
}

import { routedError } from '../graphql/routed-error.ts';
import { assertSubscription, parsedQuestion } from '../graphql/subscriptions/read-subscription.ts';
import { Seats } from '../graphql/subscriptions/seats.ts';
import type {
  Failure,
  Result,
  Subscribe,
  SubscriptionSource,
  Watched,
} from '../graphql/subscriptions/subscriptions.ts';
import { failureOf } from '../graphql/subscriptions/told-result.ts';
import type { GatewayOptions } from './gateway.ts';
import { Generation, type Asker } from './generation.ts';

export interface Router extends SubscriptionSource<Asker>, AsyncDisposable {
  /** Answers a query or mutation. */
  answer(question: Subscribe, asker: Asker): Promise<Result>;
  /** What may be asked now. */
  sdl(): Promise<string>;
  /** Answers by another supergraph from now on; what was asked before ends by the one it began with. */
  reload(supergraph: string): Promise<void>;
}

/** As a hub has them. */
const OF_ONE_MAX = 20;
const OF_ALL_MAX = 1000;

/** A router that stays while supergraphs come and go. */
export async function openRouter(supergraph: string, options: GatewayOptions): Promise<Router> {
  let generation = await Generation.open(supergraph, options);
  const stop = new AbortController();
  const seats = new Seats(OF_ONE_MAX, OF_ALL_MAX);
  return {
    stopped: stop.signal,
    async answer(question, asker) {
      const result = await generation.answer(question, asker).catch(failureOf);
      return result.errors ? { ...result, errors: result.errors.map(routedError) } : result;
    },
    async open(wanted, { viewer, caller }) {
      try {
        assertSubscription(parsedQuestion(wanted.query), wanted.operationName);
        return await watch(generation, wanted, viewer, seats.take(caller));
      } catch (error) {
        return failureOf(error);
      }
    },
    sdl: () => generation.sdl(),
    async reload(next) {
      const before = generation;
      generation = await Generation.open(next, options);
      void before.retire();
    },
    async [Symbol.asyncDispose]() {
      stop.abort();
      await generation.close();
    },
  };
}

async function watch(
  generation: Generation,
  wanted: Subscribe,
  asker: Asker,
  giveBack: () => void,
): Promise<Watched | Failure> {
  const result = await generation.watch(wanted, asker, giveBack);
  if (Symbol.asyncIterator in result) return result;
  return { errors: (result.errors ?? []).map(routedError) };
}

import {
  createSourceEventStream,
  execute,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import type { Hub } from '../../hub/context/hub.ts';
import type { Viewer } from '../../hub/context/viewer.ts';
import { limitsRule } from '../limits.ts';
import { requestContext } from '../request-context.ts';
import type { TrustedDocuments } from '../trusted/trusted-documents.ts';
import { assertSubscription, parsedQuestion } from './read-subscription.ts';
import { Seats } from './seats.ts';
import { failureOf, report } from './told-result.ts';

/** What a client wants to watch, as it came. */
export interface Subscribe {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>> | null;
}

export interface Subscriber<Who = Viewer> {
  readonly viewer: Who;
  /** Who shares its seats: a contributor, or everybody without a token at one address. */
  readonly caller: string;
  readonly requestId: string;
}

export type Result = ExecutionResult;

/** Results until it is over; `return` ends it, also while nothing comes. */
export type Watched = AsyncGenerator<ExecutionResult, undefined, undefined>;

/** Where results come from: this hub, or others behind a router. */
export interface SubscriptionSource<Who> {
  open(wanted: Subscribe, subscriber: Subscriber<Who>): Promise<Watched | Failure>;
  /** Aborts when all of them end. */
  readonly stopped: AbortSignal;
}

/** Everybody's subscriptions: bounded, each for an hour at most, all ended when the hub stops. */
export class Subscriptions implements SubscriptionSource<Viewer>, Disposable {
  readonly hub: Hub;
  readonly #schema: GraphQLSchema;
  readonly #trusted: TrustedDocuments | null;
  readonly #seats = new Seats(OF_ONE_MAX, OF_ALL_MAX);
  readonly #stop = new AbortController();

  constructor(hub: Hub, schema: GraphQLSchema, trusted: TrustedDocuments | null) {
    this.hub = hub;
    this.#schema = schema;
    this.#trusted = trusted;
  }

  /** A stream, or why there is none: a wrong document, too much at once, or what the source refuses. */
  async open(wanted: Subscribe, subscriber: Subscriber): Promise<Watched | Failure> {
    try {
      this.#trusted?.assertMayAsk(subscriber.viewer, { text: wanted.query });
      const document = this.#read(wanted);
      const giveBack = this.#seats.take(subscriber.caller);
      try {
        return ending(await this.#start(document, wanted, subscriber), giveBack);
      } catch (error) {
        giveBack();
        throw error;
      }
    } catch (error) {
      const { errors } = error instanceof Failed ? error : failureOf(error);
      report(this.hub, subscriber.requestId, errors);
      return { errors };
    }
  }

  #read({ query, operationName }: Subscribe): DocumentNode {
    const document = parsedQuestion(query);
    const errors = validate(this.#schema, document, [...specifiedRules, limitsRule]);
    if (errors.length > 0) throw new Failed(errors);
    assertSubscription(document, operationName);
    return document;
  }

  async #start(
    document: DocumentNode,
    { operationName, variables }: Subscribe,
    { viewer, requestId }: Subscriber,
  ): Promise<Started> {
    const end = new AbortController();
    const signal = AbortSignal.any([end.signal, this.#stop.signal, AbortSignal.timeout(LASTS_MS)]);
    const asked = () => ({
      schema: this.#schema,
      document,
      operationName,
      variableValues: variables,
      // For each event anew: what loaders remember of the last one may be wrong by now.
      contextValue: requestContext(this.hub, viewer, requestId, () => signal),
    });
    const source = await createSourceEventStream(asked());
    if (!(Symbol.asyncIterator in source)) throw new Failed(source.errors ?? []);
    const results = resultsOf(source, async (rootValue) => {
      const result = await execute({ ...asked(), rootValue });
      report(this.hub, requestId, result.errors ?? []);
      return result;
    });
    return { results, stop: () => end.abort() };
  }

  /** Aborts when all of them end. */
  get stopped(): AbortSignal {
    return this.#stop.signal;
  }

  [Symbol.dispose](): void {
    this.#stop.abort();
  }
}

/** A page watches one checkpoint, a command as many jobs as evaluators may be asked for. */
const OF_ONE_MAX = 20;
const OF_ALL_MAX = 1000;
/** A token may be revoked meanwhile; a client that still wants to know asks again. */
const LASTS_MS = 60 * 60 * 1000;

/** Why there is no stream. */
export interface Failure {
  readonly errors: readonly GraphQLError[];
}

class Failed extends Error implements Failure {
  readonly errors: readonly GraphQLError[];

  constructor(errors: readonly GraphQLError[]) {
    super('the subscription did not start');
    this.errors = errors;
  }
}

interface Started {
  readonly results: Watched;
  readonly stop: () => void;
}

async function* resultsOf(
  source: AsyncIterable<unknown>,
  answer: (event: unknown) => Promise<ExecutionResult>,
): Watched {
  for await (const event of source) yield await answer(event);
  return undefined;
}

/** A generator takes a `return` only between two results; this one stops what it waits for first. */
function ending({ results, stop }: Started, giveBack: () => void): Watched {
  const last = async () => {
    stop();
    giveBack();
    return results.return(undefined);
  };
  return {
    async next() {
      const result = await results.next().catch((error: unknown) => {
        giveBack();
        throw error;
      });
      if (result.done) giveBack();
      return result;
    },
    return: last,
    throw: last,
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: async () => void (await last()),
  };
}

import type { GatewayRuntime } from '@graphql-hive/gateway-runtime';
import { plainSdl } from '../graphql/plain-sdl.ts';
import type { Result, Subscribe, Watched } from '../graphql/subscriptions/subscriptions.ts';
import { streamExpected } from '../graphql/subscriptions/read-subscription.ts';
import { openGateway, type GatewayOptions } from './gateway.ts';

/** Who asks a router: it knows nobody, and passes on what they said of themselves. */
export interface Asker {
  readonly headers: Readonly<Record<string, string>>;
  /** Aborts when they are gone. */
  readonly signal?: AbortSignal;
  /** What subgraphs of this very process are told of them, as it is. */
  readonly own?: object;
}

/** One supergraph's engine with the questions that it began; retired, it closes when the last of them has its answer. */
export class Generation {
  readonly #gateway: GatewayRuntime;
  readonly #empty = Promise.withResolvers<void>();
  #begun = 0;
  #isRetired = false;

  private constructor(gateway: GatewayRuntime) {
    this.#gateway = gateway;
  }

  static async open(supergraph: string, options: GatewayOptions): Promise<Generation> {
    const gateway = await openGateway(supergraph, options);
    // The first question would wait for the plan of the whole supergraph, and a broken one is told now.
    await gateway.getSchema();
    return new Generation(gateway);
  }

  async answer(question: Subscribe, asker: Asker): Promise<Result> {
    const end = this.#begin();
    try {
      const result = await this.#ask(question, asker);
      if (!(Symbol.asyncIterator in result)) return result;
      await result[Symbol.asyncIterator]().return?.();
      throw streamExpected();
    } finally {
      end();
    }
  }

  /** A stream, or the result that came instead of one; `onEnd` is called once it is over. */
  async watch(question: Subscribe, asker: Asker, onEnd: () => void): Promise<Watched | Result> {
    const end = this.#begin(onEnd);
    try {
      const result = await this.#ask(question, asker);
      if (Symbol.asyncIterator in result) return watchedOf(result, end);
      end();
      return result;
    } catch (error) {
      end();
      throw error;
    }
  }

  // Not by the engine's own HTTP: reading a request and writing a response once more took half of its time.
  #ask(params: Subscribe, { headers, own, signal }: Asker): Promise<Result | AsyncIterable<Result>> {
    const request = new Request('http://router/graphql', {
      method: 'POST',
      headers,
      ...(signal && { signal }),
    });
    return this.#gateway.getResultForParams({ params, request }, { headers, request, params, own });
  }

  /** What may be asked, as clients' tools read it. */
  async sdl(): Promise<string> {
    return plainSdl((await this.#gateway.getSchema()) as Parameters<typeof plainSdl>[0]);
  }

  /** Settles when it is closed. */
  async retire(): Promise<void> {
    this.#isRetired = true;
    if (this.#begun > 0) await Promise.race([this.#empty.promise, late()]);
    await this.close();
  }

  async close(): Promise<void> {
    await this.#gateway.dispose();
  }

  #begin(onEnd?: () => void): () => void {
    this.#begun += 1;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      onEnd?.();
      this.#begun -= 1;
      if (this.#isRetired && this.#begun === 0) this.#empty.resolve();
    };
  }
}

/** Subscriptions may last for an hour; who watched an old supergraph for so long asks again. */
const RETIRED_MS_MAX = 60_000;

function late(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, RETIRED_MS_MAX).unref());
}

function watchedOf(results: AsyncIterable<Result>, end: () => void): Watched {
  const iterator = results[Symbol.asyncIterator]();
  const last = async () => {
    end();
    await iterator.return?.();
    return { done: true, value: undefined } as const;
  };
  return {
    async next() {
      const result = await iterator.next().catch((error: unknown) => {
        end();
        throw error;
      });
      if (!result.done) return { done: false, value: result.value };
      end();
      return { done: true, value: undefined };
    },
    return: last,
    throw: last,
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: async () => void (await last()),
  };
}

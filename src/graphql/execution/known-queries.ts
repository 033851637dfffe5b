import type { ApolloServerOptions } from '@apollo/server';
import { Recent } from './recent.ts';

type QueryCache = NonNullable<
  Exclude<ApolloServerOptions<object>['persistedQueries'], false | undefined>['cache']
>;

/** Some thousand questions of the usual size. */
const BYTES_MAX = 8 * 1024 * 1024;

/** What Apollo puts before each hash. */
const PREFIX = 'apq:';

/** Texts that are known without anybody having sent them. */
interface Listed {
  textOf(sha256: string): string | undefined;
}

/** The texts of questions by their hash, so that a client sends the hash alone; Apollo checks that the two belong together. */
export class KnownQueries implements QueryCache {
  readonly #texts = new Recent<string>(Infinity);
  readonly #listed: Listed | null;
  readonly #bytesMax: number;
  #bytes = 0;

  constructor(listed: Listed | null = null, bytesMax = BYTES_MAX) {
    this.#listed = listed;
    this.#bytesMax = bytesMax;
  }

  async get(key: string): Promise<string | undefined> {
    return this.#texts.get(key) ?? this.#listed?.textOf(key.slice(PREFIX.length));
  }

  async set(key: string, text: string): Promise<void> {
    if (this.#texts.get(key) !== undefined) return;
    this.#texts.set(key, text);
    this.#bytes += sizeOf(text);
    while (this.#bytes > this.#bytesMax) this.#bytes -= sizeOf(this.#texts.dropOldest() ?? '');
  }

  async delete(key: string): Promise<void> {
    this.#bytes -= sizeOf(this.#texts.get(key) ?? '');
    this.#texts.delete(key);
  }
}

// A string takes at most two bytes a unit, and its key and place about 300.
function sizeOf(text: string): number {
  return text === '' ? 0 : 300 + 2 * text.length;
}

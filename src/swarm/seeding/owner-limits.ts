import { allOf, byteLimit, UNLIMITED, type ByteLimit } from '../byte-limit.ts';

/** What one contributor's files may take of the link together, beside what all files may. */
export class OwnerLimits {
  readonly #all: ByteLimit;
  readonly #bytesPerSecond: number | undefined;
  readonly #byOwner = new Map<string, ByteLimit>();

  /** `bytesPerSecond`: of each owner; undefined: no bound. */
  constructor(all: ByteLimit, bytesPerSecond: number | undefined) {
    this.#all = all;
    this.#bytesPerSecond = bytesPerSecond;
  }

  limitFor(owner: string | undefined): ByteLimit {
    if (owner === undefined || this.#bytesPerSecond === undefined) return this.#all;
    const own = this.#byOwner.get(owner) ?? byteLimit(this.#bytesPerSecond);
    this.#byOwner.set(owner, own);
    return this.#all === UNLIMITED ? own : allOf([this.#all, own]);
  }
}

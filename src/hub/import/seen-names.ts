import { hash } from 'node:crypto';

/**
 * The names of a listing so far, to find those that come twice: 53 bits of a digest each, so that three million fit in
 * 100 MB. The chance that any two of three million different names share theirs is 1 in 2,000.
 */
export class SeenNames {
  readonly #seen = new Set<number>();

  /** Whether the name was there already; it is now. */
  isRepeated(name: string): boolean {
    const digest = hash('sha1', name, 'buffer');
    const bits = digest.readUInt32BE(0) * 0x20_0000 + (digest.readUInt32BE(4) >>> 11);
    const before = this.#seen.size;
    this.#seen.add(bits);
    return this.#seen.size === before;
  }
}

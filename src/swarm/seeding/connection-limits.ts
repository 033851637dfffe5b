import { RateLimit } from '../rate-limit.ts';

/** Who may be connected: so many in all, from one address, and so often. Addresses are forgotten with their last use. */
export class ConnectionLimits {
  /** Connections now, by address; one without any is not kept. */
  readonly #open = new Map<string, number>();
  readonly #knocks = new RateLimit({
    burst: KNOCKS_AT_ONCE,
    perSecond: KNOCKS_A_SECOND,
    keysMax: ADDRESSES_KEPT,
  });
  readonly #dialled = new Set<string>();
  #all = 0;

  /** A place for a connection, to be given back; null where there is none. */
  enter(address: string): { leave(): void } | null {
    const open = this.#open.get(address) ?? 0;
    if (this.#all >= CONNECTIONS_MAX || open >= A_ADDRESS_MAX || !this.#knocks.admits(address)) return null;
    this.#all++;
    this.#open.set(address, open + 1);
    let isHere = true;
    return {
      leave: () => {
        if (isHere) this.#leave(address);
        isHere = false;
      },
    };
  }

  get addressesKept(): number {
    return this.#open.size + this.#knocks.size;
  }

  mayDial(infohash: string, address: string): boolean {
    const key = `${infohash} ${address}`;
    if (this.#dialled.has(key) || this.#dialled.size >= DIALLED_MAX) return false;
    this.#dialled.add(key);
    return true;
  }

  dialEnded(infohash: string, address: string): void {
    this.#dialled.delete(`${infohash} ${address}`);
  }

  #leave(address: string): void {
    const open = (this.#open.get(address) ?? 1) - 1;
    this.#all--;
    if (open > 0) this.#open.set(address, open);
    else this.#open.delete(address);
  }
}

const CONNECTIONS_MAX = 1000;
/** A laboratory behind one address is one address. */
const A_ADDRESS_MAX = 200;
const ADDRESSES_KEPT = 10_000;
const DIALLED_MAX = 100;
/** Connections from one address: so many at once, and so many a second after. */
const KNOCKS_AT_ONCE = 400;
const KNOCKS_A_SECOND = 20;

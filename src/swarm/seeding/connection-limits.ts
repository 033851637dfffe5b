import { networkOf } from '../address-scope.ts';
import { RateLimit } from '../rate-limit.ts';

/**
 * Who may be connected: so many in all, from one address, and so often. An IPv6 network of 64 bits counts as one address.
 * Addresses are forgotten with their last use.
 */
export class ConnectionLimits {
  /** Connections now, by network; one without any is not kept. */
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
    const network = networkOf(address);
    const open = this.#open.get(network) ?? 0;
    if (this.#all >= CONNECTIONS_MAX || open >= A_ADDRESS_MAX || !this.#knocks.admits(network)) return null;
    this.#all++;
    this.#open.set(network, open + 1);
    let isHere = true;
    return {
      leave: () => {
        if (isHere) this.#leave(network);
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

  #leave(network: string): void {
    const open = (this.#open.get(network) ?? 1) - 1;
    this.#all--;
    if (open > 0) this.#open.set(network, open);
    else this.#open.delete(network);
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

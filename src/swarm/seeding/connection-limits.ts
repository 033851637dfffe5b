/** Who may be connected: so many in all, from one address, and so often. Addresses are forgotten with their last use. */
export class ConnectionLimits {
  readonly #byAddress = new Map<string, Visitor>();
  readonly #dialled = new Set<string>();
  #all = 0;

  /** A place for a connection, to be given back; null where there is none. */
  enter(address: string): { leave(): void } | null {
    const visitor = this.#visitorOf(address);
    if (this.#all >= CONNECTIONS_MAX || visitor.open >= A_ADDRESS_MAX || !visitor.mayKnock()) return null;
    this.#all++;
    visitor.open++;
    let isHere = true;
    return {
      leave: () => {
        if (!isHere) return;
        isHere = false;
        this.#all--;
        visitor.open--;
      },
    };
  }

  get addressesKept(): number {
    return this.#byAddress.size;
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

  #visitorOf(address: string): Visitor {
    const known = this.#byAddress.get(address);
    if (known) return known;
    this.#forgetIdle();
    const visitor = new Visitor();
    this.#byAddress.set(address, visitor);
    return visitor;
  }

  #forgetIdle(): void {
    if (this.#byAddress.size < ADDRESSES_KEPT) return;
    for (const [address, visitor] of this.#byAddress) if (visitor.open === 0) this.#byAddress.delete(address);
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

class Visitor {
  open = 0;
  #knocks = KNOCKS_AT_ONCE;
  #at = performance.now();

  mayKnock(): boolean {
    const now = performance.now();
    this.#knocks = Math.min(KNOCKS_AT_ONCE, this.#knocks + ((now - this.#at) / 1000) * KNOCKS_A_SECOND);
    this.#at = now;
    if (this.#knocks < 1) return false;
    this.#knocks--;
    return true;
  }
}

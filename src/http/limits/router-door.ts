import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Rates } from '../../config/outer-config.ts';
import { networkOf } from '../../swarm/address-scope.ts';
import { askersBehind, type FindAsker } from '../../swarm/asker.ts';
import { bearerOf } from '../bearer.ts';
import { LoopWatch, overloaded, RETRY_SECONDS } from './loop-watch.ts';
import { RateGate } from './rate-gate.ts';

export interface RouterDoorParts {
  readonly trustedProxies: readonly string[] | null;
  readonly rates: Rates;
}

/**
 * Stands before a router of its own process: a hub's allowances by network alone. It knows nobody, and who could count
 * by tokens that nobody checks would make themselves a new one for each question.
 */
export class RouterDoor implements Disposable {
  readonly #findAsker: FindAsker;
  readonly #gate: RateGate;
  readonly #loop = new LoopWatch();

  constructor({ trustedProxies, rates }: RouterDoorParts) {
    this.#findAsker = askersBehind(trustedProxies);
    this.#gate = new RateGate(rates);
  }

  /** Takes one question; answers who shares a bound with who asks. */
  async question(request: IncomingMessage, response: ServerResponse | null): Promise<string> {
    const { network, isLocal } = this.#asker(request);
    if (isLocal) return network;
    const isSignedIn = bearerOf(request) !== null;
    if (!isSignedIn && this.#loop.isLate) {
      response?.setHeader('retry-after', String(RETRY_SECONDS));
      throw overloaded();
    }
    await this.#gate.take(isSignedIn ? 'contributor' : 'anonymous', network, response);
    return network;
  }

  /** For all else that may be asked. */
  async reader(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { network, isLocal } = this.#asker(request);
    if (!isLocal) await this.#gate.take('files', network, response);
  }

  networkOf(request: IncomingMessage): string {
    return this.#asker(request).network;
  }

  #asker(request: IncomingMessage): { network: string; isLocal: boolean } {
    const { address, isLocal } = this.#findAsker(request);
    return { network: networkOf(address), isLocal };
  }

  [Symbol.dispose](): void {
    this.#loop[Symbol.dispose]();
  }
}

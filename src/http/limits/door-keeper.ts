import type { IncomingMessage, ServerResponse } from 'node:http';
import { isRefusal } from '../../base/errors.ts';
import type { Rates } from '../../config/outer-config.ts';
import type { Hub } from '../../hub/context/hub.ts';
import { viewerOf, type Viewer } from '../../hub/context/viewer.ts';
import { networkOf } from '../../swarm/address-scope.ts';
import type { FindAsker } from '../../swarm/asker.ts';
import { bearerOf } from '../bearer.ts';
import { LoopWatch, overloaded, RETRY_SECONDS } from './loop-watch.ts';
import { RateGate, type AllowanceName } from './rate-gate.ts';

/** Who asks, and on whose account. */
export interface Caller {
  readonly viewer: Viewer;
  /** Who shares a bound: a contributor, or everybody without a token in one network. */
  readonly key: string;
}

export interface DoorKeeperParts {
  readonly hub: Hub;
  readonly findAsker: FindAsker;
  readonly rates: Rates | undefined;
}

/** Stands before the routes: counts who asks, and sends readers without a token away while the hub is late. */
export class DoorKeeper implements Disposable {
  readonly #hub: Hub;
  readonly #findAsker: FindAsker;
  readonly #gate: RateGate;
  readonly #loop = new LoopWatch();

  constructor({ hub, findAsker, rates }: DoorKeeperParts) {
    this.#hub = hub;
    this.#findAsker = findAsker;
    this.#gate = new RateGate(rates);
  }

  /** For questions and uploads: the viewer of the token, counted on their own account. */
  async caller(
    request: IncomingMessage,
    response: ServerResponse,
    signedIn: AllowanceName = 'contributor',
  ): Promise<Caller> {
    const { network, isLocal } = this.#asker(request);
    const bearer = bearerOf(request);
    if (bearer === null) {
      if (!isLocal) await this.#admitReader('anonymous', network, response);
      return { viewer: { kind: 'ANONYMOUS' }, key: network };
    }
    const viewer = isLocal
      ? await viewerOf(this.#hub, bearer)
      : await this.#viewerOfStranger(bearer, network, response);
    const key = callerKey(viewer, network);
    if (!isLocal) await this.#gate.take(signedIn, key, response);
    return { viewer, key };
  }

  /** For files, pages and all else that is only read: counted by network. */
  async reader(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { network, isLocal } = this.#asker(request);
    if (isLocal) return;
    if (bearerOf(request) === null) return this.#admitReader('files', network, response);
    await this.#gate.take('files', network, response);
  }

  /** For what a supervisor asks, also while the hub is late. */
  async probe(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { network, isLocal } = this.#asker(request);
    if (!isLocal) await this.#gate.take('files', network, response);
  }

  /** For questions that come over a socket that was opened before. */
  async question(request: IncomingMessage, viewer: Viewer): Promise<string> {
    const { network, isLocal } = this.#asker(request);
    const key = callerKey(viewer, network);
    const name = viewer.kind === 'CONTRIBUTOR' ? 'contributor' : 'anonymous';
    if (!isLocal) await this.#gate.take(name, key, null);
    return key;
  }

  networkOf(request: IncomingMessage): string {
    return this.#asker(request).network;
  }

  async #admitReader(name: AllowanceName, network: string, response: ServerResponse): Promise<void> {
    if (this.#loop.isLate) {
      response.setHeader('retry-after', String(RETRY_SECONDS));
      throw overloaded();
    }
    await this.#gate.take(name, network, response);
  }

  // Each wrong token costs a look into the database: who tries them out is soon not listened to.
  async #viewerOfStranger(bearer: string, network: string, response: ServerResponse): Promise<Viewer> {
    await this.#gate.requireLeft('wrong-tokens', network, response);
    try {
      return await viewerOf(this.#hub, bearer);
    } catch (error) {
      if (isRefusal(error)) await this.#gate.take('wrong-tokens', network, response);
      throw error;
    }
  }

  #asker(request: IncomingMessage): { network: string; isLocal: boolean } {
    const { address, isLocal } = this.#findAsker(request);
    return { network: networkOf(address), isLocal };
  }

  [Symbol.dispose](): void {
    this.#loop[Symbol.dispose]();
  }
}

function callerKey(viewer: Viewer, network: string): string {
  return viewer.kind === 'CONTRIBUTOR' ? `contributor ${viewer.contributor.id}` : network;
}

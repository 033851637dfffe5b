import type { Hub } from '../hub/context/hub.ts';
import type { Viewer } from '../hub/context/viewer.ts';
import { openLoaders, type Loaders } from './loaders.ts';

/** What every resolver gets: the hub, who asks, and this request's loaders. */
export interface RequestContext {
  readonly hub: Hub;
  readonly viewer: Viewer;
  readonly loaders: Loaders;
  readonly requestId: string;
  /** Aborts when the asker is gone or the hub stops; made when it is asked for. */
  readonly signal: AbortSignal;
}

export function requestContext(
  hub: Hub,
  viewer: Viewer,
  requestId: string,
  signalOf: () => AbortSignal,
): RequestContext {
  return {
    hub,
    viewer,
    requestId,
    loaders: openLoaders(hub.store),
    get signal() {
      return signalOf();
    },
  };
}

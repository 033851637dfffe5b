import type { Hub } from '../hub/context/hub.ts';
import type { Viewer } from '../hub/context/viewer.ts';
import { openLoaders, type Loaders } from './loaders.ts';

/** What every resolver gets: the hub, who asks, and this request's loaders. */
export interface RequestContext {
  readonly hub: Hub;
  readonly viewer: Viewer;
  readonly loaders: Loaders;
  readonly requestId: string;
  /** Aborts when the asker is gone. */
  readonly signal: AbortSignal;
}

export function requestContext(
  hub: Hub,
  viewer: Viewer,
  requestId: string,
  signal: AbortSignal,
): RequestContext {
  return { hub, viewer, requestId, signal, loaders: openLoaders(hub.store) };
}

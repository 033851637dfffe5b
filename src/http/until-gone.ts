import type { ServerResponse } from 'node:http';

/** Aborts when the asker leaves before the answer is sent; an abort takes a stack for its reason, so not after every answer. */
export function untilGone(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => response.writableFinished || gone.abort());
  return gone.signal;
}

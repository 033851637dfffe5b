import { once } from 'node:events';
import { Agent as HttpAgent, request as requestHttp, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { messageOf } from '../base/errors.ts';
import { swarmFault } from './swarm-error.ts';

export interface RangeRequest {
  readonly url: string;
  readonly from: number;
  readonly length: number;
  /** Of the whole artifact: what Content-Range must say. */
  readonly sizeBytes: number;
  readonly signal: AbortSignal;
  /** Bytes have to keep coming: this long without any ends the request. */
  readonly stallMs?: number;
}

/**
 * Exactly the bytes that were asked for, in order: 206, the right Content-Range, the right length, no redirect.
 * Anything else is `SWARM_HTTP_FAILED`; what was yielded before that is good to keep (it came in place).
 */
export async function* fetchRange(request: RangeRequest): AsyncGenerator<Buffer> {
  const stall = new AbortController();
  const watch = setTimeout(() => stall.abort(new Error('no bytes came')), request.stallMs ?? STALL_MS);
  try {
    const signal = AbortSignal.any([request.signal, stall.signal]);
    const response = await askRange(request, signal);
    let bytes = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      watch.refresh();
      bytes += chunk.byteLength;
      if (bytes > request.length) throw failed(request, `more than ${request.length} bytes`);
      yield chunk;
    }
    if (bytes < request.length) throw failed(request, `an end after ${bytes} of ${request.length} bytes`);
  } catch (cause) {
    request.signal.throwIfAborted();
    throw failed(request, messageOf(stall.signal.aborted ? stall.signal.reason : cause), cause);
  } finally {
    clearTimeout(watch);
  }
}

const STALL_MS = 15_000;

// Connections are used again: a run of ranges pays for one handshake.
const agents = {
  http: new HttpAgent({ keepAlive: true, keepAliveMsecs: 1000, timeout: 30_000 }),
  https: new HttpsAgent({ keepAlive: true, keepAliveMsecs: 1000, timeout: 30_000 }),
};

async function askRange(request: RangeRequest, signal: AbortSignal): Promise<IncomingMessage> {
  const last = request.from + request.length - 1;
  const headers = { range: `bytes=${request.from}-${last}`, 'accept-encoding': 'identity' };
  const isHttps = request.url.startsWith('https:');
  const asking = isHttps
    ? requestHttps(request.url, { headers, signal, agent: agents.https })
    : requestHttp(request.url, { headers, signal, agent: agents.http });
  // Told by the response, once there is one.
  asking.on('error', () => undefined);
  asking.end();
  const [response] = (await once(asking, 'response', { signal })) as [IncomingMessage];
  const wanted = `bytes ${request.from}-${last}/${request.sizeBytes}`;
  const got = response.headers['content-range'];
  if (response.statusCode === 206 && got === wanted) return response;
  response.destroy();
  throw failed(
    request,
    `HTTP ${response.statusCode}, Content-Range ${got ?? 'absent'} (wanted 206, ${wanted})`,
  );
}

function failed(request: RangeRequest, received: string, cause?: unknown) {
  const { origin, pathname } = new URL(request.url);
  return swarmFault(
    'SWARM_HTTP_FAILED',
    `${origin}${pathname} did not send the range: ${received}`,
    {},
    { cause },
  );
}

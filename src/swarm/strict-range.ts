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
 * Exactly the bytes that were asked for, in order: 206, the right Content-Range, the right length.
 * Anything else is `SWARM_HTTP_FAILED`; what was yielded before that is good to keep (it came in place).
 */
export async function* fetchRange(request: RangeRequest): AsyncGenerator<Uint8Array> {
  const stall = new AbortController();
  const watch = setTimeout(() => stall.abort(new Error('no bytes came')), request.stallMs ?? STALL_MS);
  try {
    const signal = AbortSignal.any([request.signal, stall.signal]);
    const response = await askRange(request, signal);
    let bytes = 0;
    for await (const chunk of response.body ?? []) {
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

async function askRange(request: RangeRequest, signal: AbortSignal): Promise<Response> {
  const last = request.from + request.length - 1;
  const headers = { range: `bytes=${request.from}-${last}`, 'accept-encoding': 'identity' };
  const response = await fetch(request.url, { headers, signal, redirect: 'manual' });
  const wanted = `bytes ${request.from}-${last}/${request.sizeBytes}`;
  const got = response.headers.get('content-range');
  if (response.status === 206 && got === wanted) return response;
  await response.body?.cancel();
  throw failed(request, `HTTP ${response.status}, Content-Range ${got ?? 'absent'} (wanted 206, ${wanted})`);
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

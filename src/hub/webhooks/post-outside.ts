import { lookup, type LookupAddress } from 'node:dns';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { fault, refusal, type HeirloomError } from '../../base/errors.ts';
import { scopeOf } from '../../swarm/address-scope.ts';

export interface OutsidePost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whether addresses of this machine and of the networks it stands in are allowed. */
  readonly mayCallPrivate: boolean;
  readonly signal: AbortSignal;
}

/**
 * Sends a body to an address that a stranger chose, and answers the status. The address that was looked up is the one that is
 * called, redirects are not followed, and nothing of the answer is kept.
 */
export async function postOutside({
  url,
  headers,
  body,
  mayCallPrivate,
  signal,
}: OutsidePost): Promise<number> {
  const target = outsideUrl(url, mayCallPrivate);
  const ending = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  const send = target.protocol === 'https:' ? requestHttps : requestHttp;
  const answered = Promise.withResolvers<IncomingMessage>();
  const request = send(target, {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    agent: false,
    maxHeaderSize: HEAD_BYTES_MAX,
    lookup: guardedLookup(mayCallPrivate),
    signal: ending,
  });
  request.once('response', answered.resolve);
  request.once('error', answered.reject);
  request.end(body);
  try {
    const response = await answered.promise;
    await drained(response);
    return response.statusCode ?? 0;
  } catch (error) {
    if (ending.aborted && !signal.aborted)
      throw fault('HUB_WEBHOOK_SLOW', `no answer within ${TIMEOUT_MS / 1000} s`, {}, { cause: error });
    throw error;
  } finally {
    request.destroy();
  }
}

/** An address that a webhook may have, or `HUB_WEBHOOK_ADDRESS`: names are looked up only when they are called. */
export function outsideUrl(text: string, mayCallPrivate: boolean): URL {
  const url = text.length <= CHARS_MAX && PLAIN.test(text) ? URL.parse(text) : null;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) throw refused(text);
  if (url.username !== '' || url.password !== '' || url.hash !== '' || url.hostname === '')
    throw refused(text);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) > 0 && !mayCallPrivate && scopeOf(host) !== 'PUBLIC') throw refused(text);
  return url;
}

const TIMEOUT_MS = 10_000;
const HEAD_BYTES_MAX = 16 << 10;
/** An acknowledgement needs none. */
const ANSWER_BYTES_MAX = 64 << 10;
const CHARS_MAX = 2000;
/** As for a hub's own addresses: what readers differ about is no address. */
const PLAIN = /^[!-[\]-~]+$/;

// Asked by the socket itself, so that no second look-up can give another address.
function guardedLookup(mayCallPrivate: boolean): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, { all: true }, (error, found) => {
      const problem = error ?? problemOf(found, hostname, mayCallPrivate);
      const [first] = found ?? [];
      if (problem || !first) callback(problem ?? refused(hostname), '', 4);
      else if (options.all) callback(null, found);
      else callback(null, first.address, first.family);
    });
}

function problemOf(
  found: readonly LookupAddress[],
  hostname: string,
  mayCallPrivate: boolean,
): HeirloomError | null {
  const isCallable = mayCallPrivate || found.every(({ address }) => scopeOf(address) === 'PUBLIC');
  return isCallable ? null : refused(hostname);
}

async function drained(response: IncomingMessage): Promise<void> {
  let received = 0;
  for await (const chunk of response) {
    received += (chunk as Buffer).byteLength;
    if (received > ANSWER_BYTES_MAX) return;
  }
}

function refused(received: string) {
  return refusal('HUB_WEBHOOK_ADDRESS', 'a webhook can’t have that address', {
    expected: 'http or https, without credentials and fragment, on a machine of the public internet',
    received: received.slice(0, 200),
    remedy: 'the operator may allow nearer addresses with HEIRLOOM_WEBHOOK_PRIVATE=on',
  });
}

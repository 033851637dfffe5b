import type { HeirloomError } from '../base/errors.ts';
import { fault, isRefusal, messageOf, refusal } from '../base/errors.ts';
import { readEvents } from './event-stream.ts';
import type { RefusalFields } from './generated/operations.ts';
import type { Accepted, Asked, TypedDocument } from './typed-document.ts';
import { fetchInTurn, isSameTwice } from './wait-for-turn.ts';
import { allowedSource, type NamedHubs } from '../swarm/allowed-source.ts';

/** Speaks GraphQL to one hub: answers data, or throws the hub's own coded error. */
export class HubClient {
  readonly url: string;
  readonly token: string | null;

  readonly peerHubs: readonly string[];

  /** `peerHubs`: other hubs whose trackers and web seeds may be asked; never with the token. */
  constructor(url: string, token: string | null, peerHubs: readonly string[] = []) {
    this.url = url;
    this.token = token;
    this.peerHubs = peerHubs;
  }

  get headers(): Record<string, string> {
    return this.token === null ? {} : { authorization: `Bearer ${this.token}` };
  }

  /** The answer to one operation; its document says what it takes and what it answers. */
  async ask<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    ...[variables, signal]: Asked<Variables>
  ): Promise<Data> {
    const send = () =>
      this.fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', ...this.headers },
        body: JSON.stringify({ query: document, variables: variables ?? {} }),
        ...(signal ? { signal } : {}),
      });
    const response = isSameTwice(document) ? await fetchInTurn(this.url, send, signal) : await send();
    const answer = (await response.json().catch(() => ({}))) as Answer<Data>;
    const [error] = answer.errors ?? (answer.error ? [{ ...answer.error, extensions: answer.error }] : []);
    if (error) throw hubError(error);
    if (!answer.data)
      throw fault('CLIENT_ANSWER_ODD', `the hub answered HTTP ${response.status} without data`);
    return answer.data;
  }

  /** Watches: each answer of a subscription until it is over. Throws as `ask` does. */
  async *watch<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    variables: Variables,
    signal?: AbortSignal,
  ): AsyncGenerator<Data> {
    const response = await this.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...this.headers },
      body: JSON.stringify({ query: document, variables }),
      ...(signal ? { signal } : {}),
    });
    if (!(response.headers.get('content-type') ?? '').startsWith('text/event-stream'))
      throw fault('CLIENT_NO_STREAM', `the hub answered HTTP ${response.status} without a stream`);
    for await (const { name, data } of readEvents(bodyOf(response))) {
      if (name === 'complete') return;
      const answer = JSON.parse(data) as Answer<Data>;
      if (answer.errors?.[0]) throw hubError(answer.errors[0]);
      if (answer.data) yield answer.data;
    }
    throw fault('CLIENT_NO_STREAM', 'the stream of the hub ended before its time');
  }

  /** Asks one mutation and answers its payload; a refusal of the union is thrown with its code. */
  async act<Data extends object, Variables>(
    document: TypedDocument<Data, Variables>,
    ...asked: Asked<Variables>
  ): Promise<Accepted<Data>> {
    const data = await this.ask(document, ...asked);
    const [result] = Object.values(data) as (Accepted<Data> | RefusalAnswer)[];
    if (isRefusalAnswer(result)) throw refusal(result.code, result.message, factsOf(result));
    return result as Accepted<Data>;
  }

  /** An address of this hub in full; one that lies elsewhere is refused, whoever gave it. */
  addressOf(address: string): string {
    return allowed(address, { hub: this.url });
  }

  /** Where to announce or to fetch bytes: this hub or a pinned one, as an answer names it. */
  sourceAt(address: string): string {
    return allowed(address, { hub: this.url, peerHubs: this.peerHubs });
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const address = this.addressOf(path);
    try {
      const response = await fetch(address, { ...init, redirect: 'manual' });
      if (response.status >= 300 && response.status < 400) throw redirected(response);
      return response;
    } catch (error) {
      if (isRefusal(error)) throw error;
      if (init.signal?.aborted) throw error;
      throw fault(
        'CLIENT_HUB_UNREACHABLE',
        `no hub answers at ${this.url}: ${messageOf((error as Error).cause ?? error)}`,
        {
          expected: `a hub at ${this.url}`,
          remedy: 'start one with heirloom hub, or name another with --hub URL',
        },
        { cause: error },
      );
    }
  }

  /** The whole of a small file under the hub's address. */
  async bytes(path: string, bytesMax: number): Promise<Uint8Array> {
    const response = await fetchInTurn(this.url, () => this.fetch(path, { headers: this.headers }));
    const chunks: Uint8Array[] = [];
    let received = 0;
    for await (const chunk of response.body ?? []) {
      received += (chunk as Uint8Array).byteLength;
      if (received > bytesMax) throw fault('CLIENT_ANSWER_ODD', `${path} is larger than ${bytesMax} bytes`);
      chunks.push(chunk as Uint8Array);
    }
    const body = Buffer.concat(chunks);
    if (response.ok) return body;
    throw errorIn(body) ?? fault('CLIENT_ANSWER_ODD', `the hub answered HTTP ${response.status} to ${path}`);
  }
}

async function* bodyOf({ body }: Response): AsyncGenerator<Uint8Array> {
  for await (const chunk of body ?? []) yield chunk as Uint8Array;
}

function allowed(address: string, hubs: NamedHubs): string {
  const url = allowedSource(address, hubs);
  if (url) return url.href;
  throw refusal('CLIENT_ADDRESS_FOREIGN', 'the hub names an address that is not its own', {
    expected: `an address at ${[hubs.hub, ...(hubs.peerHubs ?? [])].join(' or ')}`,
    received: address.slice(0, 200),
    remedy: 'do not use this hub; or pin the other one in accounts.json, if you know it',
  });
}

// A hub answers where it stands: who follows it elsewhere carries a request where nobody sent it.
function redirected(response: Response): HeirloomError {
  return refusal('CLIENT_REDIRECTED', `the hub sends its askers elsewhere (HTTP ${response.status})`, {
    expected: `an answer of ${new URL(response.url).origin}`,
    received: response.headers.get('location')?.slice(0, 200) ?? 'no place',
    remedy: 'if you know that place, name it with --hub URL',
  });
}

type RefusalAnswer = RefusalFields & { readonly __typename: `${string}Refusal` };

function isRefusalAnswer(result: unknown): result is RefusalAnswer {
  return (result as { __typename?: string } | undefined)?.__typename?.endsWith('Refusal') ?? false;
}

interface ErrorAnswer {
  readonly message: string;
  readonly extensions?: {
    readonly code?: string;
    readonly expected?: string;
    readonly received?: string;
    readonly remedy?: string;
  };
}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly ErrorAnswer[];
  readonly error?: { readonly code: string; readonly message: string };
}

const FAULTS: ReadonlySet<string> = new Set([
  'HUB_BUG',
  'STORE_UNREACHABLE',
  'STORE_DISK_FULL',
  'HTTP_DISK_FULL',
  'HTTP_STARTING',
]);

// What is the asker's to mend ends with exit code 2, what is the hub's with 1.
function hubError({ message, extensions }: ErrorAnswer): HeirloomError {
  const code = extensions?.code ?? 'CLIENT_ANSWER_ODD';
  return (FAULTS.has(code) ? fault : refusal)(code, message, factsOf(extensions ?? {}));
}

// What answers may be a proxy in front of the hub, with a page of its own.
function errorIn(body: Buffer): HeirloomError | null {
  try {
    const { error } = JSON.parse(body.toString()) as Answer<never>;
    return error ? hubError({ ...error, extensions: error }) : null;
  } catch {
    return null;
  }
}

function factsOf(source: { expected?: string | null; received?: string | null; remedy?: string | null }) {
  return {
    ...(source.expected ? { expected: source.expected } : {}),
    ...(source.received ? { received: source.received } : {}),
    ...(source.remedy ? { remedy: source.remedy } : {}),
  };
}

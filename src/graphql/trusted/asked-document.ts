import { isObject } from '../../base/is-object.ts';
import type { AskedRequest } from '../asked-request.ts';

/** What a request asks: a text, or the sha256 of one that the hub has. */
export interface AskedDocument {
  readonly text?: string | undefined;
  readonly sha256?: string | undefined;
}

/** Reads both where Apollo will read them: from the address of a GET, from the body of everything else. */
export function askedDocument({ method, search, body }: AskedRequest): AskedDocument {
  if (method !== 'GET') return isObject(body) ? askedIn(body['query'], body['extensions']) : {};
  const parameters = new URLSearchParams(search);
  return askedIn(parameters.get('query'), parsed(parameters.get('extensions')));
}

function askedIn(query: unknown, extensions: unknown): AskedDocument {
  if (typeof query === 'string') return { text: query };
  const persisted = isObject(extensions) ? extensions['persistedQuery'] : null;
  const sha256 = isObject(persisted) ? persisted['sha256Hash'] : null;
  return typeof sha256 === 'string' ? { sha256 } : {};
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

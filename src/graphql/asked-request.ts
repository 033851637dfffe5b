import type { IncomingHttpHeaders } from 'node:http';
import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';

/** A request as Node read it; what is answered without Apollo needs no copy of its headers. */
export type AskedRequest = Omit<HTTPGraphQLRequest, 'headers'> & { readonly headers: IncomingHttpHeaders };

/** The same as Apollo takes it. */
export function apolloRequest(request: AskedRequest): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return { ...request, headers };
}

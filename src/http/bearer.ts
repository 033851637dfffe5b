import type { IncomingMessage } from 'node:http';

/** The token of an Authorization header; null when there is none, a string that fits no token when it is odd. */
export function bearerOf(request: IncomingMessage): string | null {
  return bearerIn(request.headers.authorization);
}

/** The same of a header's text that came another way. */
export function bearerIn(header: unknown): string | null {
  if (header === undefined) return null;
  if (typeof header !== 'string') return 'malformed';
  return /^Bearer ([!-~]{1,200})$/i.exec(header)?.[1] ?? 'malformed';
}

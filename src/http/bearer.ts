import type { IncomingMessage } from 'node:http';

/** The token of an Authorization header; null when there is none, a string that fits no token when it is odd. */
export function bearerOf(request: IncomingMessage): string | null {
  const header = request.headers.authorization;
  if (header === undefined) return null;
  return /^Bearer ([!-~]{1,200})$/i.exec(header)?.[1] ?? 'malformed';
}

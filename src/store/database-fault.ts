import { fault, messageOf, type HeirloomError } from '../base/errors.ts';

/** The connection is gone, refused or being shut down (PostgreSQL's class 57P and 08, and sockets). */
const GONE = /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|57P0[1-5]|08\d{3}|53300)$/;

/** The fault behind an error of the database's connection; null for every other error. */
export function databaseFault(error: unknown): HeirloomError | null {
  const { code, driverError } = (error ?? {}) as { code?: unknown; driverError?: { code?: unknown } };
  const isGone = [code, driverError?.code].some((text) => typeof text === 'string' && GONE.test(text));
  if (!isGone && !/connection terminated/i.test(messageOf(error))) return null;
  return fault(
    'STORE_UNREACHABLE',
    'the database does not answer',
    { remedy: 'try again in a moment' },
    { cause: error },
  );
}

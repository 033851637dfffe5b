import { fault, messageOf, refusal, type HeirloomError } from '../base/errors.ts';

/** The connection is gone, refused or being shut down (PostgreSQL's class 57P and 08, and sockets). */
const GONE = /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|57P0[1-5]|08\d{3}|53300)$/;

/** U+0000 in text or jsonb, which PostgreSQL keeps nowhere. */
const UNSTORABLE = /^(22021|22P05)$/;

/** What an error of the database means: gone, or given text it can't keep; null for every other error. */
export function databaseFault(error: unknown): HeirloomError | null {
  const { code, driverError } = (error ?? {}) as { code?: unknown; driverError?: { code?: unknown } };
  const has = (form: RegExp) => [code, driverError?.code].some((text) => form.test(String(text)));
  if (has(UNSTORABLE))
    return refusal('STORE_TEXT_UNSTORABLE', 'there is a character in it that can’t be kept', {
      expected: 'text without U+0000',
      remedy: 'take the NUL character out',
    });
  if (!has(GONE) && !/connection terminated/i.test(messageOf(error))) return null;
  return fault(
    'STORE_UNREACHABLE',
    'the database does not answer',
    { remedy: 'try again in a moment' },
    { cause: error },
  );
}

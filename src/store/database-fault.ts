import { fault, messageOf, refusal, type HeirloomError } from '../base/errors.ts';

/** The connection is gone, refused or being shut down (PostgreSQL's class 57P and 08, and sockets). */
const GONE = /^(ECONNREFUSED|ECONNRESET|EPIPE|57P0[1-5]|08\d{3}|53300)$/;

/** What pg and TypeORM say, without a code, of a connection that went while it was used. */
const GONE_WORDS =
  /connection terminated|not queryable|query runner already released|timeout exceeded when trying to connect/i;

/** PostgreSQL's own disk is full (53100). */
const FULL = /^53100$/;

/** A statement that took longer than a request may (57014). */
const TOO_LONG = /^57014$/;

/** U+0000 in text or jsonb, which PostgreSQL keeps nowhere. */
const UNSTORABLE = /^(22021|22P05)$/;

/** What an error of the database means: gone, or given text it can't keep; null for every other error. */
export function databaseFault(error: unknown): HeirloomError | null {
  const { code, syscall, driverError } = (error ?? {}) as {
    code?: unknown;
    syscall?: unknown;
    driverError?: { code?: unknown };
  };
  const has = (form: RegExp) => [code, driverError?.code].some((text) => form.test(String(text)));
  if (has(UNSTORABLE))
    return refusal('STORE_TEXT_UNSTORABLE', 'there is a character in it that can’t be kept', {
      expected: 'text without U+0000',
      remedy: 'take the NUL character out',
    });
  if (has(FULL)) return databaseFull(error);
  if (has(TOO_LONG))
    return fault(
      'STORE_STATEMENT_TOO_LONG',
      'the database took too long for that',
      { remedy: 'ask for less at once, or try again when the hub has less to do' },
      { cause: error },
    );
  // A server that is down has taken its socket's file with it; other missing files are no matter of the database's.
  const isSocketGone = code === 'ENOENT' && syscall === 'connect';
  if (!has(GONE) && !isSocketGone && !GONE_WORDS.test(messageOf(error))) return null;
  return fault(
    'STORE_UNREACHABLE',
    'the database does not answer',
    { remedy: 'try again in a moment' },
    { cause: error },
  );
}

function databaseFull(cause: unknown) {
  return fault(
    'STORE_DISK_FULL',
    'the database’s disk is full',
    { remedy: 'make room on the hub’s disk, then try again' },
    { cause },
  );
}

/**
 * The three ways an act can end without a result:
 * - a *refusal* is expected (a bad file, a missing right): it has a code and says what to do;
 * - a *fault* is the machine's (disk full, database gone): it has a code, never a stack on the wire;
 * - a *bug* is a broken invariant: it is logged with its stack and the request fails.
 */
export type ErrorKind = 'refusal' | 'fault' | 'bug';

/** What a person needs beside the sentence: what was expected, what came, what to do next. */
export interface ErrorFacts {
  readonly expected?: string;
  readonly received?: string;
  readonly remedy?: string;
}

export class HeirloomError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly kind: ErrorKind;
  readonly facts: ErrorFacts;

  constructor(
    kind: ErrorKind,
    code: Code,
    message: string,
    facts: ErrorFacts = {},
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'HeirloomError';
    this.kind = kind;
    this.code = code;
    this.facts = facts;
  }
}

/** An expected "no": bad input, a missing right, a conflict. */
export function refusal<Code extends string>(
  code: Code,
  message: string,
  facts: ErrorFacts = {},
  options?: { cause?: unknown },
): HeirloomError<Code> {
  return new HeirloomError('refusal', code, message, facts, options);
}

/** Something outside our code failed: disk, network, database. */
export function fault<Code extends string>(
  code: Code,
  message: string,
  facts: ErrorFacts = {},
  options?: { cause?: unknown },
): HeirloomError<Code> {
  return new HeirloomError('fault', code, message, facts, options);
}

/** States what must hold; a violation is a bug of ours, never a reader's mistake. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new HeirloomError('bug', 'BASE_INVARIANT', `invariant broken: ${message}`);
}

export function isRefusal(error: unknown): error is HeirloomError {
  return error instanceof HeirloomError && error.kind === 'refusal';
}

/** The message of anything thrown, for a sentence that goes on. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

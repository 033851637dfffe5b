import type { Statement } from '../../attestation/statement.ts';
import { refusal } from '../../base/errors.ts';
import { answersDigest, challengeAgrees, isAnswers, readAnswers } from '../../evaluation/challenge.ts';
import type { Store } from '../../store/store.ts';

/** Refuses an answer that is not the one whose digest was signed, or that was not signed at all. */
export function assertAnswerSigned({ body }: Statement<'evaluation'>, answer: string | null): void {
  const isReadable = answer === null || isAnswers(answer);
  if (!isReadable)
    throw refusal('HUB_CHALLENGE_MALFORMED', 'the answer to the challenge can’t be read', {
      expected: 'base64 of at most 8192 float32 values',
      received: 'something else',
    });
  const received = answer === null ? 'no answer' : answersDigest(answer);
  const expected = body.challengeDigest ?? 'no answer';
  if (received === expected) return;
  throw refusal('HUB_CHALLENGE_FOREIGN', 'the answer to the challenge is not the one that was signed', {
    expected,
    received,
  });
}

/**
 * Which of a series' answers this is: the number of the first that it agrees with, else a new one. Null once a series has
 * had so many different answers that no more are kept: it then counts as none. Inside the transaction that appends the run.
 */
export async function numberAnswer(
  { evaluations }: Store,
  { coreDigest, protocolDigest }: { coreDigest: string; protocolDigest: string },
  answer: string,
): Promise<number | null> {
  const given = readAnswers(answer);
  const known = await evaluations.challengeAnswers(coreDigest, protocolDigest);
  const same = known.find((other) => challengeAgrees(readAnswers(other.answer), given));
  if (same) return same.number;
  if (known.length >= ANSWERS_MAX) return null;
  const number = known.length + 1;
  await evaluations.addChallengeAnswer({ coreDigest, protocolDigest, number, answer });
  return number;
}

const ANSWERS_MAX = 64;

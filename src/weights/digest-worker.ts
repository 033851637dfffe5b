import { createHash, type Hash } from 'node:crypto';
import { digestOfHex } from '../base/digest.ts';
import { answerQuestions, everyTenth } from './answer-questions.ts';
import type { PrefixQuestion } from './prefix-digest.ts';
import { readOn } from './read-on.ts';

const CHUNK_BYTES = 1 << 20;

let hash: Hash = createHash('sha256');
let at = 0;
const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);

/** A thread that hashes a file in order while it grows: from where it was to where the question says. */
answerQuestions(async ({ file, upToBytes, isLast }: PrefixQuestion, say) => {
  const tell = everyTenth(say);
  readOn(file, { from: at, upToBytes }, chunk, (bytes, readTo) => {
    hash.update(bytes);
    tell((at = readTo));
  });
  if (!isLast) return null;
  const digest = digestOfHex(hash.digest('hex'));
  hash = createHash('sha256');
  at = 0;
  return Promise.resolve(digest);
});

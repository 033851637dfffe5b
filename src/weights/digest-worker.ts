import { createHash, type Hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { digestOfHex } from '../base/digest.ts';
import { answerQuestions } from './answer-questions.ts';
import type { PrefixQuestion } from './prefix-digest.ts';

const CHUNK_BYTES = 1 << 20;

let hash: Hash = createHash('sha256');
let at = 0;

/** A thread that hashes a file in order while it grows: from where it was to where the question says. */
answerQuestions(async ({ file, upToBytes, isLast }: PrefixQuestion, say) => {
  const handle = openSync(file, 'r');
  try {
    const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    while (at < upToBytes) {
      const read = readSync(handle, chunk, 0, Math.min(CHUNK_BYTES, upToBytes - at), at);
      if (read === 0) throw new Error('the file is shorter than it was');
      hash.update(chunk.subarray(0, read));
      at += read;
      say(at);
    }
  } finally {
    closeSync(handle);
  }
  if (!isLast) return null;
  const digest = digestOfHex(hash.digest('hex'));
  hash = createHash('sha256');
  at = 0;
  return Promise.resolve(digest);
});

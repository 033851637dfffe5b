import { closeSync, openSync, readSync } from 'node:fs';
import { answerQuestions, everyTenth } from './answer-questions.ts';
import type { GrowQuestion } from './growing-files.ts';
import { fileHasher } from './hash-file.ts';

/** Small enough that what was just written is still near the processor. */
const CHUNK_BYTES = 256 << 10;

let hasher: ReturnType<typeof fileHasher> | null = null;
let at = 0;
const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);

/** A thread that hashes one file in order while it grows: from where it was to where the question says. */
answerQuestions(async ({ file, sizeBytes, upToBytes }: GrowQuestion, say) => {
  const tell = everyTenth(say);
  hasher ??= fileHasher(sizeBytes, true);
  const handle = openSync(file, 'r');
  try {
    while (at < upToBytes) {
      const read = readSync(handle, chunk, 0, Math.min(CHUNK_BYTES, upToBytes - at), at);
      if (read === 0) throw new Error('the file is shorter than it was');
      hasher.update(chunk.subarray(0, read));
      at += read;
      tell(at);
    }
  } finally {
    closeSync(handle);
  }
  return Promise.resolve(at === sizeBytes ? hasher.done() : null);
});

import { answerQuestions, everyTenth } from './answer-questions.ts';
import type { GrowQuestion } from './growing-files.ts';
import { fileHasher } from './hash-file.ts';
import { readOn } from './read-on.ts';

/** Small enough that what was just written is still near the processor. */
const CHUNK_BYTES = 256 << 10;

let hasher: ReturnType<typeof fileHasher> | null = null;
let at = 0;
const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);

/** A thread that hashes one file in order while it grows: from where it was to where the question says. */
answerQuestions(async ({ file, sizeBytes, upToBytes }: GrowQuestion, say) => {
  const tell = everyTenth(say);
  const growing = (hasher ??= fileHasher(sizeBytes, true));
  readOn(file, { from: at, upToBytes }, chunk, (bytes, readTo) => {
    growing.update(bytes);
    tell((at = readTo));
  });
  return Promise.resolve(at === sizeBytes ? growing.done() : null);
});

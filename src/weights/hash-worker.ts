import { answerQuestions, everyTenth } from './answer-questions.ts';
import type { HashQuestion } from './examiner.ts';
import { hashFile } from './hash-file.ts';
import { openBlockingSource } from './open-file-source.ts';

/** A thread of its own, so that a large file is hashed while it is inspected. */
answerQuestions(async ({ file, isForHub }: HashQuestion, say) => {
  using source = openBlockingSource(file);
  return await hashFile(source, isForHub, everyTenth(say));
});

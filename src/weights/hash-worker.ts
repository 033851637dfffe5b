import { answerQuestions, everyTenth } from './answer-questions.ts';
import { hashFile } from './hash-file.ts';
import { openFileSource } from './open-file-source.ts';

/** A thread of its own, so that a large file is hashed while it is inspected. */
answerQuestions(async ({ file }: { file: string }, say) => {
  await using source = await openFileSource(file);
  return await hashFile(source, everyTenth(say));
});

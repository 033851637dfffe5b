import { answerQuestions, everyTenth } from './answer-questions.ts';
import { nameFile } from './name-file.ts';
import { openBlockingSource } from './open-file-source.ts';

/** A thread of its own: nobody waits for these digests. */
answerQuestions(async ({ file, format }: { file: string; format: string }, say) => {
  using source = openBlockingSource(file);
  return await nameFile(source, format, everyTenth(say));
});

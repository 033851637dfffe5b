import { answerQuestions, everyTenth } from './answer-questions.ts';
import { convertFile } from './convert-file.ts';
import type { ConversionQuestion } from './examiner.ts';
import { openBlockingSource } from './open-file-source.ts';

/** A thread of its own: views of tensors are gathered element by element. */
answerQuestions(async ({ file, path, folder }: ConversionQuestion, say) => {
  using source = openBlockingSource(file);
  return await convertFile(source, path, folder, everyTenth(say));
});

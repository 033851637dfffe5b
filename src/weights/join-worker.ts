import { answerQuestions, everyTenth } from './answer-questions.ts';
import type { JoinQuestion } from './examiner.ts';
import { joinedPieceHashes } from './join-files.ts';

/** A thread that reads a whole release, however large. */
answerQuestions((question: JoinQuestion, say) => joinedPieceHashes(question, everyTenth(say)));

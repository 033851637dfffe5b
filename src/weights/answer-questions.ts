import { parentPort } from 'node:worker_threads';
import { HeirloomError, messageOf } from '../base/errors.ts';

/** The thread's side: answers one question after another, and turns what is thrown into an answer too. */
export function answerQuestions(
  answer: (question: never, say: (progress: unknown) => void) => Promise<unknown>,
): void {
  const say = (progress: unknown) => parentPort?.postMessage({ progress });
  parentPort?.on('message', (question: unknown) => {
    // The asking side's types say what comes; there is nobody else on this port.
    answer(question as never, say).then(
      (answered) => parentPort?.postMessage({ answer: answered }),
      (error: unknown) => parentPort?.postMessage(tellable(error)),
    );
  });
  parentPort?.postMessage({ isReady: true });
}

/** Says how far a walk over bytes has come, ten times a second at most. */
export function everyTenth(say: (bytesDone: number) => void): (bytesDone: number) => void {
  let saidAt = 0;
  return (bytesDone) => {
    const now = performance.now();
    if (now - saidAt < 100) return;
    saidAt = now;
    say(bytesDone);
  };
}

// An error keeps its class on its way between threads only if it travels as plain facts.
function tellable(error: unknown) {
  if (error instanceof HeirloomError) {
    const { kind, code, message, facts } = error;
    return { kind, code, message, facts };
  }
  // The system's own errors have a code (ENOENT, EIO); what else is thrown, a file made a reader do.
  const isSystem = typeof (error as NodeJS.ErrnoException).code === 'string';
  const code = isSystem ? 'WEIGHTS_EXAMINATION_FAILED' : 'WEIGHTS_READER_FAILED';
  return { kind: 'fault', code, message: messageOf(error), facts: {} };
}

import { parentPort } from 'node:worker_threads';
import { HeirloomError, messageOf } from '../base/errors.ts';
import { examine } from './examination.ts';
import { openFileSource } from './weights.ts';

/** A thread of its own: a hostile header may burn it, and the hub goes on answering. */
parentPort?.on('message', ({ file, announcedPath }: { file: string; announcedPath: string }) => {
  void answer(file, announcedPath);
});

async function answer(file: string, announcedPath: string): Promise<void> {
  try {
    await using source = await openFileSource(file);
    parentPort?.postMessage({ examination: await examine(source, announcedPath) });
  } catch (error) {
    const code = error instanceof HeirloomError ? error.code : 'WEIGHTS_EXAMINATION_FAILED';
    parentPort?.postMessage({ code, message: messageOf(error) });
  }
}

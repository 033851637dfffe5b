import { HeirloomError, messageOf } from '../base/errors.ts';
import { evaluate } from './evaluate.ts';
import { JOB_INPUT_BYTES_MAX, readJobInput } from './job-input.ts';
import { writeChildLine, type ChildLine } from './job-result.ts';
import { runnerFault } from './runner-error.ts';

// The child's program: a job on stdin, one line on stdout. A process of its own, because the runtime blocks its
// thread and can't be stopped but by killing it. Its environment and limits are its parent's work.
process.stdout.write(writeChildLine(await answer()));

async function answer(): Promise<ChildLine> {
  try {
    return { result: await evaluate(readJobInput(JSON.parse(await readStdin()))) };
  } catch (error) {
    return { error: error instanceof HeirloomError ? error : failed(error) };
  }
}

async function readStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  if (bytes.byteLength <= JOB_INPUT_BYTES_MAX) return bytes.toString();
  throw runnerFault('RUNNER_JOB_MALFORMED', 'the job is too long', {
    expected: `at most ${JOB_INPUT_BYTES_MAX} bytes`,
    received: `${bytes.byteLength}`,
  });
}

// An array that does not fit is told apart: another machine may have room for it.
function failed(error: unknown) {
  const isMemory = error instanceof RangeError && /alloc|array length/i.test(error.message);
  return runnerFault(isMemory ? 'RUNNER_MEMORY' : 'RUNNER_FAILED', messageOf(error));
}

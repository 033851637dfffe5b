import { refusal } from '../../base/errors.ts';
import type { RunnerFactsRow } from '../../store/runner-repository.ts';

/** What a runner says of itself, as it came. */
export interface RunnerSays {
  readonly host: string;
  readonly hardwareClass: string;
  readonly stack: string;
  readonly tasks: readonly string[];
  readonly providers: readonly string[];
  readonly memoryBytes: number | null;
  readonly driver: string | null;
  readonly sandboxLevel: string | null;
}

/** Lets a runner's words in, or refuses them with `HUB_RUNNER_MALFORMED`: they are kept and shown. */
export function readRunner(contributorId: number, said: RunnerSays): RunnerFactsRow {
  const { host, hardwareClass, stack, tasks, providers, memoryBytes, driver, sandboxLevel } = said;
  assertWord('host', host, HOST);
  assertWord('hardwareClass', hardwareClass, TEXT);
  assertWord('stack', stack, TEXT);
  for (const task of tasks) assertWord('tasks', task, TEXT);
  if (driver !== null) assertWord('driver', driver, TEXT);
  if (sandboxLevel !== null) assertWord('sandboxLevel', sandboxLevel, TEXT);
  if (tasks.length > TASKS_MAX) throw malformed('tasks', `at most ${TASKS_MAX}`, `${tasks.length}`);
  if (providers.length === 0) throw malformed('providers', 'at least one', 'none');
  if (memoryBytes !== null && memoryBytes < 0)
    throw malformed('memoryBytes', 'a number of bytes', `${memoryBytes}`);
  return {
    contributorId,
    host,
    hardwareClass,
    stack,
    memoryBytes,
    driver,
    sandboxLevel,
    tasks: [...tasks],
    providers: [...new Set(providers)],
  };
}

const TASKS_MAX = 100;
const HOST = /^[!-~]{1,64}$/;
const TEXT = /^[ -~]{1,200}$/;

function assertWord(field: string, text: string, form: RegExp): void {
  if (!form.test(text)) throw malformed(field, `ASCII text that fits ${form.source}`, text.slice(0, 60));
}

function malformed(field: string, expected: string, received: string) {
  return refusal('HUB_RUNNER_MALFORMED', `a runner can’t have such a field: ${field}`, {
    expected,
    received,
  });
}

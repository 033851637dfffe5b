import { refuse } from '../checkpoint-error.ts';
import { TASK_LIST, type TaskFamily } from './task-list.ts';

/*
 * task   what a checkpoint does for who runs it, by an id of the field such as `image-classification`; what a
 *        protocol asks is a task of an evaluation, which has a field's task too (src/evaluation/field-task.ts)
 */
export interface Task {
  readonly id: string;
  readonly family: TaskFamily;
  readonly description: string;
}

/** All that are known here, in the order they are shown. */
export const TASKS: readonly Task[] = TASK_LIST.map(([id, family, description]) => ({
  id,
  family,
  description,
}));

const byId = new Map(TASKS.map((task) => [task.id, task]));

/** The task that an id means; refuses any other with the nearest ids. */
export function parseTaskId(text: string): string {
  const id = text.trim().toLowerCase();
  if (byId.has(id)) return id;
  throw refuse(
    'CHECKPOINT_TASK_UNKNOWN',
    `there is no task ${JSON.stringify(text.slice(0, ID_LENGTH_MAX))}`,
    {
      expected: `a task’s id, such as ${nearestTaskIds(id).join(', ')}`,
      received: text.slice(0, ID_LENGTH_MAX),
      remedy: 'heirloom tasks lists them all',
    },
  );
}

/** The ids that share most with a text, best first. */
function nearestTaskIds(text: string): readonly string[] {
  const wanted = piecesOf(text.slice(0, ID_LENGTH_MAX).toLowerCase());
  return TASKS.map(({ id }) => ({ id, share: shareOf(wanted, piecesOf(id)) }))
    .toSorted((a, b) => b.share - a.share)
    .slice(0, NEAREST_SHOWN)
    .map(({ id }) => id);
}

const NEAREST_SHOWN = 3;
const ID_LENGTH_MAX = 100;

/** Every two letters in a row, with the start and end of the whole. */
function piecesOf(text: string): ReadonlySet<string> {
  const padded = ` ${text} `;
  return new Set(Array.from({ length: padded.length - 1 }, (_, i) => padded.slice(i, i + 2)));
}

/** Dice's coefficient: 1 where both have the same pieces. */
function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((piece) => b.has(piece)).length;
  return (2 * common) / (a.size + b.size);
}

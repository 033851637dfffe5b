import { parseTaskId } from '../../checkpoint/tasks/task.ts';
import { LEVELS } from '../../evaluation/level.ts';
import type { CheckpointFilter as StoredFilter } from '../../store/queries/checkpoint-filter.ts';
import type { CheckpointFilter } from '../generated/schema-types.ts';

/** A filter as the store knows it: tasks by their id, and levels as numbers, RX below all others. */
export function storedFilter({ minLevel, task, ...filter }: CheckpointFilter): StoredFilter {
  return {
    ...filter,
    task: typeof task === 'string' ? parseTaskId(task) : null,
    minLevel: minLevel ? LEVELS.indexOf(minLevel) - 1 : null,
  };
}

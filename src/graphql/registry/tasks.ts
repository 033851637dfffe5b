import { TASKS } from '../../checkpoint/tasks/task.ts';
import type { Resolvers } from '../generated/schema-types.ts';

/** The tasks of the field, and which of them checkpoints have. */
export const tasks: Resolvers = {
  Query: { tasks: () => TASKS },
  Task: {
    checkpoints: async ({ id }, _, { loaders }) => (await loaders.publishedWithTask.load(id))?.count ?? 0,
  },
  Checkpoint: { tasks: ({ id }, _, { loaders }) => loaders.tasksOf.load(id) },
};

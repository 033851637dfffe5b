import { Command } from 'commander';
import { listTasks } from '../../client/generated/operations.ts';
import { openSession } from '../../client/session.ts';
import type { MakeCommand } from '../program.ts';
import { columns, countText } from '../text.ts';

export const tasksCommand: MakeCommand = (context) =>
  new Command('tasks')
    .description('List the tasks of the field, and how many checkpoints published here have each.')
    .option('--hub <url>', 'which hub')
    .addHelpText('after', '\nExamples:\n  $ heirloom tasks\n  $ heirloom search --task image-classification')
    .action(async (options: { readonly hub?: string }) => {
      const { terminal, env } = context();
      const { client } = await openSession(env, options.hub);
      const { tasks } = await client.ask(listTasks, {});
      const rows = tasks.map(({ id, family, checkpoints, description }) => [
        wordsOf(family),
        id,
        checkpoints === 0 ? '' : countText(checkpoints),
        description,
      ]);
      for (const line of columns(rows)) terminal.say(line);
      terminal.result(tasks);
    });

function wordsOf(family: string): string {
  return family.toLowerCase().replaceAll('_', ' ');
}

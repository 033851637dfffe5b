import { Command } from 'commander';
import { startDemo } from '../demo/start-demo.ts';
import type { MakeCommand } from '../program.ts';

export const demoCommand: MakeCommand = (context) =>
  new Command('demo')
    .description(
      'See it all on this machine: a hub, five real checkpoints published, traced, pulled, evaluated, reported.',
    )
    .option('--all', 'the zoo too: a small checkpoint of every family, each evaluated twice; a few minutes')
    .option('--exit', 'end after the summary instead of serving on')
    .option('--data <folder>', 'where the demo keeps everything', './demo-data')
    .option('--port <port>', 'the hub’s port; another free one is taken when it is busy', '7420')
    .addHelpText(
      'after',
      '\nExamples:\n  $ heirloom demo\n  $ heirloom demo --exit --port 0\n  $ heirloom demo --all',
    )
    .action((options: { exit?: true; all?: true; data: string; port: string }) =>
      startDemo(context(), {
        isOver: options.exit ?? false,
        hasAll: options.all ?? false,
        dataFolder: options.data,
        port: options.port,
      }),
    );

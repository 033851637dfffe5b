import { isMainThread, workerData } from 'node:worker_threads';
import { runCommands, type Commands } from './program.ts';

/*
 * light client   the commands that need no hub's libraries, in one file: its entry, made by `npm run build:cli`
 */
const commands: Commands = {
  pull: async () => (await import('./commands/pull.ts')).pullCommand,
  seed: async () => (await import('./commands/seed.ts')).seedCommand,
  adopt: async () => (await import('./commands/adopt.ts')).adoptCommand,
  lineage: async () => (await import('./commands/lineage.ts')).lineageCommand,
  search: async () => (await import('./commands/search.ts')).searchCommand,
  inspect: async () => (await import('./commands/inspect.ts')).inspectCommand,
  identify: async () => (await import('./commands/identify.ts')).identifyCommand,
};

/** The file is its own workers too: each imports what a worker's file of the full program is. */
const workers: Readonly<Record<string, () => Promise<unknown>>> = {
  'hash-worker': () => import('../weights/hash-worker.ts'),
  'inspect-worker': () => import('../weights/inspect-worker.ts'),
};

if (isMainThread) process.exitCode = await runCommands(commands, process.argv.slice(2));
else await workers[String(workerData)]?.();

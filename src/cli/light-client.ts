import { isMainThread, workerData } from 'node:worker_threads';
import type { WorkerScript } from '../weights/worker-script.ts';
import { ensureDisposableStacks } from './disposable-stacks.ts';
import { runCommands, type CommandSet } from './program.ts';

/*
 * light client   the commands that need none of a hub's libraries, in one file; this is where it begins
 */
const commands: CommandSet['commands'] = {
  pull: async () => (await import('./commands/pull.ts')).pullCommand,
  seed: async () => (await import('./commands/seed.ts')).seedCommand,
  adopt: async () => (await import('./commands/adopt.ts')).adoptCommand,
  lineage: async () => (await import('./commands/lineage.ts')).lineageCommand,
  search: async () => (await import('./commands/search.ts')).searchCommand,
  tasks: async () => (await import('./commands/tasks.ts')).tasksCommand,
  inspect: async () => (await import('./commands/inspect.ts')).inspectCommand,
  identify: async () => (await import('./commands/identify.ts')).identifyCommand,
  verify: async () => (await import('./commands/verify.ts')).verifyCommand,
  audit: async () => (await import('./commands/audit.ts')).auditCommand,
};

/** The file is its own workers too: what it starts as a thread becomes the worker it was told to be. */
const workers: Readonly<Record<WorkerScript, () => Promise<unknown>>> = {
  'convert-worker': () => import('../weights/convert-worker.ts'),
  'digest-worker': () => import('../weights/digest-worker.ts'),
  'grow-worker': () => import('../weights/grow-worker.ts'),
  'hash-worker': () => import('../weights/hash-worker.ts'),
  'inspect-worker': () => import('../weights/inspect-worker.ts'),
  'join-worker': () => import('../weights/join-worker.ts'),
  'name-worker': () => import('../weights/name-worker.ts'),
};

ensureDisposableStacks();
const start = 'heirloom search --hub http://127.0.0.1:7420';
if (isMainThread) process.exitCode = await runCommands({ commands, start }, process.argv.slice(2));
else await workers[workerData as WorkerScript]();

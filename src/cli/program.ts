import { Command, CommanderError } from 'commander';
import { readEnvironment, type Environment } from '../config/env.ts';
import { version } from '../config/version.ts';
import { demoCommand } from './commands/demo.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { hubCommand } from './commands/hub.ts';
import { inspectCommand } from './commands/inspect.ts';
import { inviteCommand } from './commands/invite.ts';
import { lineageCommand } from './commands/lineage.ts';
import { loginCommand } from './commands/login.ts';
import { publishCommand } from './commands/publish.ts';
import { publishDatasetCommand } from './commands/publish-dataset.ts';
import { pullCommand } from './commands/pull.ts';
import { reportCommand } from './commands/report.ts';
import { runnerCommand } from './commands/runner.ts';
import { searchCommand } from './commands/search.ts';
import { seedCommand } from './commands/seed.ts';
import { tokenCommand } from './commands/token.ts';
import { exitCodeOf, openTerminal, showError, type Terminal } from './terminal.ts';

/** What every command gets: where to speak, what the environment says, and when to stop. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly env: Environment;
  readonly signal: AbortSignal;
}

export type MakeCommand = (context: () => CommandContext) => Command;

const commands: readonly MakeCommand[] = [
  demoCommand,
  hubCommand,
  loginCommand,
  inviteCommand,
  publishCommand,
  publishDatasetCommand,
  pullCommand,
  seedCommand,
  lineageCommand,
  searchCommand,
  inspectCommand,
  evaluateCommand,
  runnerCommand,
  reportCommand,
  tokenCommand,
];

/** Runs one command line and answers its exit code: 0 done, 1 fault, 2 refusal, 130 interrupted. */
export async function runProgram(words: readonly string[]): Promise<number> {
  const isJson = words.includes('--json');
  const interrupt = new AbortController();
  const stop = () => interrupt.abort(new DOMException('interrupted', 'AbortError'));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const context: CommandContext = {
    terminal: openTerminal(isJson),
    env: readEnvironment(),
    signal: interrupt.signal,
  };
  try {
    await programOf(() => context).parseAsync(words, { from: 'user' });
    return process.exitCode === undefined ? 0 : Number(process.exitCode);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (interrupt.signal.aborted) return 130;
    showError(isJson, error);
    return exitCodeOf(error);
  }
}

/** The whole command line, for running and for the reference. */
export function programOf(context: () => CommandContext): Command {
  const program = new Command('heirloom')
    .description('Share AI checkpoints: publish, trace, pull, evaluate, report.')
    .version(version(), '--version')
    .exitOverride()
    .showHelpAfterError('(heirloom COMMAND --help shows examples)')
    .addHelpText(
      'after',
      '\nStart with: heirloom demo, or heirloom hub and heirloom login http://127.0.0.1:7420',
    );
  for (const make of commands)
    program.addCommand(
      make(context).option('--json', 'print one JSON document instead of lines').exitOverride(),
    );
  return program;
}

import { Command, CommanderError } from 'commander';
import { refusal } from '../base/errors.ts';
import { readEnvironment, type Environment } from '../config/env.ts';
import { version } from '../config/version.ts';
import { settleCommand } from './settle-command.ts';
import { tellOfTurns } from './tell-of-turns.ts';
import { exitCodeOf, openTerminal, showError, type Terminal } from './terminal.ts';

/** What every command gets: where to speak, what the environment says, and when to stop. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly env: Environment;
  readonly signal: AbortSignal;
}

export type MakeCommand = (context: () => CommandContext) => Command;

export interface CommandSet {
  readonly commands: Readonly<Record<string, () => Promise<MakeCommand>>>;
  /** What a person who sees the help for the first time could do next. */
  readonly start: string;
}

/** In the order of the help; each is loaded when it is named, so that a pull does not wait for a hub's libraries. */
const commands: CommandSet['commands'] = {
  demo: async () => (await import('./commands/demo.ts')).demoCommand,
  hub: async () => (await import('./commands/hub.ts')).hubCommand,
  router: async () => (await import('./commands/router.ts')).routerCommand,
  login: async () => (await import('./commands/login.ts')).loginCommand,
  invite: async () => (await import('./commands/invite.ts')).inviteCommand,
  publish: async () => (await import('./commands/publish.ts')).publishCommand,
  'publish-dataset': async () => (await import('./commands/publish-dataset.ts')).publishDatasetCommand,
  withdraw: async () => (await import('./commands/withdraw.ts')).withdrawCommand,
  pull: async () => (await import('./commands/pull.ts')).pullCommand,
  seed: async () => (await import('./commands/seed.ts')).seedCommand,
  import: async () => (await import('./commands/import.ts')).importCommand,
  adopt: async () => (await import('./commands/adopt.ts')).adoptCommand,
  lineage: async () => (await import('./commands/lineage.ts')).lineageCommand,
  search: async () => (await import('./commands/search.ts')).searchCommand,
  tasks: async () => (await import('./commands/tasks.ts')).tasksCommand,
  inspect: async () => (await import('./commands/inspect.ts')).inspectCommand,
  convert: async () => (await import('./commands/convert.ts')).convertCommand,
  identify: async () => (await import('./commands/identify.ts')).identifyCommand,
  verify: async () => (await import('./commands/verify.ts')).verifyCommand,
  audit: async () => (await import('./commands/audit.ts')).auditCommand,
  evaluate: async () => (await import('./commands/evaluate.ts')).evaluateCommand,
  evidence: async () => (await import('./commands/evidence.ts')).evidenceCommand,
  leaderboard: async () => (await import('./commands/leaderboard.ts')).leaderboardCommand,
  jobs: async () => (await import('./commands/jobs.ts')).jobsCommand,
  runner: async () => (await import('./commands/runner.ts')).runnerCommand,
  report: async () => (await import('./commands/report.ts')).reportCommand,
  advisory: async () => (await import('./commands/advisory.ts')).advisoryCommand,
  webhook: async () => (await import('./commands/webhook.ts')).webhookCommand,
  release: async () => (await import('./commands/release.ts')).releaseCommand,
  token: async () => (await import('./commands/token.ts')).tokenCommand,
};

const whole: CommandSet = {
  commands,
  start: 'heirloom demo, or heirloom hub and heirloom login http://127.0.0.1:7420',
};

/** Runs one command line and answers its exit code: 0 done, 1 fault, 2 refusal, 130 interrupted. */
export function runProgram(words: readonly string[]): Promise<number> {
  return runCommands(whole, words);
}

/** The same with another set of commands: a program that holds fewer names nothing of the others. */
export async function runCommands(known: CommandSet, words: readonly string[]): Promise<number> {
  const isJson = words.includes('--json');
  const interrupt = new AbortController();
  stopOnSignals(interrupt);
  tellOfTurns(interrupt.signal);
  endWithReader();
  const context: CommandContext = {
    terminal: openTerminal(isJson),
    env: readEnvironment(),
    signal: interrupt.signal,
  };
  try {
    const named = words.find((word) => Object.hasOwn(known.commands, word));
    const names = named === undefined ? Object.keys(known.commands) : [named];
    const program = settleCommand(await programWith(known, () => context, names), isJson);
    await program.parseAsync(words, { from: 'user' });
    return process.exitCode === undefined ? 0 : Number(process.exitCode);
  } catch (error) {
    if (error instanceof CommanderError) return endOfCommander(isJson, error);
    // A prompt takes Ctrl-C and Ctrl-D as keys, and no signal comes.
    if (interrupt.signal.aborted || exitCodeOf(error) === 130) return 130;
    showError(isJson, error);
    return exitCodeOf(error);
  }
}

/** Help and version end well; of a wrong command line commander has told people already. */
function endOfCommander(isJson: boolean, { exitCode, code, message }: CommanderError): number {
  if (exitCode === 0) return 0;
  const told = code === 'commander.help' ? 'a command is missing' : message.replace(/^error: /, '');
  if (isJson) showError(isJson, refusal('CLI_USAGE', told, { remedy: 'see --help' }));
  return 2;
}

// Kept for good and not once: a library that finds no other listener ends the process before it could stop in order.
function stopOnSignals(interrupt: AbortController): void {
  const stop = () => {
    if (interrupt.signal.aborted) process.exit(130);
    interrupt.abort(new DOMException('interrupted', 'AbortError'));
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}

// `heirloom search | head` ends when head has seen enough, and that is no error.
function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
}

/** The command line with all commands, for the reference. */
export async function programOf(context: () => CommandContext): Promise<Command> {
  return settleCommand(await programWith(whole, context, Object.keys(commands)), false);
}

async function programWith(
  known: CommandSet,
  context: () => CommandContext,
  names: readonly string[],
): Promise<Command> {
  const program = new Command('heirloom')
    .description('Share AI checkpoints: publish, trace, pull, evaluate, report.')
    .version(version(), '--version')
    .addHelpText('after', `\nStart with: ${known.start}`);
  const loaders = names.map((name) => known.commands[name]).filter((load) => load !== undefined);
  for (const make of await Promise.all(loaders.map((load) => load())))
    program.addCommand(make(context).option('--json', 'print one JSON document instead of lines'));
  return program;
}

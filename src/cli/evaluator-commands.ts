import { Command } from 'commander';
import { keyDigest, parseKeyId } from '../attestation/key.ts';
import type { Bodies } from '../attestation/predicates.ts';
import { parseDigest } from '../base/digest.ts';
import { refusal } from '../base/errors.ts';
import { calibration, evaluatorStanding, runStatement } from '../client/generated/operations.ts';
import { openSession, signAndSubmit, type Session } from '../client/session.ts';
import { calibrationLines, standingLine } from './evaluator-lines.ts';
import type { CommandContext } from './program.ts';

interface Options {
  readonly hub?: string;
  readonly organisation?: string;
  readonly reason?: string;
}

/** What owners say of evaluators, and evaluators of themselves: parts of `heirloom runner`. */
export function evaluatorCommands(context: () => CommandContext): readonly Command[] {
  const part = (name: string, description: string) => new Command(name).description(description);
  return [
    part('trust', 'As the owner, vouch for an evaluator that you operate or know: it counts from now on.')
      .argument('<name>', 'the contributor in whose name it runs')
      .option('--organisation <name>', 'evaluators of one organisation count as one')
      .action((name: string, _: Options, command: Command) => say(context(), name, 'TRUST', command)),
    part('distrust', 'As the owner, take that back; what audits say stays.')
      .argument('<name>', 'the contributor')
      .option('--reason <text>', 'why; everybody can read it')
      .action((name: string, _: Options, command: Command) => say(context(), name, 'DISTRUST', command)),
    part('declare-conflict', 'Say that you are not independent of somebody; it can’t be taken back.')
      .argument('<name>', 'the other contributor')
      .option('--reason <text>', 'why; everybody can read it')
      .action((name: string, _: Options, command: Command) => say(context(), name, 'CONFLICT', command)),
    part('withdraw', 'Take a run of yours back: it is shown, and counts no more.')
      .argument('<run>', 'Run:… as heirloom evaluate --explain shows it')
      .requiredOption('--reason <text>', 'why; everybody can read it')
      .action((run: string, _: Options, command: Command) => withdraw(context(), run, command)),
    part('standing', 'What a hub knows of an evaluator: trust, audits, and what they make its word worth.')
      .argument('<name>', 'the contributor')
      .action((name: string, _: Options, command: Command) => tellStanding(context(), name, command)),
    part('calibration', 'How good a hub’s scores were as predictions of the next independent run.').action(
      (_: Options, command: Command) => tellCalibration(context(), command),
    ),
  ];
}

async function say(
  { terminal, env }: CommandContext,
  name: string,
  action: Bodies['evaluator']['action'],
  command: Command,
): Promise<void> {
  const { hub, organisation = null, reason = null } = command.optsWithGlobals<Options>();
  const session = await openSession(env, hub);
  const named = await requireNamed(session, name);
  const subject = { name: named.name, digest: keyDigest(parseKeyId(named.keys[0]?.id ?? '')) };
  const body = { action, organisation, reason };
  const { statement } = await signAndSubmit(session, 'evaluator', subject, body);
  const now = await requireNamed(session, name);
  terminal.say(`✔ ${DONE[action]} ${now.name}   log index ${statement.logIndex}`);
  terminal.say(standingLine(now.name, now.evaluator));
  terminal.result({ name: now.name, action, logIndex: statement.logIndex, ...now.evaluator });
}

const DONE = { TRUST: 'trusted', DISTRUST: 'not trusted any more:', CONFLICT: 'declared a conflict with' };

async function withdraw({ terminal, env }: CommandContext, id: string, command: Command): Promise<void> {
  const { hub, reason = '' } = command.optsWithGlobals<Options>();
  const session = await openSession(env, hub);
  const { run } = await session.client.ask(runStatement, { id });
  if (!run) throw unknown('HUB_RUN_UNKNOWN', `there is no run ${id}`, id);
  const subject = { name: run.id, digest: parseDigest(run.statement.id) };
  const body = { of: 'RUN', parent: null, kind: null, reason } as const;
  const { statement } = await signAndSubmit(session, 'withdrawal', subject, body);
  terminal.say(`✔ withdrawn ${run.id}   log index ${statement.logIndex}`);
  terminal.result({ run: run.id, logIndex: statement.logIndex });
}

async function tellStanding({ terminal, env }: CommandContext, name: string, command: Command) {
  const session = await openSession(env, command.optsWithGlobals<Options>().hub);
  const named = await requireNamed(session, name);
  terminal.say(standingLine(named.name, named.evaluator));
  terminal.result({ name: named.name, ...named.evaluator });
}

async function tellCalibration({ terminal, env }: CommandContext, command: Command) {
  const { client } = await openSession(env, command.optsWithGlobals<Options>().hub);
  const { calibration: found } = await client.ask(calibration);
  for (const line of calibrationLines(found)) terminal.say(line);
  terminal.result(found);
}

async function requireNamed({ client }: Session, name: string) {
  const { contributor } = await client.ask(evaluatorStanding, { name });
  if (contributor) return contributor;
  throw unknown('HUB_CONTRIBUTOR_UNKNOWN', `nobody here is called ${name}`, name);
}

function unknown(code: string, message: string, received: string) {
  return refusal(code, message, { received, remedy: 'check the name, and the hub with --hub' });
}

import { Command, Option } from 'commander';
import { parseBody, type Bodies } from '../attestation/predicates.ts';
import { isDigest, parseDigest } from '../base/digest.ts';
import { refusal } from '../base/errors.ts';
import { reportStatement, checkpointBrief } from '../client/generated/operations.ts';
import { openSession, signAndSubmit, type Session } from '../client/session.ts';
import type { CommandContext } from './program.ts';

interface Options {
  readonly hub?: string;
  readonly status?: Bodies['report-answer']['status'];
  readonly text?: string;
  readonly reason?: string;
}

/** What becomes of a report after it was filed: parts of `heirloom report`. */
export function reportLifeCommands(context: () => CommandContext): readonly Command[] {
  const part = (name: string, description: string) => new Command(name).description(description);
  const status = new Option('--status <status>', 'what you make of it').makeOptionMandatory();
  return [
    part('answer', 'Answer a report on a checkpoint of yours; everybody who sees the report sees it.')
      .argument('<report>', 'such as BiasReport:12, as heirloom report shows it')
      .addOption(status.choices(['ACCEPTED', 'DISPUTED', 'WILL_FIX', 'WONT_FIX']))
      .requiredOption('--text <text>', 'at most 4,000 characters')
      .action((id: string, _: Options, command: Command) => answer(context(), id, command)),
    part('mitigate', 'Say that a checkpoint of yours addresses a report on one of its ancestors.')
      .argument('<report>', 'such as BiasReport:12')
      .argument('<checkpoint>', 'the descendant of yours; counts on it decide what is true')
      .action((id: string, child: string, _: Options, command: Command) =>
        mitigate(context(), id, child, command),
      ),
    part('withdraw', 'Take a report of yours back: it is shown, and counts no more.')
      .argument('<report>', 'such as BiasReport:12')
      .requiredOption('--reason <text>', 'why; everybody can read it')
      .action((id: string, _: Options, command: Command) => withdraw(context(), id, command)),
  ];
}

async function answer({ terminal, env }: CommandContext, id: string, command: Command): Promise<void> {
  const { hub, status, text } = command.optsWithGlobals<Options>();
  const session = await openSession(env, hub);
  const { subject } = await requireReport(session, id);
  const body = parseBody('report-answer', { status, text });
  const { statement } = await signAndSubmit(session, 'report-answer', subject, body);
  terminal.say(`✔ answered ${id}: ${body.status}   log index ${statement.logIndex}`);
  terminal.result({ report: id, status: body.status, logIndex: statement.logIndex });
}

async function mitigate(
  { terminal, env }: CommandContext,
  id: string,
  reference: string,
  command: Command,
): Promise<void> {
  const session = await openSession(env, command.optsWithGlobals<Options>().hub);
  const report = await requireReport(session, id);
  const { checkpoint } = await session.client.ask(checkpointBrief, { reference });
  if (!checkpoint || !isDigest(checkpoint.digest))
    throw refusal('HUB_CHECKPOINT_UNKNOWN', `no checkpoint ${reference} is published here`);
  const subject = { name: checkpoint.name, digest: parseDigest(checkpoint.digest) };
  const body = { report: report.subject.digest };
  const { statement } = await signAndSubmit(session, 'mitigation', subject, body);
  terminal.say(`✔ declared that ${checkpoint.name} addresses ${id}   log index ${statement.logIndex}`);
  terminal.result({ report: id, checkpoint: checkpoint.name, logIndex: statement.logIndex });
}

async function withdraw({ terminal, env }: CommandContext, id: string, command: Command): Promise<void> {
  const { hub, reason = '' } = command.optsWithGlobals<Options>();
  const session = await openSession(env, hub);
  const { subject } = await requireReport(session, id);
  const body = parseBody('withdrawal', { of: 'REPORT', parent: null, kind: null, reason });
  const { statement } = await signAndSubmit(session, 'withdrawal', subject, body);
  terminal.say(`✔ withdrawn ${id}   log index ${statement.logIndex}`);
  terminal.result({ report: id, logIndex: statement.logIndex });
}

/** A report as a statement names it. */
async function requireReport({ client }: Session, id: string) {
  const { report } = await client.ask(reportStatement, { id });
  if (report) return { subject: { name: report.id, digest: parseDigest(report.statement.id) } };
  throw refusal('HUB_REPORT_UNKNOWN', `there is no report ${id}`, {
    received: id,
    remedy: 'heirloom report REFERENCE shows the ids of the reports on a checkpoint',
  });
}

import { Command, Option } from 'commander';
import { ADVISORY_KINDS, SEVERITIES, type Severity } from '../../attestation/advisory-words.ts';
import { advisorySubject } from '../../attestation/advisory-subject.ts';
import { parseBody } from '../../attestation/predicates.ts';
import { parseDigest } from '../../base/digest.ts';
import { refusal } from '../../base/errors.ts';
import { upperCase } from '../../base/upper-case.ts';
import { advisoryDetails, advisoryList, type AdvisoryInFull } from '../../client/generated/operations.ts';
import { nameAffected } from '../../client/name-affected.ts';
import { openSession, signAndSubmit, type Session } from '../../client/session.ts';
import { advisoryDetailLines, advisoryLines } from '../advisory-lines.ts';
import type { MakeCommand } from '../program.ts';
import type { Terminal } from '../terminal.ts';

interface Options {
  readonly title?: string;
  readonly severity?: string;
  readonly kind: string;
  readonly text?: string;
  readonly remedy?: string;
  readonly see: readonly string[];
  readonly checkpoint: readonly string[];
  readonly artifact: readonly string[];
  readonly license: readonly string[];
  readonly dataset: readonly string[];
  readonly reason?: string;
  readonly level: Lowercase<Severity>;
  readonly all?: true;
  readonly hub?: string;
}

const lower = (words: readonly string[]) => words.map((word) => word.toLowerCase());
const each = (word: string, all: readonly string[]) => [...all, word];

export const advisoryCommand: MakeCommand = (context) =>
  new Command('advisory')
    .description(
      'List, show, publish and withdraw advisories: signed warnings that reach all that was made of a thing.',
    )
    .argument('[action]', 'list, show, publish or withdraw', 'list')
    .argument('[number]', 'the advisory for show and withdraw')
    .option('--title <text>', 'publish: in one line')
    .addOption(new Option('--severity <severity>', 'publish: how bad').choices(lower(SEVERITIES)))
    .addOption(
      new Option('--kind <kind>', 'publish: of what kind').choices(lower(ADVISORY_KINDS)).default('security'),
    )
    .option('--text <text>', 'publish: what is wrong')
    .option('--remedy <text>', 'publish: what to do, such as what to use instead')
    .option('--see <url>', 'publish: an https address to read more; repeat', each, [])
    .option('--checkpoint <reference>', 'publish: affected; repeat', each, [])
    .option('--artifact <digest>', 'publish: an affected file; repeat', each, [])
    .option('--license <id>', 'publish: affected, all that is under it; repeat', each, [])
    .option('--dataset <reference>', 'publish: affected, all that was trained on it; repeat', each, [])
    .option('--reason <text>', 'withdraw: why')
    .addOption(new Option('--level <severity>', 'list: the least').choices(lower(SEVERITIES)).default('low'))
    .option('--all', 'list: the withdrawn ones too')
    .option('--hub <url>', 'which hub')
    .addHelpText(
      'after',
      `
A publisher warns of what they published first, a steward of anything.

Examples:
  $ heirloom advisory --level high
  $ heirloom advisory show 57
  $ heirloom advisory publish --severity high --kind privacy --checkpoint mnist/base@e2 \\
      --title "repeats its training data" --text "names come out verbatim" --remedy "use mnist/base@e3"
  $ heirloom advisory withdraw 57 --reason "it was the tokenizer"`,
    )
    .action(async (action: string, number: string | undefined, options: Options) => {
      const { terminal, env } = context();
      const session = await openSession(env, options.hub);
      const act = ACTIONS[action];
      if (!act) throw unknownAction(action);
      await act({ session, terminal, number: number ?? '', options });
    });

interface Asked {
  readonly session: Session;
  readonly terminal: Terminal;
  readonly number: string;
  readonly options: Options;
}

const ACTIONS: Readonly<Record<string, (asked: Asked) => Promise<void>>> = { list, show, publish, withdraw };
const SHOWN = 100;

async function list({ session, terminal, options }: Asked): Promise<void> {
  const { advisories } = await session.client.ask(advisoryList, {
    level: upperCase(options.level),
    includeWithdrawn: options.all === true,
    first: SHOWN,
  });
  for (const line of advisoryLines(advisories.nodes)) terminal.say(line);
  if (advisories.nodes.length === 0) terminal.say('no advisories');
  terminal.result(advisories.nodes);
}

async function show({ session, terminal, number }: Asked): Promise<void> {
  const advisory = await detailsOf(session, number);
  for (const line of advisoryDetailLines(advisory)) terminal.say(line);
  terminal.result(advisory);
}

async function publish({ session, terminal, options }: Asked): Promise<void> {
  assertSaid(options);
  const { title, severity, kind, text, remedy = null, see } = options;
  const body = parseBody('advisory', {
    title,
    severity: severity?.toUpperCase(),
    kind: kind.toUpperCase(),
    affected: await nameAffected(session.client, options),
    text,
    remedy,
    references: see,
  });
  const { statement } = await signAndSubmit(session, 'advisory', advisorySubject(body), body);
  terminal.say(`✔ published  advisory ${statement.logIndex}   ${body.severity.toLowerCase()}`);
  terminal.result({ number: statement.logIndex, statement: statement.id, ...body });
}

function assertSaid({ title, severity, text, checkpoint, artifact, license, dataset }: Options): void {
  const named = [checkpoint, artifact, license, dataset].some((all) => all.length > 0);
  const flags = {
    '--title': title,
    '--severity': severity,
    '--text': text,
    '--checkpoint or another that is affected': named,
  };
  const missing = Object.entries(flags).flatMap(([flag, said]) => (said ? [] : [flag]));
  if (missing.length === 0) return;
  throw refusal('CLI_ADVISORY_INCOMPLETE', 'an advisory says more than that', {
    expected: missing.join(', '),
  });
}

async function withdraw({ session, terminal, number, options }: Asked): Promise<void> {
  const { statement: warned, logIndex } = await detailsOf(session, number);
  const subject = { name: 'advisory', digest: parseDigest(warned.id) };
  const body = parseBody('withdrawal', { of: 'ADVISORY', parent: null, kind: null, reason: options.reason });
  const { statement } = await signAndSubmit(session, 'withdrawal', subject, body);
  terminal.say(`✔ withdrawn  advisory ${logIndex}   log index ${statement.logIndex}`);
  terminal.result({ number: logIndex, logIndex: statement.logIndex });
}

async function detailsOf({ client }: Session, number: string): Promise<AdvisoryInFull> {
  const id = `Advisory:${number.replace(/^Advisory:/, '')}`;
  const found = /^Advisory:\d{1,15}$/.test(id) ? (await client.ask(advisoryDetails, { id })).advisory : null;
  if (found) return found;
  throw refusal('HUB_ADVISORY_UNKNOWN', `there is no advisory ${number || 'without a number'}`, {
    expected: 'a number that heirloom advisory list shows',
    received: number,
  });
}

function unknownAction(action: string) {
  return refusal('CLI_ACTION', 'advisory can’t do that', {
    expected: Object.keys(ACTIONS).join(', '),
    received: action,
  });
}

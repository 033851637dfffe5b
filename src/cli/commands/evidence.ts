import { Command, Option } from 'commander';
import { parseBody } from '../../attestation/predicates.ts';
import { RELATIONSHIPS } from '../../attestation/reported-words.ts';
import { parseDigest } from '../../base/digest.ts';
import { refusal } from '../../base/errors.ts';
import { learningCurve, reportedFile } from '../../client/generated/operations.ts';
import { openSession, requireAccount, signAndSubmit, type Session } from '../../client/session.ts';
import { curveLines, recordLines } from '../evidence-lines.ts';
import { everyRecordOf, exportEvidence, FORMAT_WORDS } from '../export-evidence.ts';
import { importEvidence, type EvidenceOptions } from '../import-evidence.ts';
import type { MakeCommand } from '../program.ts';
import type { Terminal } from '../terminal.ts';
import { nounText } from '../text.ts';

interface Options extends EvidenceOptions {
  readonly format: string;
  readonly out?: string;
  readonly reason?: string;
  readonly benchmark?: string;
  readonly metric: string;
  readonly hub?: string;
}

export const evidenceCommand: MakeCommand = (context) =>
  new Command('evidence')
    .description(
      'Bring what others report of models, take it out again, and see what a training learned. It counts in no score.',
    )
    .argument('<action>', 'import, list, curve, export or withdraw')
    .argument('<values...>', 'files for import, a model for list, curve and export, a log index for withdraw')
    .option('--model <name>', 'import: whose results they are, for files that name none')
    .option('--organisation <name>', 'import: who reports, where the file does not say')
    .addOption(
      new Option('--relationship <word>', 'import: how they stand to the model’s maker').choices(
        RELATIONSHIPS.map((word) => word.toLowerCase().replace('_', '-')),
      ),
    )
    .option('--url <address>', 'import: where it can be read')
    .option('--dry-run', 'import: read and count, send nothing')
    .option('--keep-going', 'import: leave out bad files; else one of them keeps all from being sent')
    .addOption(
      new Option('--format <form>', 'export: the form').choices(FORMAT_WORDS).default(FORMAT_WORDS[0]),
    )
    .option('--out <file>', 'export: a new file to write; else it is printed')
    .option('--benchmark <name>', 'curve: of which benchmark')
    .option('--metric <name>', 'curve: by which metric', 'accuracy')
    .option('--reason <text>', 'withdraw: why')
    .option('--hub <url>', 'which hub')
    .addHelpText(
      'after',
      `
Reads Every Eval Ever 0.2 and 0.3 (JSON, or a record a line), results of lm-eval, the model-index of a README, and files
of .eval_results. A file is taken whole or not at all.

Examples:
  $ heirloom evidence import results_2026.json --organisation EleutherAI --relationship first-party
  $ heirloom evidence import README.md --model ada/tuned --dry-run
  $ heirloom evidence list EleutherAI/pythia-70m
  $ heirloom evidence curve EleutherAI/pythia-70m --benchmark lambada_openai
  $ heirloom evidence export ada/tuned --format every-eval-ever --out ada-tuned.jsonl
  $ heirloom evidence withdraw 57 --reason "another model"`,
    )
    .action(async (action: string, values: string[], options: Options) => {
      const { terminal, env } = context();
      const act = ACTIONS[action];
      if (!act) throw unknownAction(action);
      await act({
        open: () => openSession(env, options.hub),
        terminal,
        values,
        value: values[0] ?? '',
        options,
      });
    });

interface Asked {
  readonly open: () => Promise<Session>;
  readonly terminal: Terminal;
  readonly values: readonly string[];
  readonly value: string;
  readonly options: Options;
}

const ACTIONS: Readonly<Record<string, (asked: Asked) => Promise<void>>> = {
  import: ({ open, terminal, values, options }) =>
    importEvidence(
      async () => {
        const session = await open();
        requireAccount(session);
        return session;
      },
      terminal,
      values,
      options,
    ),
  list,
  curve,
  export: async ({ open, terminal, value, options }) =>
    exportEvidence((await open()).client, terminal, value, options),
  withdraw,
};

async function list({ open, terminal, value }: Asked): Promise<void> {
  const records = await everyRecordOf((await open()).client, value);
  for (const line of recordLines(records)) terminal.say(line);
  if (records.length === 0) terminal.say('nothing is reported of a model of that name');
  terminal.result(records);
}

async function curve({ open, terminal, value, options }: Asked): Promise<void> {
  if (options.benchmark === undefined)
    throw refusal('CLI_BENCHMARK', 'a curve is of one benchmark', {
      expected: '--benchmark NAME',
      received: 'none',
    });
  const asked = { model: value, benchmark: options.benchmark, metric: options.metric };
  const answer = await (await open()).client.ask(learningCurve, asked);
  const { points } = answer.learningCurve;
  if (points.length === 0) terminal.say('no value of it tells its training step');
  else for (const line of curveLines(answer.learningCurve)) terminal.say(line);
  terminal.result(answer.learningCurve);
}

async function withdraw({ open, terminal, value, options }: Asked): Promise<void> {
  const session = await open();
  const logIndex = /^\d{1,15}$/.test(value) ? Number(value) : -1;
  const { reportedFile: file } = await session.client.ask(reportedFile, { logIndex });
  if (!file)
    throw refusal('HUB_EVIDENCE_UNKNOWN', 'no results came in with this statement', {
      expected: 'a log index that heirloom evidence list shows',
      received: value,
    });
  const subject = { name: 'reported results', digest: parseDigest(file.statement.id) };
  const said = { of: 'REPORTED_RESULTS', parent: null, kind: null, reason: options.reason };
  const { statement } = await signAndSubmit(session, 'withdrawal', subject, parseBody('withdrawal', said));
  terminal.say(
    `✔ withdrawn  ${nounText(file.records, 'record')}, ${nounText(file.results, 'result')}   log index ${statement.logIndex}`,
  );
  terminal.result({ withdrawn: logIndex, logIndex: statement.logIndex });
}

function unknownAction(action: string) {
  return refusal('CLI_ACTION', 'evidence can’t do that', {
    expected: Object.keys(ACTIONS).join(', '),
    received: action,
  });
}

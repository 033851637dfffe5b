import { Command, Option } from 'commander';
import { parseBody } from '../../attestation/predicates.ts';
import { refusal } from '../../base/errors.ts';
import { HARMS } from '../../bias/counts.ts';
import { parseBiasPayload } from '../../bias/parse-bias-payload.ts';
import { computeBiasReport, type BiasReport } from '../../bias/report.ts';
import { biasSentence } from '../../bias/sentence.ts';
import { biasReports } from '../../client/generated/operations.ts';
import { openSession, signAndSubmit, type Session } from '../../client/session.ts';
import type { CommandContext, MakeCommand } from '../program.ts';
import { reportBody, type ReportSources } from '../report-body.ts';
import { assertFlagsFit } from '../report-flags.ts';
import { reportLifeCommands } from '../report-life-commands.ts';
import { lifeLines, mitigationLines } from '../report-life-lines.ts';
import { fileRisk, previewMetrics, reportSubject } from '../report-risk.ts';
import { reportLines, riskLines, type ShownReport } from '../report-lines.ts';

interface Options extends ReportSources {
  readonly kind: 'bias' | 'privacy' | 'robustness';
  readonly preview?: true;
  readonly explain?: true;
  readonly hub?: string;
}

export const reportCommand: MakeCommand = (context) => {
  const command = new Command('report')
    .description(
      'File a report of bias, privacy or robustness from counts; the hub computes metrics, intervals and verdict.',
    )
    .argument('<reference>', 'owner/model, owner/model@revision or a digest')
    .addOption(
      new Option('--kind <kind>', 'what is reported')
        .choices(['bias', 'privacy', 'robustness'])
        .default('bias'),
    )
    .option('--file <json>', 'the whole report; without any file, the reports filed so far are shown')
    .option('--counts <csv>', 'groups as name,k,n or name,tp,fp,tn,fn')
    .option('--bbq <csv>', 'one model’s answers to BBQ’s questions; they are counted here')
    .option(
      '--from-run <run>',
      'count a run’s answers, by group or as its task is one of privacy or robustness: Run:20, or latest',
    )
    .option('--dataset <name>', 'with a CSV: the dataset counted over, by name or digest')
    .option('--protocol <digest>', 'with a CSV: how it was run')
    .addOption(
      new Option(
        '--attribute <name>',
        'what the groups differ in; with a run: repeat to cross them',
      ).argParser(collect),
    )
    .addOption(new Option('--harm <harm>', `${HARMS.join(', ')}; repeat`).argParser(collect))
    .addOption(
      new Option('--group <name=labels>', 'with a run: labels that are one group, 0–4=0-4; repeat').argParser(
        collect,
      ),
    )
    .option('--positive <labels>', 'with a run: labels that are the good outcome, for a confusion table')
    .option('--pairs <attribute>', 'with a language model’s run: items are pairs of sentences')
    .addOption(
      new Option(
        '--benchmark <name>',
        'with a run over a dataset with its columns: count its questions',
      ).choices(['bbq']),
    )
    .addOption(
      new Option(
        '--against <run>',
        'of robustness, with a run: the one to hold it against; repeat for an attack or several corruptions',
      ).argParser(collect),
    )
    .option('--preview', 'compute and show it here; sign and send nothing')
    .option('--explain', 'show every metric')
    .option('--hub <url>', 'which hub')
    .addHelpText(
      'after',
      `
The JSON file: {"dataset": "owner/name or digest", "protocol": "sha256:…", "attribute": "digits",
  "harms": ["quality-of-service"], "groups": [{"name": "0–4", "k": 977, "n": 1000}, …]}
with {name, k, n} or {name, tp, fp, tn, fn} for each group. Instead of groups: scores, bbq, crowsPairs, stereoset or
weat, as schema/statement/bias-report.schema.json has them. With --kind privacy: canaries, extraction or membership; with
--kind robustness: corruptions, attack or trigger, as schema/statement/risk-report.schema.json has them.

Examples:
  $ heirloom report mnist/low-digits --file report.json
  $ heirloom report mnist/low-digits --counts groups.csv --dataset mnist/test --protocol sha256:… \\
      --attribute digits --harm quality-of-service --preview
  $ heirloom report mnist/low-digits --from-run latest --attribute digits --group 0–4=0-4 --group 5–9=5-9 \\
      --harm quality-of-service
  $ heirloom report ada/loans --from-run Run:20 --attribute gender --attribute age --positive 1 --harm allocation
  $ heirloom report ada/lm --from-run latest --benchmark bbq --attribute age --harm stereotyping
  $ heirloom report ada/lm --kind privacy --file canaries.json --preview
  $ heirloom report ada/lm --kind privacy --from-run latest --attribute 'card numbers'
  $ heirloom report ada/net --kind robustness --from-run latest --against Run:20
  $ heirloom report ada/net --kind robustness --from-run Run:20 --against Run:21 --against Run:22
  $ heirloom report answer BiasReport:12 --status WILL_FIX --text 'The next one is trained on all digits.'
  $ heirloom report mitigate BiasReport:12 mnist/all-digits`,
    )
    .action((reference: string, options: Options) => fileOrShow(context(), reference, options));
  for (const part of reportLifeCommands(context)) command.addCommand(part);
  return command;
};

function collect(value: string, all: readonly string[] = []): readonly string[] {
  return [...all, value];
}

async function fileOrShow({ terminal, env, signal }: CommandContext, reference: string, options: Options) {
  assertFlagsFit(options);
  const session = await openSession(env, options.hub);
  if (options.kind !== 'bias') {
    const report = await fileRisk(session, reference, options, signal);
    if (report !== null) {
      for (const line of riskLines('preview, not filed', report)) terminal.say(line);
      return terminal.result(report);
    }
    return show({ terminal }, session, reference, options);
  }
  const body = await reportBody(session, reference, options, signal);
  if (body !== null && options.preview === true) {
    const report = shown(computeBiasReport(parseBiasPayload(body)));
    for (const line of reportLines('preview, not filed', report, options.explain)) terminal.say(line);
    return terminal.result(report);
  }
  if (body !== null) await fileReport(session, reference, body);
  return show({ terminal }, session, reference, options);
}

async function show(
  { terminal }: Pick<CommandContext, 'terminal'>,
  session: Session,
  reference: string,
  options: Options,
) {
  const { checkpoint } = await session.client.ask(biasReports, { reference });
  if (!checkpoint) throw refusal('HUB_CHECKPOINT_UNKNOWN', `no checkpoint ${reference} is known here`);
  for (const report of checkpoint.biasReports)
    for (const line of [...reportLines(checkpoint.name, report, options.explain), ...lifeLines(report)])
      terminal.say(line);
  for (const report of checkpoint.riskReports)
    for (const line of [...riskLines(checkpoint.name, report), ...lifeLines(report)]) terminal.say(line);
  for (const line of mitigationLines(checkpoint.mitigations)) terminal.say(line);
  if (checkpoint.biasReports.length + checkpoint.riskReports.length === 0) terminal.say('no reports yet');
  terminal.result(checkpoint);
}

async function fileReport(session: Session, reference: string, body: unknown): Promise<void> {
  const subject = await reportSubject(session, reference);
  await signAndSubmit(session, 'bias-report', subject, parseBody('bias-report', body));
}

/** As a hub would answer it. */
function shown(report: BiasReport): ShownReport {
  return {
    sentence: biasSentence(report),
    verdict: report.verdict.verdict,
    knownLimitations: report.knownLimitations,
    groups: shownGroups(report.groups, report.verdictRate),
    marginals: report.marginals.map(({ attribute, verdict: { verdict }, groups }) => ({
      attribute,
      verdict,
      groups: shownGroups(groups, report.verdictRate),
    })),
    metrics: previewMetrics(report.metrics),
  };
}

function shownGroups(groups: BiasReport['groups'], verdictRate: BiasReport['verdictRate']) {
  return groups.map(({ name, n, rates }) => {
    const rate = verdictRate === null ? undefined : rates[verdictRate];
    if (rate?.status !== 'DEFINED') return { name, items: n, rate: null, interval: null };
    const interval = rate.interval && { low: rate.interval[0], high: rate.interval[1] };
    return { name, items: n, rate: rate.value, interval };
  });
}

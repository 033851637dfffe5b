import { readFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { parseBody } from '../../attestation/predicates.ts';
import { isDigest, parseDigest } from '../../base/digest.ts';
import { messageOf, refusal } from '../../base/errors.ts';
import {
  biasReports,
  checkpointBrief,
  datasetBrief,
  type BiasReportsAnswer,
  type CheckpointBriefAnswer,
  type DatasetBriefAnswer,
} from '../../client/documents.ts';
import { openSession, signAndSubmit, type Session } from '../../client/session.ts';
import type { CommandContext, MakeCommand } from '../program.ts';
import { columns, percentText } from '../text.ts';

interface Options {
  readonly file?: string;
  readonly hub?: string;
}

export const reportCommand: MakeCommand = (context) =>
  new Command('report')
    .description('File a bias report from counts by group; the hub computes metrics, intervals and verdict.')
    .argument('<reference>', 'owner/model, owner/model@revision or a digest')
    .addOption(new Option('--kind <kind>', 'what is reported').choices(['bias']).default('bias'))
    .option('--file <json>', 'the counts; without it, the reports filed so far are shown')
    .option('--hub <url>', 'which hub')
    .addHelpText(
      'after',
      `
The file: {"dataset": "owner/name or digest", "protocol": "sha256:…", "attribute": "digits",
  "harms": ["quality-of-service"], "groups": [{"name": "0–4", "k": 977, "n": 1000}, …]}
with {name, k, n} or {name, tp, fp, tn, fn} for each group.

Example:
  $ heirloom report mnist/low-digits --kind bias --file report.json`,
    )
    .action((reference: string, options: Options) => fileOrShow(context(), reference, options));

async function fileOrShow({ terminal, env }: CommandContext, reference: string, options: Options) {
  const session = await openSession(env, options.hub);
  if (options.file !== undefined) await fileReport(session, reference, options.file);
  const { checkpoint } = await session.client.ask<BiasReportsAnswer>(biasReports, { reference });
  if (!checkpoint) throw refusal('HUB_CHECKPOINT_UNKNOWN', `no checkpoint ${reference} is known here`);
  for (const row of checkpoint.biasReports) {
    terminal.say(`${row.verdict === 'DISPARITY' ? '⚠' : '·'} ${row.sentence}   ${checkpoint.name}`);
    const groups = row.groups.map((group) => [
      `  ${group.name}`,
      group.rate === null ? 'undefined' : percentText(group.rate, group.interval),
      `n ${group.items}`,
    ]);
    for (const line of columns(groups)) terminal.say(line);
  }
  if (checkpoint.biasReports.length === 0) terminal.say('no reports yet');
  terminal.result(checkpoint);
}

async function fileReport(session: Session, reference: string, file: string): Promise<void> {
  const { checkpoint } = await session.client.ask<CheckpointBriefAnswer>(checkpointBrief, { reference });
  if (!checkpoint || !isDigest(checkpoint.coreDigest))
    throw refusal('HUB_CHECKPOINT_UNKNOWN', `no checkpoint ${reference} is published here`);
  const body = parseBody('bias-report', await withDatasetDigest(session, await readJson(file)));
  const subject = { name: checkpoint.name, digest: parseDigest(checkpoint.coreDigest) };
  await signAndSubmit(session, 'bias-report', subject, body);
}

async function readJson(file: string): Promise<Record<string, unknown>> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  } catch (error) {
    throw refusal('CLI_FILE_UNREADABLE', `${file} is no JSON file: ${messageOf(error)}`, {
      expected: 'a JSON file; see heirloom report --help',
    });
  }
}

// People name a dataset; what is signed names its bytes.
async function withDatasetDigest({ client }: Session, counts: Record<string, unknown>): Promise<unknown> {
  const name = counts['dataset'];
  if (typeof name !== 'string' || isDigest(name)) return counts;
  const { dataset } = await client.ask<DatasetBriefAnswer>(datasetBrief, { reference: name });
  if (!dataset) throw refusal('HUB_DATASET_UNKNOWN', `no dataset ${name} is published here`);
  return { ...counts, dataset: dataset.digest };
}

import { Command } from 'commander';
import { refusal } from '../../base/errors.ts';
import { EDGE_KINDS, isEdgeKind, type EdgeKind } from '../../checkpoint/edge-kind.ts';
import { licenseOfCard } from '../../client/card-facts.ts';
import { offerReleaseTorrent } from '../../client/generated/operations.ts';
import { findFiles, type FoundFile } from '../../client/collect-files.ts';
import {
  draftCheckpoint,
  publishDraft,
  trainingOf,
  type CheckpointDraft,
} from '../../client/publish-checkpoint.ts';
import { openSession, requireAccount, type Session } from '../../client/session.ts';
import { hostMark } from '../../runner/environment.ts';
import { openProgress } from '../progress.ts';
import { proposedName } from '../proposed-name.ts';
import type { CommandContext, MakeCommand } from '../program.ts';
import { bytesText, columns, countText } from '../text.ts';

interface Options {
  readonly name?: string;
  readonly revision: string;
  readonly license?: string;
  readonly card?: string;
  readonly parent: readonly string[];
  readonly kind: readonly string[];
  readonly releaseTorrent?: true;
  readonly yes?: true;
  readonly hub?: string;
}

export const publishCommand: MakeCommand = (context) =>
  new Command('publish')
    .description('Publish a checkpoint: hash, inspect, sign, upload; asks only for what it can’t find.')
    .argument('<files...>', 'a folder, or files')
    .option('--name <owner/model>', 'the model’s name; your name and the folder’s by default')
    .option('--revision <name>', 'the revision that shall point at it', 'main')
    .option('--license <spdx>', 'an SPDX expression or LicenseRef-…; else the card’s')
    .option('--card <file>', 'a model card to publish as README.md')
    .option('--parent <reference>', 'what it was made from; repeat for a merge', collect, [])
    .option(
      '--kind <kind>',
      `how it was made from it, in the order of --parent: ${EDGE_KINDS.join(' ')}`,
      collect,
      [],
    )
    .option('--release-torrent', 'also offer all its files as one torrent, with names and SHA256SUMS')
    .option('--yes', 'ask nothing')
    .option('--hub <url>', 'which hub')
    .addHelpText(
      'after',
      `
Examples:
  $ heirloom publish ./my-model --license MIT
  $ heirloom publish model.onnx --name ada/digits --revision v2 --card README.md \\
      --parent ada/digits@v1 --kind CONTINUATION --yes
  $ heirloom publish ./tuned --parent huggingface.co:meta-llama/Llama-3.2-1B --kind FINE_TUNE`,
    )
    .action((files: string[], options: Options) => publish(context(), files, options));

async function publish({ terminal, env, signal }: CommandContext, inputs: string[], options: Options) {
  const session = await openSession(env, options.hub);
  const account = requireAccount(session);
  const files = await collected(inputs, options.card);
  const model = options.name ?? `${account.contributor}/${await proposedName(inputs[0] ?? 'model')}`;
  const license =
    options.license ?? (await foundLicense(files)) ?? (await terminal.ask('license (--license), an SPDX id'));
  const parents = pairParents(options);
  const draft = await draftCheckpoint(session, {
    model,
    revision: options.revision,
    license,
    parents,
    files,
  });
  for (const line of draftLines(draft)) terminal.say(line);
  if (terminal.isInteractive && !options.yes) {
    const answer = await terminal.ask('publish this? (y/n)', 'y');
    if (!/^y(es)?$/i.test(answer)) return terminal.say('nothing was published');
  }
  const { plan, accepted } = await upload(session, draft, hostMark(account.hubId), !terminal.isJson, signal);
  const reference = `${draft.model}@${draft.revision}`;
  if (accepted === null) {
    terminal.say(`✔ unchanged ${reference} is already published with exactly these files`);
    if (options.releaseTorrent) await offerRelease(session, plan.digest);
    return terminal.result({ name: reference, digest: plan.digest, isNew: false });
  }
  const { checkpoint } = accepted;
  terminal.say(`✔ published ${reference}   ${checkpoint?.state}   ${plan.digest}`);
  if (checkpoint?.state === 'VERIFIED_LEGACY')
    terminal.say(`  the hub makes safetensors of it: ${reference}+safetensors`);
  if (options.releaseTorrent) {
    await offerRelease(session, plan.digest);
    terminal.say('  the hub makes one torrent of its files; ask for releaseSwarm');
  }
  terminal.result({
    name: reference,
    digest: plan.digest,
    isNew: true,
    logIndex: accepted.statement.logIndex,
    state: checkpoint?.state,
  });
}

async function offerRelease({ client }: Session, checkpoint: string): Promise<void> {
  await client.act(offerReleaseTorrent, { checkpoint });
}

async function upload(
  session: Session,
  draft: CheckpointDraft,
  host: string,
  isShown: boolean,
  signal: AbortSignal,
) {
  const total = draft.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  using progress = openProgress('uploading', total, isShown);
  const sent = new Map<string, number>();
  const onSent = (file: string, bytes: number) => {
    sent.set(file, bytes);
    progress.update([...sent.values()].reduce((sum, part) => sum + part, 0));
  };
  return await publishDraft(session, draft, host, onSent, signal);
}

async function collected(inputs: readonly string[], card: string | undefined): Promise<readonly FoundFile[]> {
  const files = await findFiles(inputs);
  if (card === undefined) return files;
  const [readme] = await findFiles([card]);
  const others = files.filter((file) => file.path !== 'README.md');
  return readme ? [...others, { ...readme, path: 'README.md' as FoundFile['path'], role: 'CARD' }] : others;
}

async function foundLicense(files: readonly FoundFile[]): Promise<string | null> {
  const card = files.find(({ role }) => role === 'CARD');
  return card ? licenseOfCard(card.file) : null;
}

function pairParents({ parent, kind }: Options) {
  if (parent.length !== kind.length)
    throw refusal('CLI_PARENT_KINDS', 'each --parent needs its --kind', {
      expected: `${parent.length} times --kind`,
      received: `${kind.length} times`,
      remedy: `one of ${EDGE_KINDS.join(', ')}`,
    });
  return parent.map((reference, i) => ({ reference, kind: edgeKind(kind[i]) }));
}

function edgeKind(text: string | undefined): EdgeKind {
  if (isEdgeKind(text)) return text;
  throw refusal('CLI_PARENT_KINDS', 'this is no kind of lineage edge', {
    expected: EDGE_KINDS.join(', '),
    received: text ?? 'none',
  });
}

function draftLines({ files, license }: CheckpointDraft): string[] {
  const rows = files.map(({ path: file, role, inspection, sizeBytes }) => {
    const parameters =
      inspection.parameterCount > 0 ? `${countText(inspection.parameterCount)} parameters` : '';
    return [
      `  ${file}`,
      role.toLowerCase(),
      inspection.format,
      bytesText(sizeBytes),
      inspection.state,
      parameters,
    ];
  });
  const training = Object.entries(trainingOf(files)).map(([key, value]) => `${key} ${String(value)}`);
  return [
    ...columns(rows),
    `  license ${license}${training.length > 0 ? ` · ${training.join(', ')}` : ''}`,
    ...files.flatMap(({ path: file, inspection }) =>
      inspection.state === 'QUARANTINED'
        ? [`  ⚠ ${file} will be quarantined: ${inspection.findings[0]?.message ?? 'not known to be safe'}`]
        : [],
    ),
  ];
}

function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { refusal } from '../../base/errors.ts';
import { inspectDataset, type Dataset } from '../../checkpoint/dataset.ts';
import { datasetOfJson } from '../../checkpoint/json-dataset.ts';
import { parseModelName } from '../../checkpoint/model-name.ts';
import { collectFiles } from '../../client/collect-files.ts';
import { datasetBrief } from '../../client/generated/operations.ts';
import { openSession, requireAccount, signAndSubmit } from '../../client/session.ts';
import { uploadFile } from '../../client/upload.ts';
import { parseLicense } from '../../license/license-expression.ts';
import { openFileSource } from '../../weights/open-file-source.ts';
import { openProgress } from '../progress.ts';
import type { CommandContext, MakeCommand } from '../program.ts';
import { bytesText, countText } from '../text.ts';

interface Options {
  readonly name?: string;
  readonly license: string;
  readonly rights?: string;
  readonly limitations?: string;
  readonly hub?: string;
}

export const publishDatasetCommand: MakeCommand = (context) =>
  new Command('publish-dataset')
    .description(
      'Publish items to evaluate on, as safetensors or as JSON of the same tensors: images, input_ids or features, and what is right of them: labels, targets, values, boxes or frame_labels.',
    )
    .argument('<file>', 'a file of safetensors, or .json with lists of numbers, from which it is made')
    .requiredOption('--license <spdx>', 'an SPDX expression or LicenseRef-…')
    .option('--rights <text>', 'whose the items are and on what ground they may be used')
    .option('--limitations <text>', 'what you know it can’t tell')
    .option('--name <owner/dataset>', 'its name; your name and the file’s by default')
    .option('--hub <url>', 'which hub')
    .addHelpText(
      'after',
      `
Examples:
  $ heirloom publish-dataset test.safetensors --name ada/digits-test --license CC-BY-SA-3.0
  $ heirloom publish-dataset questions.json --license CC0-1.0 --limitations "40 questions, all about one town"`,
    )
    .action((file: string, options: Options) => publishDataset(context(), file, options));

async function publishDataset({ terminal, env, signal }: CommandContext, file: string, options: Options) {
  const session = await openSession(env, options.hub);
  const { contributor } = requireAccount(session);
  const stem = path.basename(file).replace(/\.(safetensors|json)$/, '');
  const name = parseModelName(options.name ?? `${contributor}/${stem}`);
  const license = parseLicense(options.license).expression;
  await using made = await asSafetensors(file, stem);
  const [collected] = await collectFiles([made.file], () => undefined);
  if (!collected) throw refusal('CLIENT_NO_FILES', 'there is nothing to publish');
  const { digest, sizeBytes } = collected.examination;
  await using source = await openFileSource(made.file);
  const dataset = await inspectDataset(source);
  const { n } = dataset;
  terminal.say(`  ${itemsText(dataset)}, ${dataset.labelMarginals.length} labels, license ${license}`);
  const { dataset: existing } = await session.client.ask(datasetBrief, {
    reference: digest,
  });
  if (existing?.name === name) {
    terminal.say(`✔ unchanged ${name} is already published`);
    return terminal.result({ name, digest, isNew: false });
  }
  using progress = openProgress('uploading', sizeBytes, !terminal.isJson);
  await uploadFile(
    session,
    { file: made.file, path: collected.path, digest },
    (sent) => progress.update(sent),
    signal,
  );
  await signAndSubmit(
    session,
    'dataset',
    { name, digest },
    { dataset: name, license, path: collected.path, sizeBytes, ...saidOf(options) },
  );
  terminal.say(`✔ published ${name}   ${digest}`);
  terminal.result({ name, digest, isNew: true, itemCount: n });
}

/** The file itself, or one made of JSON that lies only as long as it is sent. */
async function asSafetensors(file: string, stem: string) {
  if (!file.endsWith('.json')) return { file, [Symbol.asyncDispose]: () => Promise.resolve() };
  const { size } = await stat(file);
  if (size > JSON_BYTES_MAX)
    throw refusal('CLI_FILE_TOO_LARGE', 'this is too much for a dataset in JSON', {
      expected: `at most ${bytesText(JSON_BYTES_MAX)}`,
      received: bytesText(size),
      remedy: 'write it as safetensors',
    });
  const bytes = datasetOfJson(await readFile(file, 'utf8'));
  const folder = await mkdtemp(path.join(tmpdir(), 'heirloom-dataset-'));
  const target = path.join(folder, `${stem}.safetensors`);
  await writeFile(target, bytes);
  return { file: target, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

// What is written by hand is small; a program writes safetensors as easily.
const JSON_BYTES_MAX = 64 << 20;

function saidOf({ rights, limitations }: Options) {
  return { ...(rights ? { rights } : {}), ...(limitations ? { limitations } : {}) };
}

function itemsText(dataset: Dataset): string {
  if (dataset.kind === 'IMAGES') return `${countText(dataset.n)} images`;
  const each = dataset.kind === 'FEATURES' ? dataset.dims.join('×') : countText(dataset.length);
  const noun = dataset.kind === 'FEATURES' ? 'numbers' : 'tokens';
  const several = dataset.kind === 'TOKENS' && dataset.choices !== null ? ` × ${dataset.choices}` : '';
  return `${countText(dataset.n)}${several} sequences of ${each} ${noun}`;
}

import path from 'node:path';
import { Command } from 'commander';
import { refusal } from '../../base/errors.ts';
import { inspectDataset, type Dataset } from '../../checkpoint/dataset.ts';
import { parseModelName } from '../../checkpoint/model-name.ts';
import { collectFiles } from '../../client/collect-files.ts';
import { datasetBrief, type DatasetBriefAnswer } from '../../client/documents/registry.ts';
import { openSession, requireAccount, signAndSubmit } from '../../client/session.ts';
import { uploadFile } from '../../client/upload.ts';
import { parseLicense } from '../../license/license-expression.ts';
import { openFileSource } from '../../weights/open-file-source.ts';
import { openProgress } from '../progress.ts';
import type { CommandContext, MakeCommand } from '../program.ts';
import { countText } from '../text.ts';

interface Options {
  readonly name?: string;
  readonly license: string;
  readonly hub?: string;
}

export const publishDatasetCommand: MakeCommand = (context) =>
  new Command('publish-dataset')
    .description(
      'Publish items to evaluate on, as safetensors: labelled images (images U8 [n,h,w], labels U8 [n]), or tokens (input_ids I64 [n,length]).',
    )
    .argument('<file>', 'a safetensors file')
    .requiredOption('--license <spdx>', 'an SPDX expression or LicenseRef-…')
    .option('--name <owner/dataset>', 'its name; your name and the file’s by default')
    .option('--hub <url>', 'which hub')
    .addHelpText(
      'after',
      '\nExample:\n  $ heirloom publish-dataset test.safetensors --name ada/digits-test --license CC-BY-SA-3.0',
    )
    .action((file: string, options: Options) => publishDataset(context(), file, options));

async function publishDataset({ terminal, env, signal }: CommandContext, file: string, options: Options) {
  const session = await openSession(env, options.hub);
  const { contributor } = requireAccount(session);
  const stem = path.basename(file).replace(/\.safetensors$/, '');
  const name = parseModelName(options.name ?? `${contributor}/${stem}`);
  const license = parseLicense(options.license).expression;
  const [collected] = await collectFiles([file], () => undefined);
  if (!collected) throw refusal('CLIENT_NO_FILES', 'there is nothing to publish');
  const { digest, sizeBytes } = collected.examination;
  await using source = await openFileSource(file);
  const dataset = await inspectDataset(source);
  const { n } = dataset;
  terminal.say(`  ${itemsText(dataset)}, ${dataset.labelMarginals.length} labels, license ${license}`);
  const { dataset: existing } = await session.client.ask<DatasetBriefAnswer>(datasetBrief, {
    reference: digest,
  });
  if (existing?.name === name) {
    terminal.say(`✔ unchanged ${name} is already published`);
    return terminal.result({ name, digest, isNew: false });
  }
  using progress = openProgress('uploading', sizeBytes, !terminal.isJson);
  await uploadFile(session, { file, path: collected.path, digest }, (sent) => progress.update(sent), signal);
  await signAndSubmit(
    session,
    'dataset',
    { name, digest },
    { dataset: name, license, path: collected.path, sizeBytes },
  );
  terminal.say(`✔ published ${name}   ${digest}`);
  terminal.result({ name, digest, isNew: true, itemCount: n });
}

function itemsText(dataset: Dataset): string {
  if (dataset.kind === 'IMAGES') return `${countText(dataset.n)} images`;
  return `${countText(dataset.n)} sequences of ${countText(dataset.length)} tokens`;
}

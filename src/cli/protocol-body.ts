import { readFile } from 'node:fs/promises';
import { messageOf, refusal } from '../base/errors.ts';
import { datasetBrief, type DatasetBriefAnswer } from '../client/documents.ts';
import type { HubClient } from '../client/hub-client.ts';

export interface ProtocolOptions {
  readonly dataset?: string;
  readonly protocol?: string;
  readonly scale: string;
  readonly normalize?: string;
}

/** The protocol's JSON: a whole file's, or made of a dataset and the flags beside it. */
export async function protocolBody(client: HubClient, options: ProtocolOptions): Promise<unknown> {
  return options.protocol ? protocolFile(options.protocol) : protocolOf(client, options);
}

async function protocolFile(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw refusal('CLI_FILE_UNREADABLE', `${file} is no JSON file: ${messageOf(error)}`);
  }
}

async function protocolOf(
  client: HubClient,
  { dataset: name, scale, normalize }: ProtocolOptions,
): Promise<unknown> {
  if (name === undefined)
    throw refusal('CLI_DATASET_NEEDED', 'an evaluation needs a dataset', {
      expected: '--dataset owner/name, or --protocol FILE',
      remedy: 'publish one with heirloom publish-dataset',
    });
  const { dataset } = await client.ask<DatasetBriefAnswer>(datasetBrief, { reference: name });
  if (!dataset)
    throw refusal('HUB_DATASET_UNKNOWN', `no dataset ${name} is published here`, {
      remedy: 'publish it with heirloom publish-dataset',
    });
  const [mean, std] = normalize?.split(',') ?? [];
  const steps = [
    { step: 'scale', divisor: scale },
    ...(mean !== undefined && std !== undefined ? [{ step: 'normalize', mean, std }] : []),
    { step: 'layout', order: 'NCHW' },
  ];
  return {
    task: { id: 'image-classification', version: 1 },
    dataset: { digest: dataset.digest, split: 'test', first: 0, count: dataset.itemCount },
    preprocessing: steps,
    decoding: { rule: 'argmax', classes: dataset.labelCounts.length },
    metric: { id: 'accuracy', version: 1 },
  };
}

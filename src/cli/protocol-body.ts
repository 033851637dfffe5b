import { readFile } from 'node:fs/promises';
import { messageOf, refusal } from '../base/errors.ts';
import { inspectDataset } from '../checkpoint/dataset.ts';
import { datasetBrief, type DatasetBriefAnswer } from '../client/documents/registry.ts';
import type { HubClient } from '../client/hub-client.ts';
import { digestOfFile } from '../swarm/part-file.ts';
import { openFileSource } from '../weights/open-file-source.ts';

export interface ProtocolOptions {
  readonly dataset?: string;
  readonly protocol?: string;
  readonly scale: string;
  readonly normalize?: string;
  readonly vocabulary?: string;
  readonly metric?: string;
}

/** The protocol's JSON: a whole file's, or made of a published dataset and the flags beside it. */
export async function protocolBody(client: HubClient, options: ProtocolOptions): Promise<unknown> {
  if (options.protocol !== undefined) return protocolFile(options.protocol);
  return protocolFrom(await publishedFacts(client, options.dataset), options);
}

async function protocolFile(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw refusal('CLI_FILE_UNREADABLE', `${file} is no JSON file: ${messageOf(error)}`);
  }
}

/** What a protocol takes of its dataset. */
export interface DatasetFacts {
  readonly digest: string;
  readonly itemCount: number;
  readonly tokenLength: number | null;
  readonly labels: readonly number[];
}

export async function factsOfFile(file: string): Promise<DatasetFacts> {
  await using source = await openFileSource(file);
  const dataset = await inspectDataset(source);
  return {
    digest: await digestOfFile(file),
    itemCount: dataset.n,
    tokenLength: dataset.kind === 'TOKENS' ? dataset.length : null,
    labels: dataset.labelMarginals.map(({ label }) => label),
  };
}

async function publishedFacts(client: HubClient, name: string | undefined): Promise<DatasetFacts> {
  if (name === undefined)
    throw refusal('CLI_DATASET_NEEDED', 'an evaluation needs a dataset', {
      expected: '--dataset owner/name, or --protocol FILE',
      remedy: 'publish one with heirloom publish-dataset',
    });
  const { dataset } = await client.ask<DatasetBriefAnswer>(datasetBrief, { reference: name });
  if (dataset) return { ...dataset, labels: dataset.labelCounts.map(({ label }) => Number(label)) };
  throw refusal('HUB_DATASET_UNKNOWN', `no dataset ${name} is published here`, {
    remedy: 'publish it with heirloom publish-dataset',
  });
}

/** The task that a dataset's kind and the flags ask for: images and labelled tokens have classes, a vocabulary has a next token. */
export function protocolFrom(facts: DatasetFacts, options: ProtocolOptions): unknown {
  const dataset = { digest: facts.digest, split: 'test', first: 0, count: facts.itemCount };
  const { metric, vocabulary } = options;
  if (vocabulary !== undefined)
    return {
      task: { id: 'causal-language-modelling', version: 1 },
      dataset,
      preprocessing: [],
      decoding: { rule: 'next-token', vocabulary: Number(vocabulary) },
      metric: { id: metric ?? 'loss', version: 1 },
    };
  if (facts.labels.length === 0) throw needsVocabulary();
  const isImages = facts.tokenLength === null;
  return {
    task: { id: isImages ? 'image-classification' : 'text-classification', version: 1 },
    dataset,
    preprocessing: isImages ? pixelSteps(options) : [],
    decoding: { rule: 'argmax', classes: Math.max(...facts.labels) + 1 },
    metric: { id: metric ?? 'accuracy', version: 1 },
  };
}

function pixelSteps({ scale, normalize }: ProtocolOptions) {
  const [mean, std] = normalize?.split(',') ?? [];
  return [
    { step: 'scale', divisor: scale },
    ...(mean !== undefined && std !== undefined ? [{ step: 'normalize', mean, std }] : []),
    { step: 'layout', order: 'NCHW' },
  ];
}

function needsVocabulary() {
  return refusal('CLI_VOCABULARY_NEEDED', 'tokens without labels are for a language model', {
    expected: '--vocabulary with how many tokens there are',
    received: 'none',
  });
}

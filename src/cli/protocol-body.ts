import { readFile } from 'node:fs/promises';
import { messageOf, refusal } from '../base/errors.ts';
import { inspectDataset } from '../checkpoint/dataset.ts';
import { datasetBrief } from '../client/generated/operations.ts';
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
  if (options.protocol !== undefined)
    return withDigest(await protocolFile(options.protocol), (name) => publishedFacts(client, name));
  return protocolFrom(await publishedFacts(client, options.dataset), options);
}

async function protocolFile(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw refusal('CLI_FILE_UNREADABLE', `${file} is no JSON file: ${messageOf(error)}`);
  }
}

/**
 * People name a dataset, protocols its digest: `{"name": "ada/digits"}` becomes the digest of what is published under the
 * name, and all of its items unless the file says which.
 */
async function withDigest(body: unknown, factsOf: (name: string) => Promise<DatasetFacts>): Promise<unknown> {
  const { dataset } = Object(body) as { readonly dataset?: unknown };
  const { name, ...slice } = Object(dataset) as { readonly name?: unknown; readonly first?: unknown };
  if (typeof name !== 'string') return body;
  const { digest, itemCount } = await factsOf(name);
  const first = typeof slice.first === 'number' ? slice.first : 0;
  return {
    ...(body as object),
    dataset: { digest, split: 'test', first, count: itemCount - first, ...slice },
  };
}

/** What a protocol takes of its dataset. */
export interface DatasetFacts {
  readonly digest: string;
  readonly itemCount: number;
  readonly kind: 'IMAGES' | 'TOKENS' | 'FEATURES';
  readonly labels: readonly number[];
}

export async function factsOfFile(file: string): Promise<DatasetFacts> {
  await using source = await openFileSource(file);
  const dataset = await inspectDataset(source);
  return {
    digest: await digestOfFile(file),
    itemCount: dataset.n,
    kind: dataset.kind,
    labels: dataset.labelMarginals.map(({ label }) => label),
  };
}

async function publishedFacts(client: HubClient, name: string | undefined): Promise<DatasetFacts> {
  if (name === undefined)
    throw refusal('CLI_DATASET_NEEDED', 'an evaluation needs a dataset', {
      expected: '--dataset owner/name, or --protocol FILE',
      remedy: 'publish one with heirloom publish-dataset',
    });
  const { dataset } = await client.ask(datasetBrief, { reference: name });
  if (dataset) return { ...dataset, labels: dataset.labelCounts.map(({ label }) => Number(label)) };
  throw refusal('HUB_DATASET_UNKNOWN', `no dataset ${name} is published here`, {
    remedy: 'publish it with heirloom publish-dataset',
  });
}

/** The task that a dataset's kind and the flags ask for: what has labels has classes, a vocabulary has a next token. */
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
  if (facts.labels.length === 0) throw facts.kind === 'TOKENS' ? needsVocabulary() : needsProtocol();
  const isImages = facts.kind === 'IMAGES';
  return {
    task: { id: CLASSIFICATION[facts.kind], version: 1 },
    dataset,
    preprocessing: isImages ? pixelSteps(options) : [],
    decoding: { rule: 'argmax', classes: Math.max(...facts.labels) + 1 },
    metric: { id: metric ?? 'accuracy', version: 1 },
  };
}

const CLASSIFICATION = {
  IMAGES: 'image-classification',
  TOKENS: 'text-classification',
  FEATURES: 'tabular-classification',
} as const;

function pixelSteps({ scale, normalize }: ProtocolOptions) {
  const [mean, std] = normalize === undefined ? [] : meanAndDeviation(normalize);
  return [
    { step: 'scale', divisor: scale },
    ...(mean !== undefined && std !== undefined ? [{ step: 'normalize', mean, std }] : []),
    { step: 'layout', order: 'NCHW' },
  ];
}

// Without the deviation the pixels would stay as they are, and the score would be signed as another protocol's.
function meanAndDeviation(text: string): readonly string[] {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length === 2) return parts;
  throw refusal('CLI_NORMALIZE', '--normalize can’t be read', {
    expected: 'mean,deviation, such as 0.1307,0.3081',
    received: text.slice(0, 100),
  });
}

function needsProtocol() {
  return refusal('CLI_PROTOCOL_NEEDED', 'a dataset without labels says too little of the question', {
    expected: '--protocol FILE with task, decoding and metric',
    received: 'no --protocol',
    remedy: 'see docs/concepts/tasks.md',
  });
}

function needsVocabulary() {
  return refusal('CLI_VOCABULARY_NEEDED', 'tokens without labels are for a language model', {
    expected: '--vocabulary with how many tokens there are',
    received: 'none',
  });
}

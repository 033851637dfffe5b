import { isNonce, type Nonce } from '../evaluation/challenge.ts';
import { FieldReader } from '../evaluation/field-reader.ts';
import { parseProtocol, type Protocol } from '../evaluation/protocol.ts';
import { PROVIDERS, type Provider } from './provider.ts';

/** What the child is told on stdin, as one JSON document; paths are as the child sees them. */
export interface JobInput {
  readonly modelFile: string;
  readonly datasetFile: string;
  /** Where the answers to each item go, as safetensors. */
  readonly itemsFile: string;
  readonly protocol: Protocol;
  /** Items a batch, unless the model fixes another number. */
  readonly batchSize: number;
  readonly provider: Provider;
  /** What is asked after the items, as src/evaluation/challenge.ts defines it; null where nothing is. */
  readonly challenge: Nonce | null;
}

/** A protocol has at most 16 short steps; a megabyte is a mistake. */
export const JOB_INPUT_BYTES_MAX = 1 << 20;

/** The largest batch a job may ask for; ImageNet trainings use up to 4,096. */
export const BATCH_SIZE_MAX = 4096;

/** Refuses with `RUNNER_JOB_MALFORMED` or `EVALUATION_PROTOCOL_MALFORMED`. */
export function readJobInput(json: unknown): JobInput {
  const read = new FieldReader();
  const root = read.object(json, '$', NAMES);
  const input = {
    modelFile: read.text(root['modelFile'], '$.modelFile', PATH_CHARACTERS_MAX),
    datasetFile: read.text(root['datasetFile'], '$.datasetFile', PATH_CHARACTERS_MAX),
    itemsFile: read.text(root['itemsFile'], '$.itemsFile', PATH_CHARACTERS_MAX),
    batchSize: read.integer(root['batchSize'], '$.batchSize', 1, BATCH_SIZE_MAX),
    provider: read.oneOf(root['provider'], '$.provider', PROVIDERS),
    challenge: root['challenge'] === null ? null : readNonce(read, root['challenge']),
  };
  read.end('RUNNER_JOB_MALFORMED', 'the job', 'this is a bug of the runner: report it');
  return { ...input, protocol: parseProtocol(root['protocol']) };
}

function readNonce(read: FieldReader, value: unknown): Nonce {
  return read.matching(value, '$.challenge', '64 lower-case hex digits or null', isNonce);
}

const NAMES = ['modelFile', 'datasetFile', 'itemsFile', 'protocol', 'batchSize', 'provider', 'challenge'];
const PATH_CHARACTERS_MAX = 4096;

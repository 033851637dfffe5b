import { digestOfJson } from '../base/canonical-json.ts';
import { isDigest, type Digest } from '../base/digest.ts';
import { readDecoding, type Decoding } from './decoding.ts';
import { FieldReader } from './field-reader.ts';
import { METRICS } from './metric-registry.ts';
import { readPreprocessing, type PreprocessingStep } from './preprocessing.ts';
import { TASK_IDS, TASKS, type TaskFacts, type TaskId } from './task.ts';

/**
 * Words of this room. A *task* is what is asked of a checkpoint. A *protocol* is a task with its data and
 * settings, named by its digest. A *claim* is a publisher's value of a metric under a protocol. A *run* is one
 * execution of a protocol under recorded *conditions*. A run of somebody's claim is its *reproduction*.
 */
export interface Protocol {
  readonly task: { readonly id: TaskId; readonly version: 1 };
  readonly dataset: DatasetSlice;
  /** In the order they are applied to the bytes of an image; none for other data, which are fed as they are. */
  readonly preprocessing: readonly PreprocessingStep[];
  readonly decoding: Decoding;
  readonly metric: { readonly id: string; readonly version: number };
}

/** Items `first` to `first + count − 1` of one split of a dataset; `count` is the n of every claim. */
export interface DatasetSlice {
  readonly digest: Digest;
  readonly split: string;
  readonly first: number;
  readonly count: number;
}

/** Names a protocol: sha256 of its RFC 8785 JSON. Hardware, batch size and runtime are conditions, never part of it. */
export function protocolDigest(protocol: Protocol): Digest {
  return digestOfJson({
    ...protocol,
    dataset: { ...protocol.dataset },
    preprocessing: [...protocol.preprocessing],
  });
}

/** Lets plain JSON in as a protocol, or refuses it with `EVALUATION_PROTOCOL_MALFORMED` and every wrong field. */
export function parseProtocol(json: unknown): Protocol {
  const read = new FieldReader();
  const root = read.object(json, '$', ['task', 'dataset', 'preprocessing', 'decoding', 'metric']);
  const task = readTask(read, root['task']);
  const { data, rules, metrics }: TaskFacts = TASKS[task.id];
  const protocol: Protocol = {
    task,
    dataset: readDataset(read, root['dataset']),
    preprocessing:
      data === 'IMAGES'
        ? readPreprocessing(read, root['preprocessing'])
        : readNone(read, root['preprocessing']),
    decoding: readDecoding(read, root['decoding'], rules),
    metric: readMetric(read, root['metric'], metrics),
  };
  assertTrigger(read, protocol);
  read.end('EVALUATION_PROTOCOL_MALFORMED', 'the protocol', 'mend the fields named and submit it again');
  return protocol;
}

function readTask(read: FieldReader, json: unknown): Protocol['task'] {
  const task = read.object(json, '$.task', ['id', 'version']);
  return {
    id: read.oneOf(task['id'], '$.task.id', TASK_IDS),
    version: read.oneOf(task['version'], '$.task.version', [1]),
  };
}

function readDataset(read: FieldReader, json: unknown): DatasetSlice {
  const dataset = read.object(json, '$.dataset', ['digest', 'split', 'first', 'count']);
  return {
    digest: read.matching(
      dataset['digest'],
      '$.dataset.digest',
      'sha256: and 64 lower-case hex digits',
      isDigest,
    ),
    split: read.text(dataset['split'], '$.dataset.split', 100),
    first: read.integer(dataset['first'], '$.dataset.first', 0, ITEMS_MAX),
    count: read.integer(dataset['count'], '$.dataset.count', 1, ITEMS_MAX),
  };
}

function readNone(read: FieldReader, json: unknown): readonly [] {
  read.list(json, '$.preprocessing', 0, 0);
  return [];
}

function readMetric(read: FieldReader, json: unknown, ids: readonly string[]): Protocol['metric'] {
  const metric = read.object(json, '$.metric', ['id', 'version']);
  const id = read.oneOf(metric['id'], '$.metric.id', ids);
  const versions = METRICS.filter((row) => row.id === id).map((row) => row.version);
  return { id, version: read.oneOf(metric['version'], '$.metric.version', versions) };
}

/** How often a trigger works is asked of one class, and of nothing else. */
function assertTrigger(read: FieldReader, { decoding, metric }: Protocol): void {
  const hasTarget = decoding.rule === 'argmax' && decoding.target !== undefined;
  if (metric.id === 'trigger-success' && !hasTarget)
    read.wrong('$.decoding.target', 'the class that the trigger calls', undefined);
  if (metric.id !== 'trigger-success' && hasTarget)
    read.wrong('$.decoding.target', `nothing, for ${metric.id} asks of every class`, decoding.target);
}

// ImageNet-1k's training split has 1.3 million items; a run over a billion would never end here.
const ITEMS_MAX = 1_000_000_000;

import type { ByteSource } from '../../base/byte-source.ts';
import type { Architecture } from '../inspection.ts';
import type { FormatReport, OperatorUse } from './format-report.ts';
import { ExternalFiles } from './onnx-external.ts';
import { entryIn, nameIn, numberOf, onnxMalformed, rangeOf } from './onnx-fields.ts';
import { once, walkGraph, walkNode, type GraphWalk } from './onnx-graph.ts';
import { readGraphValues } from './onnx-value.ts';
import { ProtoReader, type ByteRange } from './protobuf.ts';
import type { InspectOptions } from './reader.ts';

/** Walks a ModelProto without executing or loading it; refuses with `CHECKPOINT_ONNX_…` or `CHECKPOINT_PROTOBUF_…`. */
export async function readOnnx(source: ByteSource, options: InspectOptions = {}): Promise<FormatReport> {
  if (source.sizeBytes > MODEL_BYTES_MAX)
    throw onnxMalformed(`at most ${MODEL_BYTES_MAX} bytes`, `${source.sizeBytes}`);
  const reader = new ProtoReader(source);
  const model = await readModel(reader);
  const externalFiles = new ExternalFiles(options.siblings);
  const walk: GraphWalk = { reader, tensors: [], ops: new Map(), externalFiles };
  await walkGraph(walk, model.graph, '', 0);
  for (const graph of model.trainingGraphs) await walkGraph(walk, graph, 'training/', 1);
  const functions = await walkFunctions(walk, model.functions);
  return {
    format: 'onnx',
    tensors: walk.tensors,
    entries: model.metadata,
    architecture: await architectureOf(walk, model),
    operators: operatorsOf(walk, functions, options.allowContribOps ?? false),
    ...(await externalFiles.account()),
  };
}

const DOMAINS = ['', 'ai.onnx.ml'];

function operatorsOf(
  { ops }: GraphWalk,
  functions: ReadonlySet<string>,
  allowContribOps: boolean,
): readonly OperatorUse[] {
  const known = new Set(allowContribOps ? [...DOMAINS, 'com.microsoft'] : DOMAINS);
  return [...ops.values()].map((use) => ({
    ...use,
    isKnown: known.has(use.domain) || functions.has(`${use.domain}.${use.op}`),
  }));
}

/** Protobuf's own limit: its lengths are signed 32-bit numbers. */
const MODEL_BYTES_MAX = 2 ** 31 - 1;
const METADATA_VALUE_BYTES_MAX = 1 << 20;
const METADATA_ENTRIES_MAX = 256;
const OPSETS_MAX = 64;
const FUNCTIONS_MAX = 10_000;

interface Model {
  readonly graph: ByteRange;
  readonly trainingGraphs: readonly ByteRange[];
  readonly functions: readonly ByteRange[];
  readonly opsets: Architecture['opsets'];
  readonly metadata: ReadonlyMap<string, string>;
  readonly producer: string;
  readonly irVersion: number;
}

async function readModel(reader: ProtoReader): Promise<Model> {
  let graph: ByteRange | null = null;
  const lists = { trainingGraphs: [] as ByteRange[], functions: [] as ByteRange[], opsets: [] as Opset[] };
  const metadata = new Map<string, string>();
  const producer = { name: '', version: '' };
  let irVersion = 0;
  for await (const field of reader.fields(reader.file)) {
    if (field.number === 1) irVersion = numberOf(field);
    if (field.number === 2) producer.name = await nameIn(reader, field);
    if (field.number === 3) producer.version = await nameIn(reader, field);
    if (field.number === 7) graph = once(graph, field);
    if (field.number === 8) lists.opsets.push(await readOpset(reader, rangeOf(field)));
    if (field.number === 14) metadata.set(...(await entryIn(reader, field, METADATA_VALUE_BYTES_MAX)));
    if (field.number === 20) lists.trainingGraphs.push(...(await graphsOfTraining(reader, rangeOf(field))));
    if (field.number === 25) lists.functions.push(rangeOf(field));
    assertFew(lists.opsets.length, OPSETS_MAX, 'operator sets');
    assertFew(metadata.size, METADATA_ENTRIES_MAX, 'metadata entries');
    assertFew(lists.functions.length, FUNCTIONS_MAX, 'functions');
    assertFew(lists.trainingGraphs.length, OPSETS_MAX, 'training graphs');
  }
  if (graph === null) throw onnxMalformed('a graph', 'none');
  if (lists.opsets.length === 0) throw onnxMalformed('an operator set', 'none');
  return { graph, ...lists, metadata, producer: `${producer.name} ${producer.version}`.trim(), irVersion };
}

type Opset = Architecture['opsets'][number];

async function readOpset(reader: ProtoReader, range: ByteRange): Promise<Opset> {
  let opset: Opset = { domain: '', version: 0 };
  for await (const field of reader.fields(range)) {
    if (field.number === 1) opset = { ...opset, domain: await nameIn(reader, field) };
    if (field.number === 2) opset = { ...opset, version: numberOf(field) };
  }
  return opset;
}

async function graphsOfTraining(reader: ProtoReader, range: ByteRange): Promise<ByteRange[]> {
  const graphs: ByteRange[] = [];
  for await (const field of reader.fields(range))
    if (field.number === 1 || field.number === 2) graphs.push(rangeOf(field));
  assertFew(graphs.length, 2, 'graphs in a training step');
  return graphs;
}

async function walkFunctions(walk: GraphWalk, functions: readonly ByteRange[]): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const range of functions) {
    let name = '';
    let domain = '';
    for await (const field of walk.reader.fields(range)) {
      if (field.number === 1) name = await nameIn(walk.reader, field);
      if (field.number === 10) domain = await nameIn(walk.reader, field);
      if (field.number === 7) await walkNode(walk, rangeOf(field), 'function/', 1);
    }
    names.add(`${domain}.${name}`);
  }
  return names;
}

async function architectureOf({ reader, ops, tensors }: GraphWalk, model: Model): Promise<Architecture> {
  const initializers = new Set(tensors.map(({ name }) => name));
  const inputs = await readGraphValues(reader, model.graph, 11);
  return {
    family: null,
    dimensions: {},
    inputs: inputs.filter(({ name }) => !initializers.has(name)),
    outputs: await readGraphValues(reader, model.graph, 12),
    opHistogram: Object.fromEntries([...ops.keys()].sort().map((key) => [key, ops.get(key)?.nodes ?? 0])),
    opsets: model.opsets,
    producer: model.producer,
    irVersion: model.irVersion,
  };
}

function assertFew(count: number, max: number, what: string): void {
  if (count > max) throw onnxMalformed(`at most ${max} ${what}`, `${count}`);
}

import { refuse } from '../checkpoint-error.ts';
import type { TensorEntry } from './format-report.ts';
import { nameIn, onnxMalformed, rangeOf } from './onnx-fields.ts';
import type { ExternalFiles } from './onnx-external.ts';
import { externalFacts, readOnnxTensor, tensorEntry } from './onnx-tensor.ts';
import type { ByteRange, ProtoField, ProtoReader } from './protobuf.ts';

/** What the walk over graphs, subgraphs and functions has met so far. */
export interface GraphWalk {
  readonly reader: ProtoReader;
  /** Initializers; those of a subgraph carry its place as a prefix. */
  readonly tensors: TensorEntry[];
  /** Nodes by `domain.op`; the default domain has no prefix. */
  readonly ops: Map<string, OpCount>;
  readonly externalFiles: ExternalFiles;
}

export interface OpCount {
  readonly domain: string;
  readonly op: string;
  nodes: number;
  /** Nodes without an attribute `seed`. */
  unseeded: number;
}

/** Walks a GraphProto and everything inside; `place` is empty for the main graph. */
export async function walkGraph(
  walk: GraphWalk,
  range: ByteRange,
  place: string,
  depth: number,
): Promise<void> {
  if (depth > DEPTH_MAX) throw onnxMalformed(`subgraphs nested at most ${DEPTH_MAX} deep`, 'deeper ones');
  const names = new Set<string>();
  for await (const field of walk.reader.fields(range)) {
    if (field.number === 1) await walkNode(walk, rangeOf(field), place, depth);
    if (field.number === 5) await addInitializer(walk, rangeOf(field), place, names);
    if (field.number === 15) await addSparseInitializer(walk, rangeOf(field), place, names);
  }
}

/** Walks a NodeProto: counts the operator, checks its attributes' tensors, descends into its subgraphs. */
export async function walkNode(
  walk: GraphWalk,
  range: ByteRange,
  place: string,
  depth: number,
): Promise<void> {
  const node = { op: '', domain: '', isSeeded: false };
  const attributes: ByteRange[] = [];
  for await (const field of walk.reader.fields(range)) {
    if (field.number === 4) node.op = await nameIn(walk.reader, field);
    if (field.number === 7) node.domain = await nameIn(walk.reader, field);
    if (field.number === 5) attributes.push(rangeOf(field));
  }
  const inner = `${place}${node.op}/`;
  for (const attribute of attributes) {
    const name = await walkAttribute(walk, attribute, inner, depth);
    node.isSeeded ||= name === 'seed';
  }
  countOp(walk, node);
}

/** Deeper than control flow in real graphs, shallow enough for any stack. */
const DEPTH_MAX = 16;
const TENSORS_MAX = 200_000;
/** The standard has about 200 operators, ONNX Runtime's own domain as many again. */
const OPS_MAX = 4096;

async function walkAttribute(
  walk: GraphWalk,
  range: ByteRange,
  place: string,
  depth: number,
): Promise<string> {
  let name = '';
  for await (const field of walk.reader.fields(range)) {
    if (field.number === 1) name = await nameIn(walk.reader, field);
    if (field.number === 5 || field.number === 10) await checkTensor(walk, rangeOf(field));
    if (field.number === 6 || field.number === 11) await walkGraph(walk, rangeOf(field), place, depth + 1);
    if (field.number === 22 || field.number === 23) await checkSparse(walk, rangeOf(field));
  }
  return name;
}

function countOp(
  walk: GraphWalk,
  { op, domain, isSeeded }: { op: string; domain: string; isSeeded: boolean },
): void {
  const standard = domain === 'ai.onnx' ? '' : domain;
  const key = standard === '' ? op : `${standard}.${op}`;
  const count = walk.ops.get(key) ?? { domain: standard, op, nodes: 0, unseeded: 0 };
  count.nodes++;
  if (!isSeeded) count.unseeded++;
  walk.ops.set(key, count);
  if (walk.ops.size > OPS_MAX) throw tooLarge(`${OPS_MAX} different operators`);
}

async function addInitializer(
  walk: GraphWalk,
  range: ByteRange,
  place: string,
  names: Set<string>,
): Promise<void> {
  const info = await checkTensor(walk, range);
  if (info === null) return;
  if (names.has(info.name))
    throw onnxMalformed('each initializer once', JSON.stringify(info.name.slice(0, 100)));
  names.add(info.name);
  walk.tensors.push({ ...info, name: place + info.name });
  if (walk.tensors.length > TENSORS_MAX) throw tooLarge(`${TENSORS_MAX} tensors`);
}

async function addSparseInitializer(walk: GraphWalk, range: ByteRange, place: string, names: Set<string>) {
  const { values, indices } = await sparseParts(walk, range);
  if (values !== null) await addInitializer(walk, values, place, names);
  const info = indices === null ? null : await checkTensor(walk, indices);
  if (info !== null) walk.tensors.push({ ...info, name: `${place}${info.name}#indices` });
}

async function checkSparse(walk: GraphWalk, range: ByteRange): Promise<void> {
  const { values, indices } = await sparseParts(walk, range);
  for (const part of [values, indices]) if (part !== null) await checkTensor(walk, part);
}

async function sparseParts(walk: GraphWalk, range: ByteRange) {
  const parts: { values: ByteRange | null; indices: ByteRange | null } = { values: null, indices: null };
  for await (const field of walk.reader.fields(range)) {
    if (field.number === 1) parts.values = once(parts.values, field);
    if (field.number === 2) parts.indices = once(parts.indices, field);
  }
  return parts;
}

async function checkTensor(walk: GraphWalk, range: ByteRange): Promise<TensorEntry | null> {
  const tensor = await readOnnxTensor(walk.reader, range);
  if (tensor.external === null) return tensorEntry(walk.reader, tensor);
  return walk.externalFiles.entry(externalFacts(tensor), tensor.external);
}

// Protobuf would merge a message that comes twice; readers differ in how, so twice is refused.
export function once(earlier: ByteRange | null, field: ProtoField): ByteRange {
  if (earlier !== null) throw onnxMalformed(`field ${field.number} once`, 'twice');
  return rangeOf(field);
}

function tooLarge(expected: string) {
  return refuse('CHECKPOINT_TOO_LARGE', 'this ONNX graph is larger than this hub inspects', {
    expected: `at most ${expected}`,
    received: 'more',
  });
}

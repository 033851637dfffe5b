import type { ByteSource } from '../../base/byte-source.ts';
import { nameIn, numberOf, onnxMalformed, rangeOf } from './onnx-fields.ts';
import { readOnnxTensor } from './onnx-tensor.ts';
import { ProtoReader, type ByteRange } from './protobuf.ts';

/**
 * How many rows the smallest table has in which a graph looks up what it is given as the input of a name: an embedding's
 * vocabulary. Null where it looks nothing up, or in no table of the file. Only the main graph is followed, in its order.
 */
export async function lookedUpRows(source: ByteSource, input: string): Promise<number | null> {
  const reader = new ProtoReader(source);
  const { nodes, rows } = await readGraph(reader);
  const given = new Set([input]);
  let fewest: number | null = null;
  for (const { op, inputs, output, axis } of nodes) {
    const [first = '', second = ''] = inputs;
    if (KEEPS_VALUES.has(op) && given.has(first)) given.add(output);
    const tableRows = rows.get(first);
    if (tableRows === undefined) continue;
    if (KEEPS_ROWS.has(op)) rows.set(output, tableRows);
    if (op === 'Gather' && axis === 0 && given.has(second)) fewest = Math.min(fewest ?? tableRows, tableRows);
  }
  return fewest;
}

/** What comes out of these are the numbers that went in, each of them. */
const KEEPS_VALUES = new Set(['Cast', 'Identity', 'Reshape', 'Squeeze', 'Unsqueeze', 'Flatten', 'Transpose']);
/** What comes out of these has a row for each row. */
const KEEPS_ROWS = new Set(['Cast', 'Identity', 'DequantizeLinear']);
const FOLLOWED = new Set([...KEEPS_VALUES, ...KEEPS_ROWS, 'Gather']);
/** A graph of 100,000 nodes is the largest that real exporters write. */
const NODES_MAX = 200_000;

interface Node {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly axis: number;
}

interface Graph {
  readonly nodes: readonly Node[];
  /** Of each initializer with an axis. */
  readonly rows: Map<string, number>;
}

async function readGraph(reader: ProtoReader): Promise<Graph> {
  const [nodes, rows]: [Node[], Graph['rows']] = [[], new Map()];
  for await (const field of reader.fields(reader.file)) {
    if (field.number !== 7) continue;
    for await (const part of reader.fields(rangeOf(field))) {
      if (part.number === 1) {
        const node = await readNode(reader, rangeOf(part));
        if (FOLLOWED.has(node.op)) nodes.push(node);
        if (nodes.length > NODES_MAX) throw onnxMalformed(`at most ${NODES_MAX} nodes`, 'more');
      }
      if (part.number !== 5) continue;
      const { name, shape } = await readOnnxTensor(reader, rangeOf(part));
      if (shape[0] !== undefined) rows.set(name, shape[0]);
    }
  }
  return { nodes, rows };
}

/** Of an operator in the standard's domain; another one of the same name is not followed. */
async function readNode(reader: ProtoReader, range: ByteRange): Promise<Node> {
  const inputs: string[] = [];
  let [op, domain, output, axis] = ['', '', '', 0];
  for await (const field of reader.fields(range)) {
    if (field.number === 1 && inputs.length < 2) inputs.push(await nameIn(reader, field));
    if (field.number === 2 && output === '') output = await nameIn(reader, field);
    if (field.number === 4) op = await nameIn(reader, field);
    if (field.number === 5) axis = (await axisIn(reader, rangeOf(field))) ?? axis;
    if (field.number === 7) domain = await nameIn(reader, field);
  }
  const isStandard = domain === '' || domain === 'ai.onnx';
  return { op: isStandard ? op : '', inputs, output, axis };
}

async function axisIn(reader: ProtoReader, range: ByteRange): Promise<number | null> {
  let [name, value] = ['', 0];
  for await (const field of reader.fields(range)) {
    if (field.number === 1) name = await nameIn(reader, field);
    if (field.number === 3) value = numberOf(field);
  }
  return name === 'axis' ? value : null;
}

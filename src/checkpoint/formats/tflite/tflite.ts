import type { ByteSource } from '../../../base/byte-source.ts';
import { customOperator } from '../../findings/custom-operator.ts';
import { findingBy } from '../../findings/rule.ts';
import type { Finding, GraphValue } from '../../inspection.ts';
import type { FormatReport, TensorEntry } from '../format-report.ts';
import { FlatReader, tfliteMalformed, type FlatTable } from './flatbuffer.ts';
import { builtinName, CUSTOM, DELEGATE } from './tflite-ops.ts';
import { LIST_MAX, readBuffers, readTensor, type TfliteBuffer, type TfliteTensor } from './tflite-tensors.ts';

/** Walks a TFLite model; nothing is loaded. Refuses with `CHECKPOINT_TFLITE_MALFORMED`. */
export async function readTflite(source: ByteSource): Promise<FormatReport> {
  await assertMark(source);
  const reader = new FlatReader(source);
  const model = await reader.root();
  const codes = await readOperatorCodes(reader, model);
  const buffers = await readBuffers(reader, model, source.sizeBytes);
  const graphs: Subgraph[] = [];
  for await (const table of reader.tables(await reader.vector(model, 2, 4, SUBGRAPHS_MAX)))
    graphs.push(await readSubgraph(reader, table, buffers, graphs.length));
  return {
    format: 'tflite',
    tensors: tensorsOf(graphs),
    architecture: {
      family: null,
      dimensions: {},
      inputs: graphs[0]?.inputs ?? [],
      outputs: graphs[0]?.outputs ?? [],
      opHistogram: histogramOf(graphs, codes),
      opsets: [],
      producer: await reader.text(model, 3, DESCRIPTION_BYTES_MAX),
      irVersion: await reader.scalar(model, 0, 'u32'),
    },
    findings: strangersFinding(codes),
  };
}

const SUBGRAPHS_MAX = 10_000;
const DESCRIPTION_BYTES_MAX = 4096;
const NAME_BYTES_MAX = 256;
const CODE_MAX = 255;
const NAMES_SHOWN = 20;
const SIGNATURE_MAX = 1000;

interface OperatorCode {
  readonly name: string;
  readonly isCustom: boolean;
}

interface Subgraph {
  readonly tensors: readonly TfliteTensor[];
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
  /** Operators by their place in the model's list of codes. */
  readonly operators: ReadonlyMap<number, number>;
}

async function assertMark(source: ByteSource): Promise<void> {
  const head = source.sizeBytes < 8 ? '' : Buffer.from(await source.read(4, 4)).toString('latin1');
  if (head !== 'TFL3') throw tfliteMalformed('TFL3 behind the first word', JSON.stringify(head));
}

async function readOperatorCodes(reader: FlatReader, model: FlatTable): Promise<readonly OperatorCode[]> {
  const codes: OperatorCode[] = [];
  for await (const table of reader.tables(await reader.vector(model, 1, 4, LIST_MAX))) {
    // Converters before 2.4 knew only the byte; later ones write the wider field too.
    const code = Math.max(await reader.scalar(table, 0, 'i8'), await reader.scalar(table, 3, 'i32'));
    if (code < 0 || code > CODE_MAX) throw tfliteMalformed(`an operator of 0 to ${CODE_MAX}`, `${code}`);
    const isCustom = code === CUSTOM || code === DELEGATE;
    const custom = isCustom ? await reader.text(table, 1, NAME_BYTES_MAX) : '';
    codes.push({ name: isCustom ? `custom.${custom}` : builtinName(code), isCustom });
  }
  return codes;
}

async function readSubgraph(
  reader: FlatReader,
  table: FlatTable,
  buffers: readonly (TfliteBuffer | null)[],
  index: number,
): Promise<Subgraph> {
  const place = index === 0 ? '' : `subgraph${index}/`;
  const tensors: TfliteTensor[] = [];
  for await (const tensor of reader.tables(await reader.vector(table, 0, 4, LIST_MAX)))
    tensors.push(await readTensor(reader, tensor, buffers, `tensor${tensors.length}`));
  const operators = new Map<number, number>();
  for await (const operator of reader.tables(await reader.vector(table, 3, 4, LIST_MAX))) {
    const code = await reader.scalar(operator, 0, 'u32');
    operators.set(code, (operators.get(code) ?? 0) + 1);
  }
  return {
    tensors: tensors.map((tensor) => named(tensor, place + tensor.name)),
    inputs: await valuesOf(reader, table, 1, tensors),
    outputs: await valuesOf(reader, table, 2, tensors),
    operators,
  };
}

async function valuesOf(
  reader: FlatReader,
  table: FlatTable,
  id: number,
  tensors: readonly TfliteTensor[],
): Promise<readonly GraphValue[]> {
  const vector = await reader.vector(table, id, 4, SIGNATURE_MAX);
  const numbers = vector === null ? [] : await reader.numbers(vector);
  return numbers.map((number) => {
    const tensor = tensors[number];
    if (tensor === undefined) throw tfliteMalformed(`one of ${tensors.length} tensors`, `${number}`);
    return { name: tensor.name, dtype: tensor.dtype, dims: tensor.dims };
  });
}

function named(tensor: TfliteTensor, name: string): TfliteTensor {
  return { ...tensor, entry: tensor.entry === null ? null : { ...tensor.entry, name } };
}

/** Names need not be unique in a subgraph; in the table they are. */
function tensorsOf(graphs: readonly Subgraph[]): readonly TensorEntry[] {
  const names = new Set<string>();
  return graphs.flatMap(({ tensors }) =>
    tensors.flatMap(({ entry }, i) => {
      if (entry === null) return [];
      const name = names.has(entry.name) ? `${entry.name}#${i}` : entry.name;
      names.add(name);
      return [{ ...entry, name }];
    }),
  );
}

function histogramOf(graphs: readonly Subgraph[], codes: readonly OperatorCode[]): Record<string, number> {
  const histogram: Record<string, number> = {};
  for (const { operators } of graphs)
    for (const [index, count] of operators) {
      const code = codes[index];
      if (code === undefined) throw tfliteMalformed(`one of ${codes.length} operators`, `${index}`);
      histogram[code.name] = (histogram[code.name] ?? 0) + count;
    }
  return histogram;
}

function strangersFinding(codes: readonly OperatorCode[]): readonly Finding[] {
  const strangers = codes.filter(({ isCustom }) => isCustom).map(({ name }) => name);
  if (strangers.length === 0) return [];
  return [
    findingBy(customOperator, {
      message: 'the model calls operators that TFLite does not have',
      expected: 'built-in operators',
      received: strangers.slice(0, NAMES_SHOWN).join(', '),
    }),
  ];
}

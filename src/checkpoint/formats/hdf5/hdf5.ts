import type { ByteSource } from '../../../base/byte-source.ts';
import { isRefusal } from '../../../base/errors.ts';
import { JsonDecimal, parseStrictJson, type StrictJson } from '../../strict-json.ts';
import type { FormatReport, TensorEntry } from '../format-report.ts';
import { readKerasConfig } from '../keras/keras-config.ts';
import type { InspectOptions } from '../reader.ts';
import { assertGlobalHeaps } from './global-heap.ts';
import { Hdf5File, hdf5Malformed, hdf5TooLarge } from './hdf5-library.ts';
import { hdf5Tensor } from './hdf5-tensor.ts';
import { datasetPaths } from './hdf5-walk.ts';

/** Reads an HDF5 file as Keras writes them: configuration, weights, optimizer state. Refuses with `CHECKPOINT_HDF5_…`. */
export async function readHdf5(source: ByteSource, { isQuick }: InspectOptions): Promise<FormatReport> {
  await assertMark(source);
  await assertGlobalHeaps(source);
  const file = await Hdf5File.open(source);
  try {
    const tensors = await tensorsOf(file, source.sizeBytes);
    const attributes = await readAttributes(file);
    if (isQuick || tensors.length === 0) file.close();
    return { format: 'hdf5', tensors, ...factsOf(attributes) };
  } catch (error) {
    file.close();
    throw error;
  }
}

const MARK = '894844460d0a1a0a';
/** Deflate reaches 1,000 to 1; weights never 200 to 1. */
const RATIO_MAX = 200;
const FREE_BYTES = 1 << 20;
const CONFIG_CHARACTERS_MAX = 16 << 20;
const CONFIG_DEPTH_MAX = 64;
const ATTRIBUTES = ['model_config', 'training_config', 'keras_version', 'backend'] as const;

async function assertMark(source: ByteSource): Promise<void> {
  const head = source.sizeBytes < 8 ? '' : Buffer.from(await source.read(0, 8)).toString('hex');
  if (head !== MARK) throw hdf5Malformed('the mark of HDF5 at the start', 'other bytes');
}

/** The file leaves memory with the last tensor that is read. */
async function tensorsOf(file: Hdf5File, sizeBytes: number): Promise<readonly TensorEntry[]> {
  const tensors: TensorEntry[] = [];
  const paths = await datasetPaths(file);
  const unread = new Set(paths);
  let roomBytes = FREE_BYTES + RATIO_MAX * sizeBytes;
  for (const path of paths) {
    const onRead = () => {
      unread.delete(path);
      if (unread.size === 0) file.close();
    };
    const tensor = await hdf5Tensor(file, path, onRead);
    roomBytes -= tensor.lengthBytes;
    if (roomBytes < 0) throw hdf5TooLarge(`${RATIO_MAX} bytes of tensors a byte of file`, 'more');
    tensors.push(tensor);
  }
  return tensors;
}

type Attributes = ReadonlyMap<string, string>;

async function readAttributes(file: Hdf5File): Promise<Attributes> {
  const { Attribute } = await import('h5wasm');
  const names = await file.call((module, id) => module.get_attribute_names(id, '/'));
  const attributes = new Map<string, string>();
  for (const name of ATTRIBUTES.filter((known) => names.includes(known))) {
    const shape = await file.call((module, id) => module.get_attribute_metadata(id, '/', name));
    if (shape.total_size !== 1 || shape.size > CONFIG_CHARACTERS_MAX)
      throw hdf5Malformed(`${name} as one text`, `${shape.total_size} values of ${shape.size} bytes`);
    const value: unknown = await file.call((_, id) => new Attribute(id, '/', name).value);
    const text = value instanceof Uint8Array ? Buffer.from(value).toString() : value;
    if (typeof text !== 'string') throw hdf5Malformed(`${name} as text`, 'another value');
    if (text.length > CONFIG_CHARACTERS_MAX)
      throw hdf5TooLarge(`${CONFIG_CHARACTERS_MAX} characters of ${name}`, `${text.length}`);
    attributes.set(name, text);
  }
  return attributes;
}

function factsOf(attributes: Attributes): Omit<FormatReport, 'format'> {
  const version = attributes.get('keras_version');
  const producer = version === undefined ? '' : `keras ${version.slice(0, 50)}`;
  const model = jsonOf(attributes, 'model_config');
  const training = jsonOf(attributes, 'training_config');
  const config = model === undefined ? undefined : readKerasConfig(model, producer);
  const compiled = training === undefined ? undefined : readKerasConfig(training, producer);
  return {
    ...(config && { architecture: config.architecture }),
    entries: new Map([
      ...(producer === '' ? [] : [['framework', producer] as const]),
      ...learningRate(training),
    ]),
    texts: [...attributes].map(([place, text]) => ({ place, text })),
    findings: [...(config?.findings ?? []), ...(compiled?.findings ?? [])],
  };
}

function jsonOf(attributes: Attributes, name: string): StrictJson | undefined {
  const text = attributes.get(name);
  if (text === undefined) return undefined;
  try {
    return parseStrictJson(text, CONFIG_DEPTH_MAX);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw hdf5Malformed(`${name} as JSON of which all readers agree`, error.message);
  }
}

/** Where Keras keeps it: `optimizer_config.config.learning_rate`. */
function learningRate(training: StrictJson | undefined): readonly (readonly [string, string])[] {
  let value = training;
  for (const key of ['optimizer_config', 'config', 'learning_rate'])
    value = value instanceof Map ? (value.get(key) as StrictJson | undefined) : undefined;
  if (value instanceof JsonDecimal) return [['learning_rate', value.text]];
  return typeof value === 'number' ? [['learning_rate', `${value}`]] : [];
}

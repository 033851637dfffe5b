import { malformed } from './dataset-tensors.ts';
import type { SafetensorsDtype } from './dtype.ts';
import { JsonDecimal, parseStrictJson, type StrictJson } from './strict-json.ts';
import { writeSafetensors, type TensorToWrite } from './write-safetensors.ts';

/**
 * A dataset written by hand: one JSON object of the tensors that a dataset may have, as nested lists of numbers, and of
 * `attribute.<name>` as a list of words, null where nothing is told. Equal JSON gives equal bytes of safetensors. Refuses with
 * `CHECKPOINT_DATASET_MALFORMED` or `CHECKPOINT_JSON_MALFORMED`.
 */
export function datasetOfJson(text: string): Uint8Array {
  const root = parseStrictJson(text, DEPTH_MAX);
  if (!(root instanceof Map)) throw malformed('a JSON object of tensors by name', shown(root));
  const tensors: TensorToWrite[] = [];
  const metadata: Record<string, string> = {};
  for (const [name, value] of [...(root as ReadonlyMap<string, StrictJson>)].sort(byName)) {
    if (name.startsWith('attribute.')) {
      const { words, bytes } = attributeOf(name, value);
      metadata[name] = JSON.stringify(words);
      tensors.push({ name, dtype: 'U8', shape: [bytes.length], bytes });
    } else tensors.push(tensorOf(name, value));
  }
  return writeSafetensors(tensors, metadata);
}

// A clip of pictures with channels: five axes and the object.
const DEPTH_MAX = 6;

const DTYPES: Readonly<Record<string, SafetensorsDtype>> = {
  images: 'U8',
  input_ids: 'I32',
  attention_mask: 'U8',
  scored: 'U8',
  features: 'F32',
  labels: 'U8',
  frame_labels: 'U8',
  targets: 'I32',
  values: 'F32',
  boxes: 'F32',
  box_labels: 'U8',
};

function tensorOf(name: string, value: StrictJson): TensorToWrite {
  const dtype = Object.hasOwn(DTYPES, name) ? DTYPES[name] : undefined;
  if (!dtype) throw malformed(`${Object.keys(DTYPES).join(', ')} or attribute.<name>`, name.slice(0, 100));
  const shape = shapeOf(value);
  const numbers: number[] = [];
  flatten(name, value, shape, numbers);
  return { name, dtype, shape, bytes: bytesOf(name, dtype, numbers) };
}

function shapeOf(value: StrictJson | undefined): readonly number[] {
  return Array.isArray(value) ? [value.length, ...shapeOf(value[0] as StrictJson | undefined)] : [];
}

function flatten(
  name: string,
  value: StrictJson,
  [length, ...dims]: readonly number[],
  numbers: number[],
): void {
  if (length === undefined) numbers.push(numberOf(name, value));
  else if (Array.isArray(value) && value.length === length)
    for (const item of value as readonly StrictJson[]) flatten(name, item, dims, numbers);
  else throw malformed(`${name}: lists of ${length}`, shown(value));
}

function numberOf(name: string, value: StrictJson): number {
  if (typeof value === 'number') return value;
  if (value instanceof JsonDecimal) return Number(value.text);
  throw malformed(`${name}: numbers`, shown(value));
}

function bytesOf(name: string, dtype: SafetensorsDtype, numbers: readonly number[]): Uint8Array {
  const typed =
    dtype === 'U8'
      ? new Uint8Array(numbers)
      : dtype === 'I32'
        ? new Int32Array(numbers)
        : new Float32Array(numbers);
  // A float rounds; an integer that changed did not fit.
  const changed = dtype === 'F32' ? -1 : numbers.findIndex((number, i) => number !== typed[i]);
  if (changed >= 0) throw malformed(`${name}: integers that ${dtype} holds`, `${numbers[changed]}`);
  return new Uint8Array(typed.buffer);
}

function attributeOf(name: string, value: StrictJson) {
  if (!Array.isArray(value)) throw malformed(`${name}: a list of words`, shown(value));
  const given = value as readonly StrictJson[];
  const wrong = given.find((word) => word !== null && typeof word !== 'string');
  if (wrong !== undefined) throw malformed(`${name}: words or null`, shown(wrong));
  const words = [...new Set(given.filter((word) => typeof word === 'string'))].sort();
  if (words.length > 254) throw malformed(`${name}: at most 254 words`, `${words.length}`);
  const bytes = Uint8Array.from(given, (word) => (word === null ? 255 : words.indexOf(word as string)));
  return { words, bytes };
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function shown(value: StrictJson): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value instanceof Map) return 'an object';
  return String(
    value instanceof JsonDecimal ? value.text : (value as string | number | boolean | null),
  ).slice(0, 60);
}

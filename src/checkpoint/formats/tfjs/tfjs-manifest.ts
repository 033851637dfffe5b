import { elementCount, type Dtype } from '../../dtype.ts';
import type { StrictJson } from '../../strict-json.ts';
import { isPlainName } from '../reader.ts';
import { tfjsMalformed } from './tfjs-error.ts';

/** Files that make one run of bytes when joined, and the weights that tile it, in order. */
export interface TfjsGroup {
  readonly paths: readonly string[];
  readonly weights: readonly TfjsWeight[];
}

export interface TfjsWeight {
  readonly name: string;
  /** As stored: a quantized weight has the type of its codes. */
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly elements: number;
  /** Null for strings, whose lengths stand among them. */
  readonly lengthBytes: number | null;
}

/** Reads `weightsManifest`; refuses with `CHECKPOINT_TFJS_MALFORMED`. */
export function tfjsGroups(manifest: StrictJson | undefined): readonly TfjsGroup[] {
  const groups = listOf(manifest, 'weightsManifest as a list').map(groupOf);
  assertOnce(
    groups.flatMap(({ paths }) => paths),
    'each file',
  );
  assertOnce(
    groups.flatMap(({ weights }) => weights.map(({ name }) => name)),
    'each weight',
  );
  return groups;
}

/** The converter cuts at 4 MiB, so 10,000 files are 40 GB. */
const PATHS_MAX = 10_000;
const WEIGHTS_MAX = 200_000;
const RANK_MAX = 16;
const NAME_CHARACTERS_MAX = 1024;

const STORED: ReadonlyMap<string, readonly [Dtype, number]> = new Map<string, readonly [Dtype, number]>([
  ['float32', ['F32', 4]],
  ['float16', ['F16', 2]],
  ['int32', ['I32', 4]],
  ['uint8', ['U8', 1]],
  ['uint16', ['U16', 2]],
  ['bool', ['BOOL', 1]],
  ['complex64', ['C64', 8]],
]);

const QUANTIZED: ReadonlySet<string> = new Set(['uint8', 'uint16', 'float16']);

function groupOf(value: StrictJson): TfjsGroup {
  const group = objectOf(value, 'a group');
  const paths = listOf(group.get('paths'), 'paths as a list').map(pathOf);
  const weights = listOf(group.get('weights'), 'weights as a list').map(weightOf);
  if (paths.length > PATHS_MAX) throw tfjsMalformed(`at most ${PATHS_MAX} files a group`, `${paths.length}`);
  if (weights.length > WEIGHTS_MAX)
    throw tfjsMalformed(`at most ${WEIGHTS_MAX} weights`, `${weights.length}`);
  return { paths, weights };
}

function pathOf(path: StrictJson): string {
  if (typeof path === 'string' && isPlainName(path)) return path;
  throw tfjsMalformed('the plain name of a file beside the model', JSON.stringify(path) ?? 'nothing');
}

function weightOf(value: StrictJson): TfjsWeight {
  const weight = objectOf(value, 'a weight');
  const name = weight.get('name');
  if (typeof name !== 'string' || name === '' || name.length > NAME_CHARACTERS_MAX)
    throw tfjsMalformed('a name of a weight', 'another value');
  const label = JSON.stringify(name.slice(0, 100));
  const shape = listOf(weight.get('shape'), `${label}: a shape`).map((dim) => dimensionOf(dim, label));
  const elements = shape.length > RANK_MAX ? null : elementCount(shape);
  if (elements === null)
    throw tfjsMalformed(`${label}: a shape of countable elements`, shape.slice(0, 20).join(', '));
  // tfjs stores what trainers keep beside the weights in the same files, under a group of its own.
  const isOptimizer = weight.get('group') === 'optimizer';
  return {
    name: isOptimizer ? `optimizer/${name}` : name,
    shape,
    elements,
    ...storageOf(weight, elements, label),
  };
}

function storageOf(weight: ReadonlyMap<string, StrictJson>, elements: number, label: string) {
  const quantization = weight.get('quantization');
  const plain = textOf(weight.get('dtype'));
  if (quantization === undefined && plain === 'string')
    return { dtype: 'STRING' as const, lengthBytes: null };
  const coded = quantization === undefined ? null : objectOf(quantization, `${label}: a quantization`);
  const dtype = coded === null ? plain : textOf(coded.get('dtype'));
  const stored = STORED.get(dtype);
  if (stored === undefined || !STORED.has(plain) || (coded !== null && !QUANTIZED.has(dtype)))
    throw tfjsMalformed(`${label}: a type of TensorFlow.js`, `${plain} stored as ${dtype}`);
  const lengthBytes = elements * stored[1];
  if (!Number.isSafeInteger(lengthBytes)) throw tfjsMalformed(`${label}: countable bytes`, 'more');
  return { dtype: stored[0], lengthBytes };
}

function dimensionOf(value: StrictJson, label: string): number {
  if (typeof value === 'number' && value >= 0) return value;
  throw tfjsMalformed(`${label}: dimensions as whole numbers`, 'other values');
}

function textOf(value: StrictJson | undefined): string {
  return typeof value === 'string' ? value : 'no name';
}

function listOf(value: StrictJson | undefined, what: string): readonly StrictJson[] {
  if (Array.isArray(value)) return value as readonly StrictJson[];
  throw tfjsMalformed(what, 'another value');
}

function objectOf(value: StrictJson, what: string): ReadonlyMap<string, StrictJson> {
  if (value instanceof Map) return value as ReadonlyMap<string, StrictJson>;
  throw tfjsMalformed(`${what} as an object`, 'another value');
}

function assertOnce(names: readonly string[], what: string): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw tfjsMalformed(`${what} once`, JSON.stringify(name.slice(0, 100)));
    seen.add(name);
  }
}

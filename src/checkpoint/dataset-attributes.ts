import type { ByteSource } from '../base/byte-source.ts';
import { assertShape, malformed, tensorNamed } from './dataset-tensors.ts';
import type { SafetensorsHeader } from './formats/safetensors-header.ts';
import { parseStrictJson } from './strict-json.ts';

/**
 * What items differ in beside their label, for reports by group: a tensor `attribute.<name>` U8 [n] of value numbers, whose
 * names are a JSON list in the file's metadata under the same key. 255 stands for an item of which nothing is told.
 */
export interface DatasetAttribute {
  readonly name: string;
  /** With how many items have each; a constant of the data. */
  readonly values: readonly { readonly name: string; readonly count: number }[];
  readonly offset: number;
}

export const NOT_TOLD = 255;

/** By name; refuses with `CHECKPOINT_DATASET_MALFORMED`. */
export async function datasetAttributes(
  source: ByteSource,
  { tensors, metadata }: SafetensorsHeader,
  n: number,
): Promise<readonly DatasetAttribute[]> {
  const keys = tensors.map(({ name }) => name).filter((name) => name.startsWith(PREFIX));
  if (keys.length > ATTRIBUTES_MAX) throw malformed(`at most ${ATTRIBUTES_MAX} attributes`, `${keys.length}`);
  const attributes: DatasetAttribute[] = [];
  for (const key of keys.sort()) {
    const tensor = tensorNamed(tensors, key, ['U8']);
    assertShape(tensor, [n]);
    const names = valueNames(key, metadata.get(key));
    const counts = countsOf(key, await source.read(tensor.offset, n), names.length);
    const values = names.map((name, i) => ({ name, count: counts[i] ?? 0 }));
    attributes.push({ name: attributeName(key), values, offset: tensor.offset });
  }
  return attributes;
}

const PREFIX = 'attribute.';
const ATTRIBUTES_MAX = 16;
// Names are shown in reports, and joined by × where attributes cross.
const NAME = /^(?:(?!×)\P{C}){1,100}$/u;

function attributeName(key: string): string {
  const name = key.slice(PREFIX.length);
  if (NAME.test(name)) return name;
  throw malformed('an attribute named in 1 to 100 printable characters, none of them ×', JSON.stringify(key));
}

function valueNames(key: string, text: string | undefined): readonly string[] {
  const names = text === undefined ? null : parseStrictJson(text, 1);
  const isList =
    Array.isArray(names) &&
    names.length > 0 &&
    names.length <= NOT_TOLD &&
    names.every((name) => typeof name === 'string' && NAME.test(name)) &&
    new Set(names).size === names.length;
  if (isList) return names as readonly string[];
  throw malformed(
    `metadata ${key}: a JSON list of 1 to ${NOT_TOLD} different names without ×`,
    text === undefined ? 'none' : text.slice(0, 100),
  );
}

function countsOf(key: string, values: Uint8Array, names: number): readonly number[] {
  const counts = Array.from({ length: 256 }, () => 0);
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  const unnamed = counts.findIndex((count, value) => count > 0 && value >= names && value !== NOT_TOLD);
  if (unnamed < 0) return counts;
  throw malformed(`${key} with values below ${names}, or ${NOT_TOLD} for not told`, `${unnamed}`);
}

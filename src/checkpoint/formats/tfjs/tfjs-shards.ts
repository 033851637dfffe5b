import { rangeChunks, type ByteSource } from '../../../base/byte-source.ts';
import { findingBy } from '../../findings/rule.ts';
import { shardMismatch } from '../../findings/shard-mismatch.ts';
import type { Finding } from '../../inspection.ts';
import type { FormatReport, TensorEntry } from '../format-report.ts';
import { joinedSource } from '../joined-source.ts';
import type { Siblings } from '../reader.ts';
import { tfjsMalformed } from './tfjs-error.ts';
import type { TfjsGroup, TfjsWeight } from './tfjs-manifest.ts';

/** The table over the files of all groups; a group with a file that is not here is named and left out of it. */
export async function readTfjsShards(
  groups: readonly TfjsGroup[],
  siblings: Siblings | undefined,
): Promise<Required<Pick<FormatReport, 'tensors' | 'parts' | 'findings'>>> {
  const tensors: TensorEntry[] = [];
  const parts: string[] = [];
  const missing: string[] = [];
  for (const group of groups) {
    const files = await filesOf(group, siblings);
    const absent = group.paths.filter((_, i) => files[i] === null);
    missing.push(...absent);
    if (absent.length > 0) continue;
    const joined = joinedSource(files.filter((file) => file !== null));
    for (const entry of await entriesOf(joined, group.weights)) tensors.push(entry);
    parts.push(...group.paths);
  }
  return { tensors, parts, findings: missingFinding(missing) };
}

const NAMES_SHOWN = 20;

async function filesOf({ paths }: TfjsGroup, siblings: Siblings | undefined) {
  const files: (ByteSource | null)[] = [];
  for (const path of paths) files.push((await siblings?.(path)) ?? null);
  return files;
}

async function entriesOf(
  joined: ByteSource,
  weights: readonly TfjsWeight[],
): Promise<readonly TensorEntry[]> {
  const entries: TensorEntry[] = [];
  let at = 0;
  for (const weight of weights) {
    const lengthBytes = weight.lengthBytes ?? (await stringsLength(joined, at, weight));
    if (lengthBytes > joined.sizeBytes - at) throw tooShort(weight, lengthBytes, joined.sizeBytes - at);
    const start = at;
    const chunks = () => rangeChunks(joined, start, lengthBytes);
    entries.push({
      name: weight.name,
      dtype: weight.dtype,
      shape: weight.shape,
      offset: null,
      lengthBytes,
      chunks,
    });
    at += lengthBytes;
  }
  if (at !== joined.sizeBytes) throw tfjsMalformed(`files of ${at} bytes for a group`, `${joined.sizeBytes}`);
  return entries;
}

/** Each string stands behind its u32 length; the lengths are compared with the room that is left. */
async function stringsLength(joined: ByteSource, start: number, weight: TfjsWeight): Promise<number> {
  const room = joined.sizeBytes - start;
  if (weight.elements > room / 4) throw tooShort(weight, weight.elements * 4, room);
  let at = start;
  for (let i = 0; i < weight.elements; i++) {
    if (joined.sizeBytes - at < 4) throw tooShort(weight, at + 4 - start, room);
    at += 4 + Buffer.from(await joined.read(at, 4)).readUInt32LE();
    if (at > joined.sizeBytes) throw tooShort(weight, at - start, room);
  }
  return at - start;
}

function tooShort({ name }: TfjsWeight, needed: number, room: number) {
  return tfjsMalformed(`${JSON.stringify(name.slice(0, 100))}: ${needed} bytes in its files`, `${room}`);
}

function missingFinding(missing: readonly string[]): readonly Finding[] {
  if (missing.length === 0) return [];
  return [
    findingBy(shardMismatch, {
      message: 'files of the manifest are not here',
      expected: 'all files it names',
      received: missing.slice(0, NAMES_SHOWN).join(', '),
    }),
  ];
}

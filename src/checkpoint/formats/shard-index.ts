import type { ByteSource } from '../../base/byte-source.ts';
import { isRefusal } from '../../base/errors.ts';
import { findingBy, type Evidence } from '../findings/rule.ts';
import { shardMismatch } from '../findings/shard-mismatch.ts';
import { JsonDecimal, parseStrictJson, type StrictJson } from '../strict-json.ts';
import type { FormatReport } from './format-report.ts';
import { isPlainName, type FileToRead, type Siblings } from './reader.ts';
import { readSafetensorsHeader } from './safetensors-header.ts';

/** `model.safetensors.index.json` and its kind: which shard holds which tensor. */
export function isShardIndex(path: string): boolean {
  return path.toLowerCase().endsWith('.safetensors.index.json');
}

/**
 * Compares an index with the headers of its shards, both ways, where they are at hand; without siblings it is JSON like
 * any other. What does not fit is a finding (`CHECKPOINT_SHARD_MISMATCH`); only what is no JSON is refused.
 */
export async function readShardIndex({ source, options }: FileToRead): Promise<Omit<FormatReport, 'format'>> {
  const index = indexIn(Buffer.from(await source.read(0, source.sizeBytes)).toString());
  if (index === null) return mismatches([NO_INDEX], []);
  if (options.siblings === undefined) return {};
  const shards = await readShards(index.tensorsByShard, options.siblings);
  const evidence = shards.flatMap(({ problems }) => problems);
  const isWhole = evidence.length === 0 && index.totalBytes !== null;
  const totalBytes = shards.reduce((sum, shard) => sum + shard.tensorBytes, 0);
  if (isWhole && totalBytes !== index.totalBytes)
    evidence.push(sizeMismatch(`${index.totalBytes}`, `${totalBytes}`));
  return mismatches(
    evidence,
    shards.filter(({ problems }) => problems.length === 0).map(({ name }) => name),
  );
}

/** Index, list of tensors. */
const DEPTH_MAX = 8;
/** The largest public models have some 200. */
const SHARDS_MAX = 10_000;
const FINDINGS_MAX = 20;
const NAMES_SHOWN = 5;

interface ShardIndex {
  readonly tensorsByShard: ReadonlyMap<string, ReadonlySet<string>>;
  /** What the tensors of all shards come to; null where the index does not say. */
  readonly totalBytes: number | string | null;
}

const NO_INDEX: Evidence = {
  message: 'this index does not say which shard holds which tensor',
  expected: 'weight_map from names of tensors to plain names of safetensors files',
  received: 'other values',
};

function indexIn(text: string): ShardIndex | null {
  const json = parseStrictJson(text, DEPTH_MAX);
  const map = json instanceof Map ? json.get('weight_map') : undefined;
  if (!(json instanceof Map) || !(map instanceof Map)) return null;
  const tensorsByShard = new Map<string, Set<string>>();
  for (const [tensor, shard] of map as ReadonlyMap<string, StrictJson>) {
    if (typeof shard !== 'string' || !isPlainName(shard) || !shard.endsWith('.safetensors')) return null;
    const tensors = tensorsByShard.get(shard);
    if (tensors === undefined) tensorsByShard.set(shard, new Set([tensor]));
    else tensors.add(tensor);
    if (tensorsByShard.size > SHARDS_MAX) return null;
  }
  return { tensorsByShard, totalBytes: totalBytesOf(json.get('metadata')) };
}

/** Some writers divide before they sum, and write 123.0. */
function totalBytesOf(metadata: StrictJson | undefined): ShardIndex['totalBytes'] {
  const total: StrictJson | undefined = metadata instanceof Map ? metadata.get('total_size') : undefined;
  if (total === undefined) return null;
  if (total instanceof JsonDecimal)
    return Number.isSafeInteger(Number(total.text)) ? Number(total.text) : total.text;
  return typeof total === 'number' ? total : 'no number';
}

interface ReadShard {
  readonly name: string;
  readonly tensorBytes: number;
  readonly problems: readonly Evidence[];
}

async function readShards(
  tensorsByShard: ShardIndex['tensorsByShard'],
  siblings: Siblings,
): Promise<readonly ReadShard[]> {
  const shards: ReadShard[] = [];
  for (const [name, tensors] of tensorsByShard)
    shards.push(await readShard(name, await siblings(name), tensors));
  return shards;
}

async function readShard(
  name: string,
  source: ByteSource | null,
  wanted: ReadonlySet<string>,
): Promise<ReadShard> {
  if (source === null) return { name, tensorBytes: 0, problems: [missing(name)] };
  try {
    const { tensors } = await readSafetensorsHeader(source);
    const there = new Set(tensors.map((tensor) => tensor.name));
    const problems = [
      ...difference(wanted, there, `${name} lacks tensors that the index looks for there`),
      ...difference(there, wanted, `${name} has tensors that the index does not look for there`),
    ];
    return { name, tensorBytes: tensors.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0), problems };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return {
      name,
      tensorBytes: 0,
      problems: [{ message: `${name} is no readable shard`, received: error.message }],
    };
  }
}

function difference(some: ReadonlySet<string>, others: ReadonlySet<string>, message: string): Evidence[] {
  const names = [...some].filter((name) => !others.has(name));
  if (names.length === 0) return [];
  const shown = names.slice(0, NAMES_SHOWN).map((name) => name.slice(0, 100));
  const more = names.length > NAMES_SHOWN ? `, and ${names.length - NAMES_SHOWN} more` : '';
  return [{ message, received: `${shown.join(', ')}${more}` }];
}

function missing(name: string): Evidence {
  return { message: 'a shard of the index is not here', expected: name, received: 'no such file' };
}

function sizeMismatch(expected: string, received: string): Evidence {
  return { message: 'size mismatch: the tensors do not come to what the index says', expected, received };
}

function mismatches(evidence: readonly Evidence[], parts: readonly string[]): Omit<FormatReport, 'format'> {
  return { parts, findings: evidence.slice(0, FINDINGS_MAX).map((hit) => findingBy(shardMismatch, hit)) };
}

import { constants } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { bytesOf } from '../base/byte-source.ts';
import { readSafetensorsHeader } from '../checkpoint/formats/safetensors-header.ts';
import { writeSafetensors } from '../checkpoint/write-safetensors.ts';
import { predictionsDigest } from '../evaluation/output-digest.ts';
import type { Protocol } from '../evaluation/protocol.ts';
import type { JobResult } from './job-result.ts';
import { runnerFault } from './runner-error.ts';

/** The answers to each item: `predictions` U8 [n] (255 for none) and `logits` F32 [n, classes]. */
export async function writeItems(
  file: string,
  predictions: Uint8Array,
  logits: Float32Array<ArrayBuffer>,
): Promise<void> {
  const n = predictions.length;
  const shape = [n, logits.length / n];
  await writeFile(
    file,
    writeSafetensors([
      { name: 'logits', dtype: 'F32', shape, bytes: new Uint8Array(logits.buffer) },
      { name: 'predictions', dtype: 'U8', shape: [n], bytes: predictions },
    ]),
  );
}

/** The size of that file at most; the child may not write more. */
export function itemsBytesMax({ dataset, decoding }: Protocol): number {
  return dataset.count * (1 + 4 * decoding.classes) + HEADER_BYTES_MAX;
}

// Two tensors are named in under 300 bytes.
const HEADER_BYTES_MAX = 1024;

/** Copies the child's file out of its reach, if it is the one its result speaks of: `RUNNER_ITEMS_INVALID` otherwise. */
export async function collectItems(
  file: string,
  target: string,
  result: JobResult,
  protocol: Protocol,
): Promise<void> {
  const bytes = await readRegularFile(file, itemsBytesMax(protocol));
  await assertItems(bytes, result, protocol);
  await writeFile(target, bytes, { flag: 'wx' });
}

/** Follows no link: the child could have put one in place of its file, to have somebody else's uploaded. */
async function readRegularFile(file: string, bytesMax: number): Promise<Buffer> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    () => {
      throw invalid('a file', 'a link or nothing');
    },
  );
  try {
    const facts = await handle.stat();
    if (!facts.isFile() || facts.nlink !== 1 || facts.size > bytesMax)
      throw invalid(`a file of at most ${bytesMax} bytes`, `${facts.size} bytes, ${facts.nlink} names`);
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

async function assertItems(
  bytes: Uint8Array,
  result: JobResult,
  { dataset, decoding }: Protocol,
): Promise<void> {
  const { tensors } = await readSafetensorsHeader(bytesOf(bytes)).catch((error: Error) => {
    throw invalid('a safetensors file', error.message);
  });
  const form = tensors.map(({ name, dtype, shape }) => `${name}: ${dtype}[${shape.join(',')}]`).join(' ');
  const expected = `logits: F32[${dataset.count},${decoding.classes}] predictions: U8[${dataset.count}]`;
  if (form !== expected || result.items !== dataset.count) throw invalid(expected, form.slice(0, 200));
  const digest = predictionsDigest(bytes.subarray(tensors[1]?.offset ?? 0));
  if (digest !== result.predictionsDigest) throw invalid(result.predictionsDigest, digest);
}

function invalid(expected: string, received: string) {
  return runnerFault('RUNNER_ITEMS_INVALID', 'the child left other items than it reported', {
    expected,
    received,
  });
}

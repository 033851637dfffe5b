import { constants } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { bytesOf } from '../base/byte-source.ts';
import { digestOf } from '../base/digest.ts';
import { readSafetensorsHeader, type SafetensorsEntry } from '../checkpoint/formats/safetensors-header.ts';
import { writeSafetensors } from '../checkpoint/write-safetensors.ts';
import { meanPerToken } from '../evaluation/negative-log-likelihood.ts';
import { predictionsDigest } from '../evaluation/output-digest.ts';
import { formText, itemsBytesMax, type ItemsTensor } from './items-form.ts';
import type { JobResult } from './job-result.ts';
import { runnerFault } from './runner-error.ts';

type Values = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array;

/** Writes the answers to each item in the form of their protocol. */
export async function writeItems(
  file: string,
  form: readonly ItemsTensor[],
  values: Partial<Readonly<Record<ItemsTensor['name'], Values>>>,
): Promise<void> {
  const tensors = form.map((tensor) => {
    const { buffer, byteOffset, byteLength } = values[tensor.name] ?? new Uint8Array();
    return { ...tensor, bytes: new Uint8Array(buffer, byteOffset, byteLength) };
  });
  await writeFile(file, writeSafetensors(tensors));
}

/** Copies the child's file out of its reach, if it is the one its result speaks of: `RUNNER_ITEMS_INVALID` otherwise. */
export async function collectItems(
  file: string,
  target: string,
  result: JobResult,
  form: readonly ItemsTensor[],
): Promise<void> {
  const bytes = await readRegularFile(file, itemsBytesMax(form));
  await assertItems(bytes, result, form);
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
  form: readonly ItemsTensor[],
): Promise<void> {
  const { tensors } = await readSafetensorsHeader(bytesOf(bytes)).catch((error: Error) => {
    throw invalid('a safetensors file', error.message);
  });
  if (formText(tensors) !== formText(form) || result.items !== form[0]?.shape[0])
    throw invalid(formText(form), formText(tensors).slice(0, 300));
  const digest = predictionsDigestIn(bytes, tensors);
  if (digest !== result.predictionsDigest) throw invalid(result.predictionsDigest, digest);
  if (result.nll !== null) assertMean(bytes, tensors, result.nll);
}

function predictionsDigestIn(bytes: Uint8Array, tensors: readonly SafetensorsEntry[]) {
  const predictions = bytesIn(bytes, tensors, 'predictions');
  const isBytes = tensors.some(({ name, dtype }) => name === 'predictions' && dtype === 'U8');
  return isBytes ? predictionsDigest(predictions) : digestOf(predictions);
}

/** The mean is that of the items, so a child can't report one and leave others. */
function assertMean(
  bytes: Uint8Array,
  tensors: readonly SafetensorsEntry[],
  reported: NonNullable<JobResult['nll']>,
): void {
  const sums = new Float64Array(bytesIn(bytes, tensors, 'nll').slice().buffer);
  const found = meanPerToken(sums, new Int32Array(bytesIn(bytes, tensors, 'tokens').slice().buffer));
  const isSame =
    found.mean === reported.mean &&
    found.samplingError === reported.samplingError &&
    found.tokens === reported.tokens;
  if (!isSame) throw invalid(JSON.stringify(reported), JSON.stringify(found));
}

function bytesIn(bytes: Uint8Array, tensors: readonly SafetensorsEntry[], wanted: string): Uint8Array {
  const { offset, lengthBytes } = tensors.find(({ name }) => name === wanted) ?? {
    offset: 0,
    lengthBytes: 0,
  };
  return Uint8Array.prototype.slice.call(bytes, offset, offset + lengthBytes);
}

function invalid(expected: string, received: string) {
  return runnerFault('RUNNER_ITEMS_INVALID', 'the child left other items than it reported', {
    expected,
    received,
  });
}

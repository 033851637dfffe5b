import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { rangeChunks, type ByteSource } from '../base/byte-source.ts';
import { digestOfHex, type Digest } from '../base/digest.ts';
import { readSafetensorsHeader, type SafetensorsEntry } from '../checkpoint/formats/safetensors-header.ts';
import { writeSafetensors } from '../checkpoint/write-safetensors.ts';
import { predictionsDigest } from '../evaluation/output-digest.ts';
import { formText, itemsBytesMax, type ItemsTensor, type ItemsValues } from './items-form.ts';
import { runnerFault } from './runner-error.ts';

/** The answers to each item, in the form of their protocol. */
export interface ItemsFile {
  bytes(name: string): Promise<Uint8Array<ArrayBuffer>>;
  integers(name: string): Promise<Int32Array<ArrayBuffer>>;
  floats(name: string): Promise<Float32Array<ArrayBuffer>>;
  doubles(name: string): Promise<Float64Array<ArrayBuffer>>;
  /** Over what it decided: equal where two runs decided alike. */
  predictionsDigest(): Promise<Digest>;
}

/** Refuses a file of another form with `RUNNER_ITEMS_INVALID`. */
export async function openItems(source: ByteSource, form: readonly ItemsTensor[]): Promise<ItemsFile> {
  const { tensors } = await readSafetensorsHeader(source).catch((error: Error) => {
    throw invalid('a safetensors file', error.message);
  });
  if (formText(tensors) !== formText(form)) throw invalid(formText(form), formText(tensors).slice(0, 300));
  // Copied, for a view of wide values must begin at a multiple of their size.
  const bytes = async (name: string) => {
    const { offset, lengthBytes } = entryOf(tensors, name);
    return new Uint8Array(await source.read(offset, lengthBytes));
  };
  return {
    bytes,
    integers: async (name) => new Int32Array((await bytes(name)).buffer),
    floats: async (name) => new Float32Array((await bytes(name)).buffer),
    doubles: async (name) => new Float64Array((await bytes(name)).buffer),
    async predictionsDigest() {
      const entry = entryOf(tensors, 'predictions');
      return entry.dtype === 'U8'
        ? predictionsDigest(await bytes('predictions'))
        : digestOfTensor(source, entry);
    },
  };
}

/** Writes the answers to each item in the form of their protocol. */
export async function writeItems(
  file: string,
  form: readonly ItemsTensor[],
  values: ItemsValues,
): Promise<void> {
  const tensors = form.map((tensor) => {
    const { buffer, byteOffset, byteLength } = values[tensor.name] ?? new Uint8Array();
    return { ...tensor, bytes: new Uint8Array(buffer, byteOffset, byteLength) };
  });
  await writeFile(file, writeSafetensors(tensors));
}

/** The child's file. Follows no link: the child could have put one in place of its file, to have somebody else's uploaded. */
export async function readItemsFile(file: string, form: readonly ItemsTensor[]): Promise<Buffer> {
  const bytesMax = itemsBytesMax(form);
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

/** What was decided may be long, so it is never held. */
async function digestOfTensor(
  source: ByteSource,
  { offset, lengthBytes }: SafetensorsEntry,
): Promise<Digest> {
  const hash = createHash('sha256');
  for await (const chunk of rangeChunks(source, offset, lengthBytes)) hash.update(chunk);
  return digestOfHex(hash.digest('hex'));
}

function entryOf(tensors: readonly SafetensorsEntry[], wanted: string): SafetensorsEntry {
  const found = tensors.find(({ name }) => name === wanted);
  if (found) return found;
  throw invalid(`a tensor ${wanted}`, 'none');
}

function invalid(expected: string, received: string) {
  return runnerFault(
    'RUNNER_ITEMS_INVALID',
    'the answers to each item are not in the form of their protocol',
    {
      expected,
      received,
    },
  );
}

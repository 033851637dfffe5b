import type { ByteSource } from '../../../base/byte-source.ts';
import { refuse } from '../../checkpoint-error.ts';
import type { TensorEntry } from '../format-report.ts';
import { arrayEntry } from '../numpy/array-entry.ts';
import type { PlaceTensor } from '../pickle/pickle-report.ts';
import type { StorageValue, TensorValue } from '../pickle/pickle-value.ts';
import { isRowMajor, stridedChunks } from '../strided-chunks.ts';

/** A storage's bytes in the file. */
export interface StoredStorage {
  readonly offset: number;
  readonly lengthBytes: number;
  /** The same bytes with their checksum, where the container keeps one. */
  readonly checkedChunks?: () => AsyncIterable<Uint8Array>;
}

/** Tensors as views of storages: a plain range of the file where they are one, gathered otherwise. */
export function placeInStorages(
  source: ByteSource,
  storages: ReadonlyMap<string, StoredStorage>,
): PlaceTensor {
  const checks = new Map([...storages].map(([key, storage]) => [key, checkOnce(storage)]));
  const budget = budgetFor(source.sizeBytes);
  return ({ name, tensor }) => {
    if ('bytes' in tensor) return arrayEntry(name, tensor);
    const storage = storages.get(tensor.storage.key);
    const check = checks.get(tensor.storage.key);
    if (storage === undefined || check === undefined)
      throw torchMalformed('a storage for each tensor', 'none');
    const entry = viewEntry(source, name, tensor, { storage, check });
    budget(entry?.lengthBytes ?? 0);
    return entry;
  };
}

/** A storage announces as many bytes as its file has of it: torch trusted the pickle until CVE-2026-24747. */
export function assertStorageBytes({ key, element, elementCount }: StorageValue, lengthBytes: number): void {
  const expected = elementCount * element.itemBytes;
  if (expected !== lengthBytes)
    throw torchMalformed(
      `${expected} bytes in storage ${JSON.stringify(key.slice(0, 100))}`,
      `${lengthBytes}`,
    );
}

export function torchMalformed(expected: string, received: string) {
  return refuse('CHECKPOINT_TORCH_MALFORMED', `this torch file is malformed: expected ${expected}`, {
    expected,
    received,
  });
}

interface CheckedStorage {
  readonly storage: StoredStorage;
  readonly check: () => Promise<void>;
}

function viewEntry(
  source: ByteSource,
  name: string,
  { element, shape, strides, offset }: TensorValue,
  { storage, check }: CheckedStorage,
): TensorEntry | null {
  if (element.dtype === null) return null;
  const view = {
    offset: storage.offset + offset * element.itemBytes,
    itemBytes: element.itemBytes,
    shape,
    strides,
  };
  const lengthBytes = shape.reduce((bytes, length) => bytes * length, element.itemBytes);
  const facts = { name, dtype: element.dtype, shape, lengthBytes };
  const isPlain = isRowMajor(view);
  if (isPlain && lengthBytes === storage.lengthBytes)
    return { ...facts, offset: view.offset, ...(storage.checkedChunks && { chunks: storage.checkedChunks }) };
  return { ...facts, offset: isPlain ? view.offset : null, chunks: () => checkedView(source, view, check) };
}

// A part of a storage can't be compared with the checksum of the whole: that is read first, once for all its parts.
async function* checkedView(
  source: ByteSource,
  view: Parameters<typeof stridedChunks>[1],
  check: () => Promise<void>,
): AsyncGenerator<Uint8Array> {
  await check();
  yield* stridedChunks(source, view);
}

export function checkOnce({ checkedChunks }: Pick<StoredStorage, 'checkedChunks'>): () => Promise<void> {
  let isChecked = checkedChunks === undefined;
  return async () => {
    if (isChecked || checkedChunks === undefined) return;
    for await (const chunk of checkedChunks()) void chunk;
    isChecked = true;
  };
}

/** Views may repeat elements and share storages: a few bytes could announce terabytes to be read. */
function budgetFor(sizeBytes: number): (lengthBytes: number) => void {
  const mostBytes = VIEW_BYTES_FREE + VIEW_BYTES_FACTOR * sizeBytes;
  let bytes = 0;
  return (lengthBytes) => {
    bytes += lengthBytes;
    if (bytes <= mostBytes) return;
    throw refuse('CHECKPOINT_TOO_LARGE', 'the views in this torch file are larger than this hub inspects', {
      expected: `at most ${mostBytes} bytes of views`,
      received: 'more',
    });
  };
}

const VIEW_BYTES_FREE = 64 << 20;
const VIEW_BYTES_FACTOR = 4;

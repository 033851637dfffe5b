import type { ByteSource } from '../../../base/byte-source.ts';
import { refuse } from '../../checkpoint-error.ts';
import type { FormatReport } from '../format-report.ts';
import { pickleReport } from '../pickle/pickle-report.ts';
import type { PickleValue, StorageValue } from '../pickle/pickle-value.ts';
import { readPickle, type PickleReading } from '../pickle/read-pickle.ts';
import { assertStorageBytes, placeInStorages, torchMalformed, type StoredStorage } from './storage-place.ts';

/** Whether a file's first pickle is the number with which torch before 1.6 began its files. */
export function isTorchMagic({ kind, ...value }: PickleValue): boolean {
  return kind === 'int' && 'value' in value && value.value === 0x1950a86a20f9469cfc6cn;
}

/**
 * What torch wrote before 1.6, and still does on request: number, protocol, system and object as pickles, the list of
 * the storages' keys, then each storage as a u64 count of elements and its bytes, up to the end of the file.
 */
export async function readTorchLegacy(source: ByteSource, magic: PickleReading): Promise<FormatReport> {
  const protocol = await readPickle(source, magic.end, { isTorch: false });
  if (protocol.value.kind !== 'int' || protocol.value.value !== 1001)
    throw torchMalformed('protocol 1001', protocol.value.kind);
  const system = await readPickle(source, protocol.end, { isTorch: false });
  assertLittleEndian(system.value);
  const main = await readPickle(source, system.end, { isTorch: true });
  const unlisted = [protocol, system, main].filter((reading) => reading.unlisted.length > 0);
  if (unlisted.length > 0) return pickleReport('torch', unlisted, () => null);
  const keys = await readPickle(source, main.end, { isTorch: false });
  const storages = await storagesBehind(source, keys, main.storages);
  return pickleReport('torch', [main], placeInStorages(source, storages));
}

function assertLittleEndian(system: PickleValue): void {
  const entries = system.kind === 'dict' ? system.entries : [];
  const order = entries.findLast(([key]) => key.kind === 'text' && key.value === 'little_endian')?.[1];
  if (order?.kind === 'bool' && order.value) return;
  throw refuse('CHECKPOINT_FORMAT_UNSUPPORTED', 'this torch file does not say that it is little-endian', {
    expected: 'little_endian: True',
    received: order?.kind ?? 'nothing',
  });
}

async function storagesBehind(
  source: ByteSource,
  { value, end }: PickleReading,
  named: ReadonlyMap<string, StorageValue>,
): Promise<ReadonlyMap<string, StoredStorage>> {
  const found = new Map<string, StoredStorage>();
  let at = end;
  for (const key of keysIn(value)) {
    const storage = named.get(key);
    if (storage === undefined || found.has(key))
      throw torchMalformed('each storage that the pickle names, once', JSON.stringify(key.slice(0, 100)));
    const count = Buffer.from(await source.read(at, COUNT_BYTES)).readBigUInt64LE();
    if (count !== BigInt(storage.elementCount))
      throw torchMalformed(`${storage.elementCount} elements`, `${count}`);
    const lengthBytes = storage.elementCount * storage.element.itemBytes;
    assertStorageBytes(storage, Math.min(lengthBytes, source.sizeBytes - at - COUNT_BYTES));
    found.set(key, { offset: at + COUNT_BYTES, lengthBytes });
    at += COUNT_BYTES + lengthBytes;
  }
  if (found.size !== named.size) throw torchMalformed(`${named.size} storages`, `${found.size}`);
  if (at !== source.sizeBytes) throw torchMalformed(`a file of ${at} bytes`, `${source.sizeBytes}`);
  return found;
}

const COUNT_BYTES = 8;

function keysIn(value: PickleValue): readonly string[] {
  const items = value.kind === 'list' ? value.items : [];
  const keys = items.flatMap((item) => (item.kind === 'text' ? item.value : []));
  if (value.kind === 'list' && keys.length === items.length) return keys;
  throw torchMalformed('the list of storages', value.kind);
}

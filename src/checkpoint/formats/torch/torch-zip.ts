import { bytesOf, type ByteSource } from '../../../base/byte-source.ts';
import { refuse } from '../../checkpoint-error.ts';
import type { FormatReport, TensorEntry } from '../format-report.ts';
import { PICKLE_BYTES_MAX } from '../pickle/pickle-cursor.ts';
import { pickleMalformed } from '../pickle/pickle-error.ts';
import { pickleReport } from '../pickle/pickle-report.ts';
import type { StorageValue } from '../pickle/pickle-value.ts';
import { readPickle } from '../pickle/read-pickle.ts';
import type { ZipEntry } from '../zip/zip-archive.ts';
import { memberBytes, memberChunks } from '../zip/zip-chunks.ts';
import { assertStorageBytes, placeInStorages, torchMalformed, type StoredStorage } from './storage-place.ts';

/** The folder of a torch archive: the one whose `data.pkl` lies beside its storages; null for other archives. */
export function torchRoot(entries: readonly ZipEntry[]): string | null {
  const root = entries.find(({ name }) => /^[^/]+\/data\.pkl$/.test(name))?.name.replace(/data\.pkl$/, '');
  return root !== undefined && entries.every(({ name }) => name.startsWith(root)) ? root : null;
}

/** What torch.save writes: a pickle, storages beside it, three words about the file. Anything else is a program's. */
export async function readTorchZip(
  source: ByteSource,
  entries: readonly ZipEntry[],
  root: string,
): Promise<FormatReport> {
  const members = new Map(entries.map((entry) => [entry.name.slice(root.length), entry]));
  const odd = [...members.keys()].filter((name) => !MEMBER.test(name));
  if (odd.length > 0) throw torchScript(odd);
  await assertLittleEndian(source, members.get('byteorder'));
  const main = members.get('data.pkl');
  if (main === undefined) throw torchMalformed('data.pkl', 'none');
  const pickle = bytesOf(await memberBytes(source, main, PICKLE_BYTES_MAX));
  const reading = await readPickle(pickle, 0, { isTorch: true });
  if (reading.unlisted.length > 0) return pickleReport('torch', [reading], () => null);
  if (reading.end !== pickle.sizeBytes)
    throw pickleMalformed('STOP as the last byte of data.pkl', 'bytes behind it');
  const place = placeInStorages(source, storagesIn(source, members, reading.storages));
  return pickleReport('torch', [reading], (named) => {
    const entry = place(named);
    return entry !== null && 'bytes' in named.tensor ? movedBy(entry, main) : entry;
  });
}

/** `.format_version` and `.storage_alignment` came with torch 2.7, `.data/serialization_id` with 2.1. */
const MEMBER =
  /^(data\.pkl|version|byteorder|\.format_version|\.storage_alignment|data\/[^/]+|\.data\/[^/]+)$/;

async function assertLittleEndian(source: ByteSource, entry: ZipEntry | undefined): Promise<void> {
  if (entry === undefined) return;
  const order = (await memberBytes(source, entry, 16)).toString('latin1');
  if (order === 'little') return;
  throw refuse('CHECKPOINT_FORMAT_UNSUPPORTED', 'this torch file is not little-endian', {
    expected: 'little',
    received: JSON.stringify(order),
  });
}

/** Every storage that the pickle names, and no other. */
function storagesIn(
  source: ByteSource,
  members: ReadonlyMap<string, ZipEntry>,
  named: ReadonlyMap<string, StorageValue>,
): ReadonlyMap<string, StoredStorage> {
  const found = new Map<string, StoredStorage>();
  for (const [key, storage] of named) {
    const entry = members.get(`data/${key}`);
    if (entry === undefined) throw torchMalformed(`a storage ${JSON.stringify(key.slice(0, 100))}`, 'none');
    if (!entry.isStored) throw deflated(entry);
    assertStorageBytes(storage, entry.lengthBytes);
    const { offset, lengthBytes } = entry;
    found.set(key, { offset, lengthBytes, checkedChunks: () => memberChunks(source, entry) });
  }
  for (const name of members.keys())
    if (name.startsWith('data/') && !named.has(name.slice('data/'.length)))
      throw torchMalformed('only storages that the pickle names', JSON.stringify(name.slice(0, 100)));
  return found;
}

/** An array inside the pickle: its place counts from the pickle's start. */
function movedBy(entry: TensorEntry, { isStored, offset }: ZipEntry): TensorEntry {
  if (entry.offset === null || !isStored) return { ...entry, offset: null };
  return { ...entry, offset: entry.offset + offset };
}

const MEMBERS_SHOWN = 20;

function torchScript(odd: readonly string[]) {
  const shown = odd.slice(0, MEMBERS_SHOWN).map((name) => JSON.stringify(name.slice(0, 100)));
  return refuse(
    'CHECKPOINT_TORCHSCRIPT',
    'this torch archive holds more than tensors: loading it runs its code',
    {
      expected: 'members as torch.save writes them',
      received: shown.join(', '),
    },
  );
}

function deflated({ name }: ZipEntry) {
  return refuse(
    'CHECKPOINT_FORMAT_UNSUPPORTED',
    'this torch archive was packed again: its storages are deflated',
    {
      expected: 'storages stored as they are',
      received: JSON.stringify(name.slice(0, 100)),
    },
  );
}

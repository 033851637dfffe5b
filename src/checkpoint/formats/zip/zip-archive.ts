import type { ByteSource } from '../../../base/byte-source.ts';
import { readDirectory, type DirectoryEntry } from './zip-directory.ts';
import { zipMalformed } from './zip-error.ts';
import { placeOf } from './zip-local.ts';

/*
 * member      a file inside the archive
 * directory   the list of members at the archive's end; each member repeats its part before its bytes
 */
export interface ZipEntry {
  readonly name: string;
  /** Stored as it is, or deflated. */
  readonly isStored: boolean;
  /** Where the member's bytes, as they stand in the archive, begin. */
  readonly offset: number;
  readonly storedBytes: number;
  /** What the member says it has once inflated; equal to `storedBytes` where it is stored. */
  readonly lengthBytes: number;
  readonly crc: number;
}

/**
 * The members of a ZIP archive in which no two readers can disagree: directory and local headers say the same, members
 * tile the file from byte 0 to the directory, nothing is hidden, encrypted or named twice. Directories (`name/`) are
 * left out. Refuses with `CHECKPOINT_ZIP_MALFORMED`, or `CHECKPOINT_TOO_LARGE` beyond the limits.
 */
export async function readZip(source: ByteSource): Promise<readonly ZipEntry[]> {
  const { entries, directoryOffset } = await readDirectory(source);
  assertNamedOnce(entries);
  const inOrder = [...entries].sort((a, b) => a.headerOffset - b.headerOffset);
  const offsets = new Map<string, number>();
  for (const [index, entry] of inOrder.entries()) {
    const begin = index === 0 ? 0 : entry.headerOffset;
    if (entry.headerOffset !== begin)
      throw zipMalformed('the first member at byte 0', `${entry.headerOffset}`);
    const end = inOrder[index + 1]?.headerOffset ?? directoryOffset;
    offsets.set(entry.name, await placeOf(source, entry, end));
  }
  if (entries.length === 0 && directoryOffset !== 0)
    throw zipMalformed('nothing before the directory', 'bytes');
  return entries.filter(({ name }) => !name.endsWith('/')).map((entry) => memberOf(entry, offsets));
}

function assertNamedOnce(entries: readonly DirectoryEntry[]): void {
  const names = new Set<string>();
  for (const { name } of entries) {
    if (names.has(name)) throw zipMalformed('each name once', JSON.stringify(name.slice(0, 100)));
    names.add(name);
  }
}

function memberOf(entry: DirectoryEntry, offsets: ReadonlyMap<string, number>): ZipEntry {
  const { name, isStored, storedBytes, lengthBytes, crc } = entry;
  return { name, isStored, offset: offsets.get(name) ?? 0, storedBytes, lengthBytes, crc };
}

import { opendir } from 'node:fs/promises';

/** A cache with so many repositories has never been seen. */
const ENTRIES_MAX = 20_000;

/** The names of the folders in a folder, links left out; none, where it is none or can't be read. */
export async function foldersIn(folder: string): Promise<readonly string[]> {
  const names: string[] = [];
  let entries = 0;
  try {
    for await (const entry of await opendir(folder)) {
      if (entry.isDirectory()) names.push(entry.name);
      if (++entries === ENTRIES_MAX) break;
    }
  } catch {
    return [];
  }
  return names.sort();
}

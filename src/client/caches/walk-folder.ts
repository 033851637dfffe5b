import { opendir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { PassedOver } from './cached-file.ts';

export interface WalkedFile {
  /** Where the bytes lie, links resolved. */
  readonly file: string;
  /** As it was met below the folder, with forward slashes. */
  readonly name: string;
  readonly sizeBytes: number;
}

export interface Walk {
  readonly files: readonly WalkedFile[];
  readonly passedOver: readonly PassedOver[];
}

export interface WalkLimits {
  /** The cache of a heavy user holds some thousands; a folder of a whole disk is none. */
  readonly entriesMax: number;
  /** A snapshot of Hugging Face with its folders is six deep. */
  readonly depthMax: number;
  /** False for names that are not to be entered nor read. */
  readonly isWanted: (name: string) => boolean;
}

const WALK: WalkLimits = { entriesMax: 100_000, depthMax: 16, isWanted: () => true };

/**
 * The files below a folder, by name. Links are followed to regular files only: folders are entered where they
 * really lie, so no loop has a beginning.
 */
export async function walkFolder(folder: string, limits: Partial<WalkLimits> = {}): Promise<Walk> {
  const { entriesMax, depthMax, isWanted } = { ...WALK, ...limits };
  const files: WalkedFile[] = [];
  const passedOver: PassedOver[] = [];
  const folders = [{ at: '', depth: 0 }];
  let entries = 0;
  for (let next = folders.pop(); next; next = folders.pop()) {
    const { at, depth } = next;
    const read = await entriesOf(path.join(folder, at), entriesMax - entries);
    if (read.reason) passedOver.push({ path: path.join(folder, at), reason: read.reason });
    entries += read.names.length;
    for (const entry of read.names.filter(isWanted)) {
      const name = path.posix.join(at, entry);
      const met = await lookAt(path.join(folder, name));
      if (typeof met === 'string') passedOver.push({ path: path.join(folder, name), reason: met });
      else if (met !== null) files.push({ ...met, name });
      else if (depth + 1 < depthMax) folders.push({ at: name, depth: depth + 1 });
      else passedOver.push({ path: path.join(folder, name), reason: 'TOO_DEEP' });
    }
    if (read.reason === 'TOO_MANY') break;
  }
  return { files: files.sort((a, b) => (a.name < b.name ? -1 : 1)), passedOver };
}

interface Entries {
  readonly names: readonly string[];
  readonly reason?: 'UNREADABLE' | 'TOO_MANY';
}

// One by one: a folder may have more entries than memory has room for names.
async function entriesOf(folder: string, max: number): Promise<Entries> {
  const names: string[] = [];
  try {
    for await (const { name } of await opendir(folder)) {
      if (names.length === max) return { names: names.sort(), reason: 'TOO_MANY' };
      names.push(name);
    }
  } catch {
    return { names: names.sort(), reason: 'UNREADABLE' };
  }
  return { names: names.sort() };
}

/** A file, null for a folder to enter, or why it is passed over. */
async function lookAt(
  place: string,
): Promise<Pick<WalkedFile, 'file' | 'sizeBytes'> | null | PassedOver['reason']> {
  try {
    const file = await realpath(place);
    const facts = await stat(file);
    if (facts.isFile()) return { file, sizeBytes: facts.size };
    if (!facts.isDirectory()) return 'NO_FILE';
    return file === path.join(await realpath(path.dirname(place)), path.basename(place))
      ? null
      : 'LINK_TO_FOLDER';
  } catch (error) {
    return BROKEN.has((error as NodeJS.ErrnoException).code ?? '') ? 'LINK_BROKEN' : 'UNREADABLE';
  }
}

const BROKEN: ReadonlySet<string> = new Set(['ENOENT', 'ELOOP']);

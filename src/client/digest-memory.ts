import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { isDigest, type Digest } from '../base/digest.ts';
import { writePrivateFile } from '../hub/context/secret-file.ts';

/*
 * digest memory   the sha256 of files that were read before, in the client's home: hashing a terabyte takes an hour
 * state           what changes with a file's bytes: its size, times and inode
 */
export class DigestMemory {
  readonly #file: string;
  readonly #known: Map<string, Remembered>;
  #isChanged = false;

  private constructor(file: string, known: Map<string, Remembered>) {
    this.#file = file;
    this.#known = known;
  }

  static async open(home: string): Promise<DigestMemory> {
    const file = path.join(home, 'digests.json');
    return new DigestMemory(file, await readMemory(file));
  }

  /** The size of a file that has to be read to know its digest; 0 where it is remembered. */
  async bytesToRead(file: string): Promise<number> {
    const [state, size] = await stateOf(file);
    return this.#known.get(file)?.state === state ? 0 : size;
  }

  /** The digest remembered for a file in the very state it is in, else what `read` says. */
  async digestOf(file: string, read: () => Promise<Digest>): Promise<Digest> {
    const [state] = await stateOf(file);
    const known = this.#known.get(file);
    if (known?.state === state) return known.digest;
    const digest = await read();
    // What was written to while it was read has no digest worth keeping.
    const [after] = await stateOf(file);
    if (after === state) this.#remember(file, { state, digest });
    return digest;
  }

  #remember(file: string, remembered: Remembered): void {
    this.#known.delete(file);
    this.#known.set(file, remembered);
    this.#isChanged = true;
  }

  async save(): Promise<void> {
    if (!this.#isChanged) return;
    const newest = [...this.#known].slice(-FILES_MAX);
    await writePrivateFile(this.#file, `${JSON.stringify(Object.fromEntries(newest))}\n`);
    this.#isChanged = false;
  }
}

interface Remembered {
  readonly state: string;
  readonly digest: Digest;
}

const FILES_MAX = 20_000;
/** A path of 512 bytes with its state, times the files kept. */
const MEMORY_BYTES_MAX = 16 << 20;

/** What changes with a file's bytes, in one line. */
export async function fileState(file: string): Promise<string> {
  return (await stateOf(file))[0];
}

// The time of change can't be set back as the time of writing can.
async function stateOf(file: string): Promise<[state: string, sizeBytes: number]> {
  const { size, mtimeNs, ctimeNs, dev, ino } = await stat(file, { bigint: true });
  return [[size, mtimeNs, ctimeNs, dev, ino].join(' '), Number(size)];
}

// A memory that is missing or broken is an empty one: everything in it can be read again.
async function readMemory(file: string): Promise<Map<string, Remembered>> {
  try {
    await using handle = await open(file, 'r');
    const { size } = await handle.stat();
    if (size > MEMORY_BYTES_MAX) return new Map();
    const parsed = JSON.parse(await handle.readFile('utf8')) as Record<string, unknown>;
    return new Map(Object.entries(parsed).filter((entry): entry is [string, Remembered] => isGood(entry[1])));
  } catch {
    return new Map();
  }
}

function isGood(value: unknown): value is Remembered {
  if (typeof value !== 'object' || value === null) return false;
  const { state, digest } = value as Partial<Remembered>;
  return typeof state === 'string' && isDigest(digest);
}

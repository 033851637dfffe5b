import path from 'node:path';
import type { Digest } from '../base/digest.ts';
import type { HashQuestion } from '../weights/examiner.ts';
import type { FileHashes } from '../weights/hash-file.ts';
import { Thread } from '../weights/thread.ts';
import type { FoundFile } from './collect-files.ts';
import { DigestMemory, fileState } from './digest-memory.ts';
import type { Session } from './session.ts';
import { uploadFile } from './upload.ts';

/** Files on their way to a hub: read once to be hashed, and once to be sent, at the same time. */
export interface Sending extends AsyncDisposable {
  /** In the order of the files; known before the last byte is sent. */
  readonly digests: Promise<readonly Digest[]>;
  /** The hub has all of them. */
  readonly done: Promise<unknown>;
}

export type OnSent = (path: string, bytesSent: number) => void;

/**
 * Hashes files one after another, and sends a few at once. A large one goes out while it is hashed; what the hub turns
 * out to have is not sent on. Ended early, it leaves what was sent for the next time.
 */
export function sendFiles(
  session: Session,
  files: readonly FoundFile[],
  onSent: OnSent,
  signal?: AbortSignal,
): Sending {
  const ending = new AbortController();
  const until = AbortSignal.any([ending.signal, ...(signal ? [signal] : [])]);
  const hashing = hashFiles(session.home, files, until);
  const sendOne = async (file: FoundFile, i: number) => {
    const hashed = hashing.each[i] as Promise<Digest>;
    const isSmall = file.sizeBytes <= HASHED_FIRST_BYTES;
    const digest = isSmall || (await hashing.isKnown(file)) ? await hashed : hashed;
    const wanted = { file: file.file, path: file.path, digest };
    // Begun before its digest was known, it goes on whether that is known by then or not.
    const mark = isSmall ? {} : { mark: `${path.resolve(file.file)} ${await fileState(file.file)}` };
    await uploadFile(session, { ...wanted, ...mark }, (bytes) => onSent(file.path, bytes), until);
    onSent(file.path, file.sizeBytes);
  };
  const done = inLanes(files, sendOne, () => ending.abort());
  // What ended the sending ended the hashing too, and says more.
  const digests = Promise.race([hashing.all, done.then(() => hashing.all)]).catch(async (error: unknown) => {
    await done;
    throw error;
  });
  for (const promise of [done, digests]) promise.catch(() => undefined);
  return {
    digests,
    done,
    async [Symbol.asyncDispose]() {
      ending.abort();
      await hashing[Symbol.asyncDispose]();
      await Promise.allSettled([done, hashing.all]);
    },
  };
}

/** Below this a hash takes no time, and may save the bytes. */
const HASHED_FIRST_BYTES = 16 << 20;
/** A disk that gives no byte for a minute has failed. */
const HASHING = { heapMib: 64, firstWordMs: 60_000, silenceMs: 60_000 };
/** One wire is filled by few; more would only share it. */
const LANES = 3;

function hashFiles(home: string, files: readonly FoundFile[], signal: AbortSignal) {
  const thread = new Thread<HashQuestion, FileHashes, number>({ script: 'hash-worker', ...HASHING });
  const read = async (file: string) => (await thread.ask({ file, isForHub: false }, () => undefined)).digest;
  const memory = DigestMemory.open(home);
  const digestOf = async ({ file }: FoundFile): Promise<Digest> => {
    signal.throwIfAborted();
    const known = await memory;
    return known.digestOf(path.resolve(file), () => read(file));
  };
  let last: Promise<unknown> = Promise.resolve();
  const each = files.map((file) => {
    const digest = last.then(() => digestOf(file));
    // Told to whoever waits for it.
    digest.catch(() => undefined);
    return (last = digest);
  });
  const all = Promise.all(each).then(async (digests) => {
    await (await memory).save();
    return digests;
  });
  return {
    each,
    all,
    /** Whether a file needs no reading: its digest is remembered. */
    isKnown: async ({ file }: FoundFile) => (await (await memory).bytesToRead(path.resolve(file))) === 0,
    [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose](),
  };
}

/** In order, a few at once; the first failure ends the others. */
async function inLanes<Item>(
  items: readonly Item[],
  act: (item: Item, i: number) => Promise<void>,
  stop: () => void,
): Promise<void> {
  const queue = items.entries();
  const lane = async () => {
    for (const [i, item] of queue) await act(item, i);
  };
  const lanes = Array.from({ length: LANES }, () => lane());
  for (const running of lanes) running.catch(stop);
  await Promise.allSettled(lanes);
  await Promise.all(lanes);
}

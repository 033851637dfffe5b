import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ByteSource } from '../base/byte-source.ts';
import { hexOf, type Digest } from '../base/digest.ts';
import { fault, isRefusal, messageOf, refusal } from '../base/errors.ts';
import { Examiner, type InspectionAnswer } from './examiner.ts';
import type { Examination } from './examination.ts';
import type { FileHashes } from './hash-file.ts';
import { GrowingFiles } from './growing-files.ts';
import { openFileSource } from './open-file-source.ts';

/*
 * weights   content-addressed files: `sha256/ab/<hex>`, written once, never changed
 * ingest    examine a file a stranger brought, then take it in under its digest
 */
export class Weights implements AsyncDisposable {
  readonly #folder: string;
  /** Two, so that a manifest does not wait behind a file of terabytes. */
  readonly #examiners = { small: new Examiner(), large: new Examiner() };

  /** Uploads that are hashed while they come in. */
  readonly growing = new GrowingFiles();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(folder: string): Promise<Weights> {
    await mkdir(path.join(folder, 'sha256'), { recursive: true, mode: 0o700 });
    // What a killed hub was writing here belongs to nobody.
    await rm(path.join(folder, 'incoming'), { recursive: true, force: true });
    await mkdir(path.join(folder, 'incoming'), { recursive: true, mode: 0o700 });
    return new Weights(folder);
  }

  /** Where files are written before they are taken in; emptied at each start. */
  get incomingFolder(): string {
    return path.join(this.#folder, 'incoming');
  }

  pathOf(digest: Digest): string {
    const hex = hexOf(digest);
    return path.join(this.#folder, 'sha256', hex.slice(0, 2), hex);
  }

  async has(digest: Digest): Promise<boolean> {
    return stat(this.pathOf(digest)).then(
      (found) => found.isFile(),
      () => false,
    );
  }

  /**
   * Examines `file` and moves it in; the file is gone afterwards, taken or refused. A fault of the machine
   * (no room, a thread that died) leaves it where it is, for it may be tried again.
   * Of a large file whose verdict its headers give, the tensors' bytes are left for `inspectAgain`.
   * Refuses with `WEIGHTS_DIGEST_MISMATCH` when its bytes are not those announced.
   */
  async ingest(file: string, announced: { digest: Digest; path: string }): Promise<Examination> {
    try {
      const examination = await this.#examine(file, announced.path);
      if (examination.digest !== announced.digest) throw mismatch(announced.digest, examination.digest);
      if (!(await this.has(examination.digest))) await this.#moveIn(file, examination.digest);
      await rm(file, { force: true });
      return examination;
    } catch (error) {
      if (isRefusal(error)) await rm(file, { force: true });
      throw error;
    }
  }

  async #examine(file: string, name: string): Promise<Examination> {
    const { size } = await stat(file);
    const examiner = this.#examinerOf(size);
    const question = { file, path: name, isForHub: true, options: { mayPostpone: size > SMALL_BYTES } };
    const hashes: FileHashes | null = await this.growing.take(file, size);
    if (hashes === null) return examiner.examine(question);
    return { ...hashes, ...(await examiner.inspect(question)) };
  }

  async ingestBytes(bytes: Uint8Array, announced: { digest: Digest; path: string }): Promise<Examination> {
    const file = path.join(this.incomingFolder, randomUUID());
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.close();
      return await this.ingest(file, announced);
    } finally {
      await rm(file, { force: true });
    }
  }

  /** What the readers find in kept bytes under a name, and beside other files; those by name and place on this machine. */
  async inspectAgain(
    digest: Digest,
    name: string,
    siblings: Readonly<Record<string, string>> = {},
  ): Promise<InspectionAnswer> {
    const file = this.pathOf(digest);
    const examiner = await this.#examinerFor(file);
    return examiner.inspect({ file, path: name, siblings, isForHub: true });
  }

  async #examinerFor(file: string): Promise<Examiner> {
    return this.#examinerOf((await stat(file)).size);
  }

  #examinerOf(sizeBytes: number): Examiner {
    return sizeBytes <= SMALL_BYTES ? this.#examiners.small : this.#examiners.large;
  }

  /** The whole file, bounded: for manifests and other small things. */
  async readSmall(digest: Digest, bytesMax: number): Promise<Uint8Array> {
    await using source = await this.openSource(digest);
    if (source.sizeBytes > bytesMax)
      throw refusal('WEIGHTS_TOO_LARGE', `${digest} is too large to be read whole`, {
        expected: `at most ${bytesMax} bytes`,
        received: `${source.sizeBytes} bytes`,
      });
    return await source.read(0, source.sizeBytes);
  }

  async openSource(digest: Digest): Promise<ByteSource & AsyncDisposable> {
    return openFileSource(this.pathOf(digest)).catch((error: unknown) => {
      throw fault('WEIGHTS_MISSING', `the bytes of ${digest} are not on this hub: ${messageOf(error)}`);
    });
  }

  stream(digest: Digest, range: { start: number; end: number }): NodeJS.ReadableStream {
    return createReadStream(this.pathOf(digest), { start: range.start, end: range.end });
  }

  // fsync before and after the rename: an acknowledged upload survives a power cut.
  async #moveIn(file: string, digest: Digest): Promise<void> {
    const target = this.pathOf(digest);
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    await syncFile(file);
    await rename(file, target);
    await syncFile(path.dirname(target));
    await syncFile(path.dirname(path.dirname(target)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.growing[Symbol.asyncDispose]();
    await this.#examiners.small[Symbol.asyncDispose]();
    await this.#examiners.large[Symbol.asyncDispose]();
  }
}

/** Up to here everything is read before the answer; a second later nobody would have to ask again. */
const SMALL_BYTES = 64 << 20;

async function syncFile(target: string): Promise<void> {
  const handle = await open(target, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function mismatch(expected: Digest, received: Digest) {
  return refusal('WEIGHTS_DIGEST_MISMATCH', 'the uploaded bytes are not the ones announced', {
    expected,
    received,
    remedy: 'upload the file again; it changed on the way or on disk',
  });
}

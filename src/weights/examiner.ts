import type { Digest } from '../base/digest.ts';
import { HeirloomError } from '../base/errors.ts';
import type { InspectOptions } from '../checkpoint/formats/reader.ts';
import { stoppedInspection } from '../checkpoint/inspect.ts';
import type { Inspection, TensorInfo } from '../checkpoint/inspection.ts';
import type { Conversion } from './convert-file.ts';
import type { Examination } from './examination.ts';
import type { FileHashes } from './hash-file.ts';
import type { FileNames } from './name-file.ts';
import { Thread, type ThreadOptions } from './thread.ts';

export interface FileToExamine {
  /** Where it lies on this machine. */
  readonly file: string;
  /** Its path in the checkpoint; only its name says something. */
  readonly path: string;
  /** The files beside it, by plain name: where each lies on this machine. */
  readonly siblings?: Readonly<Record<string, string>>;
  readonly options?: Pick<InspectOptions, 'allowContribOps' | 'statistics' | 'mayPostpone'>;
  /** Whether the digests of its blocks and pieces are wanted too: for who will give parts of it. */
  readonly isForHub?: boolean;
}

export interface HashQuestion {
  readonly file: string;
  readonly isForHub: boolean;
}

/** Files that are read as one: a release torrent's pieces lie across them. */
export interface JoinQuestion {
  readonly files: readonly { readonly file: string; readonly digest: Digest }[];
  /** What follows the last of them. */
  readonly tail: Uint8Array;
}

export interface ConversionQuestion {
  readonly file: string;
  readonly path: string;
  /** An empty folder that the outputs are written to. */
  readonly folder: string;
}

export type InspectionQuestion = FileToExamine;
export interface InspectionAnswer {
  readonly inspection: Inspection;
  readonly blockDigests: Uint8Array | null;
}
export type InspectionProgress = { readonly bytesDone: number } | { readonly tensors: readonly TensorInfo[] };

/** Examines files one after another: hashed in one thread, inspected in another, neither on the event loop. */
export class Examiner implements AsyncDisposable {
  readonly #hashing = new Thread<HashQuestion, FileHashes, number>({
    script: 'hash-worker',
    heapMib: 256,
    ...DISK,
  });
  /** A thread of its own: an upload must not wait for a release of terabytes. */
  readonly #joining = new Thread<JoinQuestion, Uint8Array, number>({
    script: 'join-worker',
    heapMib: 256,
    ...DISK,
  });
  readonly #naming = new Thread<{ file: string; format: string }, FileNames, number>({
    script: 'name-worker',
    heapMib: 256,
    ...DISK,
  });
  readonly #converting = new Thread<ConversionQuestion, Conversion, number>({
    script: 'convert-worker',
    heapMib: 1024,
    ...DISK,
  });
  readonly #inspecting: Thread<InspectionQuestion, InspectionAnswer, InspectionProgress>;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(limits: InspectionLimits = INSPECTION_LIMITS) {
    this.#inspecting = new Thread({ script: 'inspect-worker', ...limits });
  }

  async examine(
    question: FileToExamine,
    onProgress: (bytesDone: number) => void = () => undefined,
  ): Promise<Examination> {
    return this.#inTurn(async () => {
      // Both threads are done with a file before the next one's turn, whatever becomes of it.
      const [hashes, inspected] = await Promise.allSettled([
        this.#hashing.ask({ file: question.file, isForHub: question.isForHub ?? false }, onProgress),
        this.#inspect(question),
      ]);
      if (hashes.status === 'rejected') throw hashes.reason;
      if (inspected.status === 'rejected') throw inspected.reason;
      return { ...hashes.value, ...inspected.value };
    });
  }

  /** Writes a legacy file's tensors as safetensors into a folder of the caller's. */
  async convert(
    question: ConversionQuestion,
    onProgress: (bytesDone: number) => void = () => undefined,
  ): Promise<Conversion> {
    return this.#inTurn(() => this.#converting.ask(question, onProgress));
  }

  /** sha256 of the file, and nothing else of it. */
  async digestOf(file: string, onProgress: (bytesDone: number) => void): Promise<Digest> {
    return this.#inTurn(async () => (await this.#hashing.ask({ file, isForHub: false }, onProgress)).digest);
  }

  /** What other systems call the file's bytes. */
  async name(file: string, format: string): Promise<FileNames> {
    return this.#inTurn(() => this.#naming.ask({ file, format }, () => undefined));
  }

  /** SHA-1 of each piece of several files one after another; each is checked against its digest on the way. */
  async pieceHashesOf(question: JoinQuestion): Promise<Uint8Array> {
    return this.#inTurn(() => this.#joining.ask(question, () => undefined));
  }

  /** The inspection alone, of a file whose digests are known. */
  async inspect(
    question: FileToExamine,
    onProgress: (bytesDone: number) => void = () => undefined,
  ): Promise<InspectionAnswer> {
    return this.#inTurn(() => this.#inspect(question, onProgress));
  }

  async #inspect(
    question: FileToExamine,
    onProgress: (bytesDone: number) => void = () => undefined,
  ): Promise<InspectionAnswer> {
    const tensors: TensorInfo[] = [];
    try {
      const { inspection, blockDigests } = await this.#inspecting.ask(question, (progress) => {
        if ('tensors' in progress) tensors.push(...progress.tensors);
        else onProgress(progress.bytesDone);
      });
      // libhdf5 runs in WebAssembly, whose memory only grows: a hostile file may have taken all of it.
      if (inspection.format === 'hdf5') await this.#inspecting.renew();
      return { inspection: { ...inspection, tensors }, blockDigests };
    } catch (error) {
      if (!(error instanceof HeirloomError) || !STOPPED.has(error.code)) throw error;
      return { inspection: stoppedInspection(question.path, error.message), blockDigests: null };
    }
  }

  #inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const turn = this.#tail.then(act);
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#tail;
    await this.#hashing[Symbol.asyncDispose]();
    await this.#joining[Symbol.asyncDispose]();
    await this.#naming[Symbol.asyncDispose]();
    await this.#converting[Symbol.asyncDispose]();
    await this.#inspecting[Symbol.asyncDispose]();
  }
}

/** What an inspection may take before it is ended, and its file quarantined. */
type InspectionLimits = Pick<ThreadOptions, 'heapMib' | 'firstWordMs' | 'silenceMs'>;

const INSPECTION_LIMITS: InspectionLimits = {
  heapMib: 1024,
  // A header that keeps a reader busy for so long is a bomb: the largest honest ones take under a second.
  firstWordMs: 10_000,
  // A matrix has its singular values computed between two words.
  silenceMs: 60_000,
};

/** A disk that gives no byte for a minute has failed. */
const DISK = { firstWordMs: 60_000, silenceMs: 60_000 };

/** The file did this, not the machine: it fails closed. */
const STOPPED: ReadonlySet<string> = new Set([
  'WEIGHTS_THREAD_SILENT',
  'WEIGHTS_THREAD_MEMORY',
  'WEIGHTS_READER_FAILED',
]);

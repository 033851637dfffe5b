import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { messageOf, refusal } from '../../base/errors.ts';

export interface Line {
  /** From 1. */
  readonly number: number;
  /** Without its line break; null where it was longer than a line may be, and was never held. */
  readonly bytes: Uint8Array | null;
}

/** The largest real rows have 30,000 files in 3 MB. */
export const LINE_BYTES_MAX = 4 << 20;

const CHUNK_BYTES = 1 << 20;

/** A file's lines, a few at a time, unpacked where its name ends in .gz; `onBytes` hears how far into the file it is. */
export async function* boundedLines(
  file: string,
  onBytes: (bytesDone: number) => void,
  lineBytesMax = LINE_BYTES_MAX,
): AsyncGenerator<readonly Line[]> {
  const source = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  const bytes = file.endsWith('.gz')
    ? pipeline(source, createGunzip({ chunkSize: CHUNK_BYTES }), () => undefined)
    : source;
  const splitter = new LineSplitter(lineBytesMax);
  try {
    for await (const chunk of bytes) {
      yield splitter.push(chunk as Buffer);
      onBytes(source.bytesRead);
    }
  } catch (error) {
    throw damaged(file, error);
  }
  yield splitter.end();
}

/** Cuts chunks into lines; of a line that is too long it keeps nothing but the fact. */
class LineSplitter {
  readonly #lineBytesMax: number;
  #number = 0;
  #held: Buffer[] = [];
  #heldBytes = 0;

  constructor(lineBytesMax: number) {
    this.#lineBytesMax = lineBytesMax;
  }

  push(chunk: Buffer): Line[] {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(LF); end >= 0; end = chunk.indexOf(LF, start)) {
      this.#hold(chunk.subarray(start, end));
      lines.push(this.#take());
      start = end + 1;
    }
    this.#hold(chunk.subarray(start));
    return lines;
  }

  end(): Line[] {
    return this.#heldBytes > 0 ? [this.#take()] : [];
  }

  #hold(piece: Buffer): void {
    this.#heldBytes += piece.length;
    if (this.#heldBytes > this.#lineBytesMax) this.#held = [];
    else if (piece.length > 0) this.#held.push(piece);
  }

  #take(): Line {
    const isTooLong = this.#heldBytes > this.#lineBytesMax;
    const whole = this.#held.length === 1 ? this.#held[0]! : Buffer.concat(this.#held);
    this.#held = [];
    this.#heldBytes = 0;
    this.#number++;
    if (isTooLong) return { number: this.#number, bytes: null };
    return { number: this.#number, bytes: whole.at(-1) === CR ? whole.subarray(0, -1) : whole };
  }
}

const LF = 0x0a;
const CR = 0x0d;

function damaged(file: string, cause: unknown) {
  const { code } = (cause ?? {}) as NodeJS.ErrnoException;
  const isMissing = code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR';
  return refusal(
    'IMPORT_FILE_UNREADABLE',
    `${file} can’t be read${isMissing ? '' : ' to its end'}`,
    {
      expected: 'a file of lines, or such a file packed with gzip',
      received: messageOf(cause),
      remedy: isMissing ? 'check the path' : 'get the file again; what was read is imported',
    },
    { cause },
  );
}

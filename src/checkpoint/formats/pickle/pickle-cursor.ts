import { pickleMalformed } from './pickle-error.ts';

/** Thrown where the bytes held so far end; whoever holds them gets more, or knows that there are none. */
export class WindowEnded extends Error {
  override readonly name = 'WindowEnded';
}

/** Walks the opcodes of one pickle and keeps the rule of frames. */
export class PickleCursor {
  readonly #bytes: Buffer;
  /** Where the first of the bytes lies in the source. */
  readonly #base: number;
  #at = 0;
  #opcodeAt = 0;
  #frameEnd = 0;

  constructor(bytes: Uint8Array, base: number) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#base = base;
  }

  /** Where the next byte lies in the source. */
  get position(): number {
    return this.#base + this.#at;
  }

  /** Where the opcode that is being read began, in the source. */
  get opcodePosition(): number {
    return this.#base + this.#opcodeAt;
  }

  nextOpcode(): number {
    this.#opcodeAt = this.#at;
    return this.uint8();
  }

  /**
   * Python's two unpicklers disagree on an opcode whose operands cross the end of its frame: one reads on, the other
   * jumps. No writer makes them.
   */
  endOpcode(): void {
    if (this.#opcodeAt < this.#frameEnd && this.#at > this.#frameEnd)
      throw pickleMalformed('opcodes inside their frame', `one across its end at ${this.opcodePosition}`);
  }

  openFrame(length: bigint): void {
    if (this.#opcodeAt < this.#frameEnd)
      throw pickleMalformed('one frame after the other', `one inside another at ${this.opcodePosition}`);
    if (length === 0n || length > BigInt(FRAME_BYTES_MAX))
      throw pickleMalformed('a frame of some bytes', `${length}`);
    const end = this.#at + Number(length);
    this.#need(Number(length));
    this.#frameEnd = end;
  }

  assertFrameEnded(): void {
    if (this.#at < this.#frameEnd) throw pickleMalformed('STOP at the end of its frame', 'before it');
  }

  uint8(): number {
    return this.#bytes.readUInt8(this.#take(1));
  }

  uint16(): number {
    return this.#bytes.readUInt16LE(this.#take(2));
  }

  int32(): number {
    return this.#bytes.readInt32LE(this.#take(4));
  }

  uint32(): number {
    return this.#bytes.readUInt32LE(this.#take(4));
  }

  uint64(): bigint {
    return this.#bytes.readBigUInt64LE(this.#take(8));
  }

  float64(): number {
    return this.#bytes.readDoubleBE(this.#take(8));
  }

  /** Exactly `length` bytes, in place. */
  take(length: number | bigint): Buffer {
    if (length > PICKLE_BYTES_MAX) throw pickleMalformed(`at most ${PICKLE_BYTES_MAX} bytes`, `${length}`);
    const at = this.#take(Number(length));
    return this.#bytes.subarray(at, at + Number(length));
  }

  /** Up to the next line feed, which is taken and left out. */
  line(): Buffer {
    const at = this.#at;
    const end = this.#bytes.subarray(at, at + LINE_BYTES_MAX).indexOf(0x0a);
    if (end < 0 && this.#bytes.byteLength - at < LINE_BYTES_MAX) throw new WindowEnded();
    if (end < 0) throw pickleMalformed(`a line of at most ${LINE_BYTES_MAX} bytes`, 'a longer one');
    this.#at = at + end + 1;
    return this.#bytes.subarray(at, at + end);
  }

  #take(length: number): number {
    this.#need(length);
    const at = this.#at;
    this.#at += length;
    return at;
  }

  #need(length: number): void {
    if (length > this.#bytes.byteLength - this.#at) throw new WindowEnded();
  }
}

/** What is held of one pickle at most: torch's own hold no tensors, and stay below a few MB. */
export const PICKLE_BYTES_MAX = 256 << 20;
const FRAME_BYTES_MAX = PICKLE_BYTES_MAX;
const LINE_BYTES_MAX = 64 << 10;

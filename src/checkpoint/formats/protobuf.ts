import type { ByteSource } from '../../base/byte-source.ts';
import { refuse } from '../checkpoint-error.ts';

/** A stretch of the file that holds one message or one packed list. */
export interface ByteRange {
  readonly offset: number;
  readonly lengthBytes: number;
}

/** One field as it stands on the wire; the payload of LEN stays in the file until somebody asks. */
export type ProtoField = VarintField | FixedField | LenField;

interface VarintField {
  readonly wire: 'VARINT';
  readonly number: number;
  readonly value: bigint;
}

interface FixedField extends ByteRange {
  readonly wire: 'FIXED';
  readonly number: number;
}

interface LenField extends ByteRange {
  readonly wire: 'LEN';
  readonly number: number;
}

/**
 * Walks protobuf messages by skimming: tags and lengths are read, payloads skipped. Every length is compared with what
 * is left of its message; groups and field 0 are refused, so is more than a budget of fields.
 */
export class ProtoReader {
  readonly #source: ByteSource;
  #window: Uint8Array = new Uint8Array(0);
  #windowStart = 0;
  #fieldsLeft = FIELDS_MAX;
  #at = 0;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  get file(): ByteRange {
    return { offset: 0, lengthBytes: this.#source.sizeBytes };
  }

  async *fields(range: ByteRange): AsyncGenerator<ProtoField> {
    const end = range.offset + range.lengthBytes;
    for (let at = range.offset; at < end;) {
      const field = await this.#field(at, end);
      at = field.wire === 'VARINT' ? this.#at : field.offset + field.lengthBytes;
      yield field;
    }
  }

  /** The varints of a packed list in order, a window at a time: lists of weights have millions. */
  async *varints(range: ByteRange): AsyncGenerator<readonly bigint[]> {
    const end = range.offset + range.lengthBytes;
    for (let at = range.offset; at < end; at = this.#at) {
      await this.#load(at, end);
      const windowEnd = this.#windowStart + this.#window.byteLength;
      const wholeUntil = windowEnd >= end ? end : windowEnd - VARINT_BYTES_MAX;
      const batch: bigint[] = [];
      for (this.#at = at; this.#at < wholeUntil;) batch.push(this.#varint(this.#at, end));
      const next = this.#at;
      yield batch;
      // The caller may have read elsewhere meanwhile.
      this.#at = next;
    }
  }

  /** The text of a LEN field; refuses one that is too long or not UTF-8. */
  async text(range: ByteRange, bytesMax: number): Promise<string> {
    if (range.lengthBytes > bytesMax)
      throw malformed(`text of at most ${bytesMax} bytes`, `${range.lengthBytes}`);
    const bytes = await this.#bytes(range);
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw malformed('text in UTF-8', `other bytes at ${range.offset}`);
    }
  }

  /** The bytes of a range in chunks. */
  async *chunks(range: ByteRange): AsyncGenerator<Uint8Array> {
    for (let done = 0; done < range.lengthBytes; done += CHUNK_BYTES)
      yield await this.#source.read(range.offset + done, Math.min(CHUNK_BYTES, range.lengthBytes - done));
  }

  // Names are short and lie among the tags, so most are in the window already.
  async #bytes({ offset, lengthBytes }: ByteRange): Promise<Uint8Array> {
    if (lengthBytes > WINDOW_BYTES) return this.#source.read(offset, lengthBytes);
    const end = offset + lengthBytes;
    if (offset < this.#windowStart || end > this.#windowStart + this.#window.byteLength)
      await this.#slide(offset);
    return this.#window.subarray(offset - this.#windowStart, end - this.#windowStart);
  }

  async #field(at: number, end: number): Promise<ProtoField> {
    if (this.#fieldsLeft-- === 0) throw tooManyFields();
    await this.#load(at, end);
    const tag = this.#varint(at, end);
    const number = Number(tag >> 3n);
    if (number === 0 || number > FIELD_NUMBER_MAX) throw malformed('a field number', `${number} at ${at}`);
    switch (Number(tag & 7n)) {
      case 0:
        return { wire: 'VARINT', number, value: this.#varint(this.#at, end) };
      case 1:
        return { wire: 'FIXED', number, ...this.#inside(this.#at, 8n, end) };
      case 2:
        return { wire: 'LEN', number, ...this.#lengthPrefixed(end) };
      case 5:
        return { wire: 'FIXED', number, ...this.#inside(this.#at, 4n, end) };
      default:
        throw malformed('wire type 0, 1, 2 or 5', `${tag & 7n} at ${at}`);
    }
  }

  #lengthPrefixed(end: number): ByteRange {
    const length = this.#varint(this.#at, end);
    return this.#inside(this.#at, length, end);
  }

  #inside(offset: number, length: bigint, end: number): ByteRange {
    if (length > BigInt(end - offset))
      throw malformed(`at most ${end - offset} bytes at ${offset}`, `${length}`);
    return { offset, lengthBytes: Number(length) };
  }

  /** Two varints are at most 20 bytes: one load serves a tag and its value or length. */
  async #load(at: number, end: number): Promise<void> {
    const windowEnd = this.#windowStart + this.#window.byteLength;
    const isLoaded = at >= this.#windowStart && Math.min(at + 20, end) <= windowEnd;
    if (!isLoaded) await this.#slide(at);
  }

  async #slide(at: number): Promise<void> {
    this.#window = await this.#source.read(at, Math.min(WINDOW_BYTES, this.#source.sizeBytes - at));
    this.#windowStart = at;
  }

  /** Decodes at `at`, which must be loaded, and leaves `#at` behind the last byte. */
  #varint(at: number, end: number): bigint {
    let low = 0;
    let high = 0n;
    for (let i = 0; i < VARINT_BYTES_MAX; i++) {
      const byte = at + i < end ? this.#window[at + i - this.#windowStart] : undefined;
      if (byte === undefined) throw malformed('the rest of a varint', `the end of its message at ${end}`);
      if (i === 9 && byte > 1) throw malformed('a varint of 64 bits', `more at ${at}`);
      if (i < 7) low += (byte & 0x7f) * 2 ** (7 * i);
      else high |= BigInt(byte & 0x7f) << BigInt(7 * i);
      if (byte >= 0x80) continue;
      this.#at = at + i + 1;
      return high === 0n ? BigInt(low) : high | BigInt(low);
    }
    throw malformed('a varint of at most 10 bytes', `more at ${at}`);
  }
}

/** As a signed 64-bit number, the way protobuf stores int32 and int64. */
export function signed(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

/** Tags lie close together in graphs and far apart between weights. */
const WINDOW_BYTES = 16 << 10;
const CHUNK_BYTES = 1 << 20;
const VARINT_BYTES_MAX = 10;
const FIELD_NUMBER_MAX = 2 ** 29 - 1;
/** A graph of 100,000 nodes has about a million fields. */
const FIELDS_MAX = 4_000_000;

function malformed(expected: string, received: string) {
  return refuse('CHECKPOINT_PROTOBUF_MALFORMED', `the protobuf is malformed: expected ${expected}`, {
    expected,
    received,
  });
}

function tooManyFields() {
  return refuse('CHECKPOINT_TOO_LARGE', 'the protobuf has more fields than this hub inspects', {
    expected: `at most ${FIELDS_MAX}`,
    received: 'more',
  });
}

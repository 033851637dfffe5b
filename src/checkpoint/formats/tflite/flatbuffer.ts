import type { ByteSource } from '../../../base/byte-source.ts';
import { refuse } from '../../checkpoint-error.ts';

/** A table of a flatbuffer: where it starts and where each of its fields lies; 0 for a field that is not there. */
export interface FlatTable {
  readonly at: number;
  readonly sizeBytes: number;
  readonly fields: readonly number[];
}

/** A vector's items, checked to lie inside the file. */
export interface FlatVector {
  readonly at: number;
  readonly count: number;
}

/**
 * Reads the tables of a flatbuffer one by one; every offset is compared with the file before it is followed. A walk may
 * meet no more tables than the file has room for, so that tables which are pointed at many times cost no more than others.
 */
export class FlatReader {
  readonly #source: ByteSource;
  #tablesLeft: number;
  #window: DataView = new DataView(new ArrayBuffer(0));
  #windowStart = 0;

  constructor(source: ByteSource) {
    this.#source = source;
    // A table costs the pointer to it and its own first word.
    this.#tablesLeft = Math.floor(source.sizeBytes / 8);
  }

  async root(): Promise<FlatTable> {
    return this.table(await this.#target(0));
  }

  /** Fields past `FIELDS_MAX` are newer than this reader; nothing is read of them. */
  async table(at: number): Promise<FlatTable> {
    if (this.#tablesLeft-- === 0)
      throw tfliteMalformed('each table once', 'tables that are pointed at many times');
    const vtable = at - (await this.#read(at, 4, (view, from) => view.getInt32(from, true)));
    const vtableBytes = await this.u16(vtable);
    const sizeBytes = await this.u16(vtable + 2);
    if (vtableBytes < 4 || vtableBytes % 2 !== 0 || sizeBytes < 4)
      throw tfliteMalformed('a table with its list of fields', `${vtableBytes} and ${sizeBytes} bytes`);
    this.#assertInside(at, sizeBytes);
    this.#assertInside(vtable, vtableBytes);
    const fields: number[] = [];
    for (let i = 4; i < Math.min(vtableBytes, 4 + 2 * FIELDS_MAX); i += 2)
      fields.push(await this.u16(vtable + i));
    return { at, sizeBytes, fields };
  }

  /** A number of a table, or what it is when it is left out. */
  async scalar(table: FlatTable, id: number, kind: Scalar, missing = 0): Promise<number> {
    const at = this.#fieldAt(table, id, WIDTHS[kind]);
    return at === null ? missing : this.#read(at, WIDTHS[kind], READERS[kind]);
  }

  async child(table: FlatTable, id: number): Promise<FlatTable | null> {
    const at = this.#fieldAt(table, id, 4);
    return at === null ? null : this.table(await this.#target(at));
  }

  /** A vector of a table; its count is compared with the room behind it, and with `countMax`. */
  async vector(
    table: FlatTable,
    id: number,
    itemBytes: number,
    countMax: number,
  ): Promise<FlatVector | null> {
    const at = this.#fieldAt(table, id, 4);
    if (at === null) return null;
    const start = await this.#target(at);
    const count = await this.u32(start);
    this.#assertInside(start + 4, count * itemBytes);
    if (count > countMax) throw tooLarge(`${countMax} items in a list`, `${count}`);
    return { at: start + 4, count };
  }

  /** The tables of a vector of tables. */
  async *tables(vector: FlatVector | null): AsyncGenerator<FlatTable> {
    for (let i = 0; i < (vector?.count ?? 0); i++)
      yield await this.table(await this.#target((vector?.at ?? 0) + 4 * i));
  }

  async numbers({ at, count }: FlatVector): Promise<readonly number[]> {
    const numbers: number[] = [];
    for (let i = 0; i < count; i++) numbers.push(await this.#read(at + 4 * i, 4, READERS.i32));
    return numbers;
  }

  async text(table: FlatTable, id: number, bytesMax: number): Promise<string> {
    const vector = await this.vector(table, id, 1, bytesMax);
    if (vector === null) return '';
    return Buffer.from(await this.#source.read(vector.at, vector.count)).toString();
  }

  u16(at: number): Promise<number> {
    return this.#read(at, 2, (view, from) => view.getUint16(from, true));
  }

  u32(at: number): Promise<number> {
    return this.#read(at, 4, READERS.u32);
  }

  #fieldAt({ at, sizeBytes, fields }: FlatTable, id: number, width: number): number | null {
    const offset = fields[id] ?? 0;
    if (offset === 0) return null;
    if (offset < 4 || offset + width > sizeBytes)
      throw tfliteMalformed(`field ${id} inside its table of ${sizeBytes} bytes`, `at ${offset}`);
    return at + offset;
  }

  async #target(at: number): Promise<number> {
    const target = at + (await this.u32(at));
    this.#assertInside(target, 4);
    return target;
  }

  async #read(at: number, width: number, read: (view: DataView, at: number) => number): Promise<number> {
    this.#assertInside(at, width);
    if (at < this.#windowStart || at + width > this.#windowStart + this.#window.byteLength)
      await this.#slide(at);
    return read(this.#window, at - this.#windowStart);
  }

  // Writers lay children in front of or behind their parents, so the window looks both ways.
  async #slide(at: number): Promise<void> {
    const start = Math.max(0, Math.min(at - WINDOW_BYTES / 2, this.#source.sizeBytes - WINDOW_BYTES));
    const bytes = await this.#source.read(start, Math.min(WINDOW_BYTES, this.#source.sizeBytes - start));
    this.#window = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#windowStart = start;
  }

  #assertInside(at: number, length: number): void {
    if (at >= 0 && at + length <= this.#source.sizeBytes) return;
    throw tfliteMalformed(
      `offsets inside the ${this.#source.sizeBytes} bytes of the file`,
      `${at}..${at + length}`,
    );
  }
}

export type Scalar = 'u8' | 'i8' | 'i32' | 'u32' | 'u64';

const WIDTHS: Readonly<Record<Scalar, number>> = { u8: 1, i8: 1, i32: 4, u32: 4, u64: 8 };

const READERS: Readonly<Record<Scalar, (view: DataView, at: number) => number>> = {
  u8: (view, at) => view.getUint8(at),
  i8: (view, at) => view.getInt8(at),
  i32: (view, at) => view.getInt32(at, true),
  u32: (view, at) => view.getUint32(at, true),
  // Past safe integers it is past any file too.
  u64: (view, at) => Number(view.getBigUint64(at, true)),
};

const WINDOW_BYTES = 16 << 10;
/** The widest table that is read has 10. */
const FIELDS_MAX = 16;

export function tfliteMalformed(expected: string, received: string) {
  return refuse('CHECKPOINT_TFLITE_MALFORMED', `this TFLite file is malformed: expected ${expected}`, {
    expected,
    received,
  });
}

function tooLarge(expected: string, received: string) {
  return refuse('CHECKPOINT_TOO_LARGE', 'this TFLite file is larger than this hub inspects', {
    expected: `at most ${expected}`,
    received,
  });
}

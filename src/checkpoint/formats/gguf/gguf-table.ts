import type { ByteSource } from '../../../base/byte-source.ts';
import { rangeChunks } from '../../../base/byte-source.ts';
import type { TensorEntry } from '../format-report.ts';
import { ggmlType } from './ggml-type.ts';
import type { GgufCursor } from './gguf-cursor.ts';
import { ggufMalformed, ggufTooLarge, quoted } from './gguf-error.ts';
import { readName } from './gguf-metadata.ts';

/** A row of the table; its offset counts from the start of the data. */
export interface GgufRow extends TensorEntry {
  readonly offset: number;
}

/** Reads `count` rows behind the metadata. */
export async function readGgufRows(cursor: GgufCursor, count: number): Promise<readonly GgufRow[]> {
  const rows: GgufRow[] = [];
  const names = new Set<string>();
  for (let i = 0; i < count; i++) {
    const row = await readRow(cursor);
    if (names.has(row.name)) throw ggufMalformed('each tensor once', quoted(row.name));
    names.add(row.name);
    rows.push(row);
  }
  return rows;
}

/**
 * The rows with offsets from the start of the file. In the table's order they must tile the data: each begins where
 * the one before ends, at the next multiple of the alignment, and what lies between is zero: no room for a second file.
 */
export async function placeGgufRows(
  source: ByteSource,
  rows: readonly GgufRow[],
  headerEnd: number,
  alignment: number,
): Promise<readonly TensorEntry[]> {
  // A file without tensors may end with its header.
  const dataStart = rows.length > 0 ? aligned(headerEnd, alignment) : headerEnd;
  if (dataStart > source.sizeBytes) throw ggufMalformed(`data at ${dataStart}`, `${source.sizeBytes} bytes`);
  await assertZero(source, headerEnd, dataStart);
  let end = dataStart;
  const placed: TensorEntry[] = [];
  for (const row of rows) {
    const start = rows[0] === row ? dataStart : aligned(end, alignment);
    if (dataStart + row.offset !== start)
      throw ggufMalformed(`${quoted(row.name)} at ${start - dataStart}`, `${row.offset}`);
    if (row.lengthBytes > source.sizeBytes - start)
      throw ggufMalformed(
        `${quoted(row.name)}: at most ${source.sizeBytes - start} bytes`,
        `${row.lengthBytes}`,
      );
    await assertZero(source, end, start);
    placed.push({ ...row, offset: start });
    end = start + row.lengthBytes;
  }
  await assertEnd(source, end, alignment);
  return placed;
}

/** ggml's own limit is 63; stable-diffusion.cpp raises it. */
const NAME_BYTES_MAX = 1024;
const RANK_MAX = 4;

async function readRow(cursor: GgufCursor): Promise<GgufRow> {
  const name = await readName(cursor, NAME_BYTES_MAX, 'a name of a tensor');
  const label = quoted(name);
  const rank = await cursor.u32();
  if (rank > RANK_MAX) throw ggufMalformed(`${label}: at most ${RANK_MAX} dimensions`, `${rank}`);
  const dims: bigint[] = [];
  for (let i = 0; i < rank; i++) dims.push(await cursor.u64());
  const type = ggmlType(await cursor.u32(), label);
  const offset = await cursor.u64();
  const lengthBytes = lengthOf(dims, type, label);
  if (offset > MAX_SAFE) throw ggufMalformed(`${label}: an offset inside the file`, `${offset}`);
  // The innermost dimension comes first in the file, last in a shape.
  const shape = dims.map(Number).toReversed();
  return { name, dtype: type.dtype, shape, offset: Number(offset), lengthBytes };
}

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

function lengthOf(
  dims: readonly bigint[],
  { blockElements, blockBytes, dtype }: ReturnType<typeof ggmlType>,
  label: string,
): number {
  const shown = `[${dims.join(', ')}] of ${dtype}`;
  // ggml divides by dimensions to look for overflow; a zero ends the program that loads it.
  if (dims.includes(0n)) throw ggufMalformed(`${label}: dimensions of at least 1`, shown);
  if ((dims[0] ?? 1n) % BigInt(blockElements) !== 0n)
    throw ggufMalformed(`${label}: rows of whole blocks of ${blockElements}`, shown);
  const elements = dims.reduce((product, dim) => product * dim, 1n);
  const bytes = (elements / BigInt(blockElements)) * BigInt(blockBytes);
  if (elements > MAX_SAFE || bytes > MAX_SAFE)
    throw ggufMalformed(`${label}: a shape of countable elements`, shown);
  return Number(bytes);
}

function aligned(offset: number, alignment: number): number {
  return Math.ceil(offset / alignment) * alignment;
}

async function assertEnd(source: ByteSource, end: number, alignment: number): Promise<void> {
  const spare = source.sizeBytes - end;
  if (spare >= alignment) throw ggufMalformed(`a file of ${end} bytes`, `${source.sizeBytes}`);
  await assertZero(source, end, source.sizeBytes);
}

async function assertZero(source: ByteSource, from: number, to: number): Promise<void> {
  for await (const chunk of rangeChunks(source, from, to - from))
    if (chunk.some((byte) => byte !== 0)) throw ggufMalformed(`zeros from ${from} to ${to}`, 'other bytes');
}

/** The number of rows that a header announces, compared with the room there is: the smallest row has 25 bytes. */
export function assertRowsFit(count: bigint, leftBytes: number): number {
  const room = Math.floor(leftBytes / ROW_BYTES_MIN);
  if (count > BigInt(room)) throw ggufMalformed(`at most ${room} tensors`, `${count}`);
  if (count > BigInt(TENSORS_MAX)) throw ggufTooLarge(`${TENSORS_MAX} tensors`, `${count}`);
  return Number(count);
}

const ROW_BYTES_MIN = 25;
/** Mixtures of experts come to some 2,000. */
const TENSORS_MAX = 65_536;

import type { ByteSource } from '../../base/byte-source.ts';
import type { TokenDataset } from '../../checkpoint/token-dataset.ts';
import { cutOf } from '../../evaluation/challenge.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import { mismatch } from '../unfit.ts';
import type { Feed, Rows } from './feed.ts';

/**
 * Token ids and which of them count, as the inputs `input_ids` and `attention_mask` of a model; a third column, which
 * none takes, tells whose likelihood counts. An item of several sequences is as many rows.
 */
export function tokenFeed(source: ByteSource, dataset: TokenDataset, protocol: Protocol): Feed {
  const { length, mask, scored } = dataset;
  const rowsPerItem = dataset.choices ?? 1;
  const { decoding } = protocol;
  // A lookup past a model's table is an error on one provider and another row on the next, so none is made.
  const idMax = 'vocabulary' in decoding ? decoding.vocabulary - 1 : ID_MAX;
  const start = protocol.dataset.first;
  const flagsAt = async (tensor: typeof mask, name: string, first: number, count: number) => {
    if (!tensor) return new Float32Array(count * rowsPerItem * length).fill(1);
    const flags = Float32Array.from(await valuesAt(source, dataset, tensor, start + first, count), Number);
    assertFlags(flags, name);
    return flags;
  };
  return {
    inputs: [
      { name: 'input_ids', dtypes: ['int64', 'int32'], itemDims: [length], isOptional: false },
      { name: 'attention_mask', dtypes: ['float32', 'int64', 'int32'], itemDims: [length], isOptional: true },
    ],
    rowsPerItem,
    async read(first, count) {
      const tokens = await tokenIds(source, dataset, start + first, count);
      assertTokens(tokens, idMax);
      const counted = await flagsAt(mask, 'attention_mask', first, count);
      const weighed = await flagsAt(scored, 'scored', first, count);
      return { first, count: count * rowsPerItem, columns: [tokens, counted, weighed] };
    },
    blend: (a, b, eighths) => blended(a, b, { cut: cutOf(length, eighths), length }),
  };
}

/** Those of items `first` to `first + count − 1` of the dataset. */
export async function tokenIds(
  source: ByteSource,
  dataset: TokenDataset,
  first: number,
  count: number,
): Promise<BigInt64Array<ArrayBuffer>> {
  return BigInt64Array.from(await valuesAt(source, dataset, dataset.ids, first, count), BigInt);
}

async function valuesAt(
  source: ByteSource,
  { length, choices }: TokenDataset,
  tensor: { readonly dtype: keyof typeof BYTES; readonly offset: number },
  first: number,
  count: number,
): Promise<Numbers> {
  const itemLength = (choices ?? 1) * length;
  const itemBytes = itemLength * BYTES[tensor.dtype];
  const bytes = await source.read(tensor.offset + first * itemBytes, count * itemBytes);
  return readers[tensor.dtype](bytes, count * itemLength);
}

/** The columns of rows that this feed made. */
export function tokenColumns({ columns }: Rows) {
  return {
    ids: columns[0] as BigInt64Array<ArrayBuffer>,
    mask: columns[1] as Float32Array<ArrayBuffer>,
    scored: columns[2] as Float32Array<ArrayBuffer>,
  };
}

const BYTES = { I64: 8, I32: 4, F32: 4, U8: 1 } as const;
/** The largest that an input of dtype int32 holds; no vocabulary comes near. */
const ID_MAX = 2 ** 31 - 1;

type Numbers = ArrayLike<number | bigint> & Iterable<number | bigint>;

// Copied, for a view of wide values must begin at a multiple of their size.
const readers: Record<keyof typeof BYTES, (bytes: Uint8Array, count: number) => Numbers> = {
  I64: (bytes, count) => new BigInt64Array(new Uint8Array(bytes).buffer, 0, count),
  I32: (bytes, count) => new Int32Array(new Uint8Array(bytes).buffer, 0, count),
  F32: (bytes, count) => new Float32Array(new Uint8Array(bytes).buffer, 0, count),
  U8: (bytes) => bytes,
};

export function assertTokens(ids: BigInt64Array, idMax: number): void {
  const wrong = ids.find((id) => id < 0n || id > BigInt(idMax));
  if (wrong !== undefined) throw mismatch(`token ids of 0..${idMax}`, `${wrong}`);
}

function assertFlags(flags: Float32Array, name: string): void {
  const wrong = flags.find((value) => value !== 0 && value !== 1);
  if (wrong !== undefined) throw mismatch(`${name} of 0 and 1`, `${wrong}`);
}

function blended(a: Rows, b: Rows, { cut, length }: { readonly cut: number; readonly length: number }): Rows {
  const [head, tail] = [tokenColumns(a), tokenColumns(b)];
  const [ids, mask, scored] = [tail.ids.slice(), tail.mask.slice(), tail.scored.slice()];
  for (let from = 0; from < ids.length; from += length) {
    ids.set(head.ids.subarray(from, from + cut), from);
    mask.set(head.mask.subarray(from, from + cut), from);
    scored.set(head.scored.subarray(from, from + cut), from);
  }
  return { first: null, count: a.count, columns: [ids, mask, scored] };
}

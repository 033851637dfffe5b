import type { ByteSource } from '../../base/byte-source.ts';
import type { TokenDataset } from '../../checkpoint/token-dataset.ts';
import { cutOf } from '../../evaluation/challenge.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import { mismatch } from '../assert-supported.ts';
import type { Feed, Rows } from './feed.ts';

/** Token ids and which of them count, as the inputs `input_ids` and `attention_mask` of a model. */
export function tokenFeed(source: ByteSource, dataset: TokenDataset, protocol: Protocol): Feed {
  const { length, ids, mask } = dataset;
  const { decoding } = protocol;
  // A lookup past a model's table is an error on one provider and another row on the next, so none is made.
  const idMax = decoding.rule === 'next-token' ? decoding.vocabulary - 1 : ID_MAX;
  const valuesAt = async (
    tensor: { dtype: keyof typeof BYTES; offset: number },
    first: number,
    count: number,
  ) => {
    const itemBytes = length * BYTES[tensor.dtype];
    const offset = tensor.offset + (protocol.dataset.first + first) * itemBytes;
    return readers[tensor.dtype](await source.read(offset, count * itemBytes), count * length);
  };
  return {
    inputs: [
      { name: 'input_ids', dtypes: ['int64', 'int32'], itemDims: [length], isOptional: false },
      { name: 'attention_mask', dtypes: ['float32', 'int64', 'int32'], itemDims: [length], isOptional: true },
    ],
    async read(first, count) {
      const tokens = BigInt64Array.from(await valuesAt(ids, first, count), BigInt);
      const counted = mask
        ? Float32Array.from(await valuesAt(mask, first, count), Number)
        : new Float32Array(count * length).fill(1);
      assertTokens(tokens, idMax);
      assertMask(counted);
      return { count, columns: [tokens, counted] };
    },
    blend: (a, b, eighths) => blended(a, b, cutOf(length, eighths)),
  };
}

/** The columns of rows that this feed made. */
export function tokenColumns({ columns }: Rows): { ids: BigInt64Array; mask: Float32Array } {
  return { ids: columns[0] as BigInt64Array, mask: columns[1] as Float32Array };
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

function assertTokens(ids: BigInt64Array, idMax: number): void {
  const wrong = ids.find((id) => id < 0n || id > BigInt(idMax));
  if (wrong !== undefined) throw mismatch(`token ids of 0..${idMax}`, `${wrong}`);
}

function assertMask(mask: Float32Array): void {
  const wrong = mask.find((value) => value !== 0 && value !== 1);
  if (wrong !== undefined) throw mismatch('an attention_mask of 0 and 1', `${wrong}`);
}

function blended(a: Rows, b: Rows, cut: number): Rows {
  const [head, tail] = [tokenColumns(a), tokenColumns(b)];
  const ids = new BigInt64Array(tail.ids);
  const mask = new Float32Array(tail.mask);
  ids.set(head.ids.subarray(0, cut));
  mask.set(head.mask.subarray(0, cut));
  return { count: 1, columns: [ids, mask] };
}

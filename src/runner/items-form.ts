import { DTYPE_BITS } from '../checkpoint/dtype.ts';

/** A tensor of the file that holds a run's answer to each item; its first axis is the items. */
export interface ItemsTensor {
  readonly name: string;
  readonly dtype: 'F32' | 'F64' | 'I32' | 'U8';
  readonly shape: readonly number[];
}

/** What the child writes into that file, by the name of the tensor. */
export type ItemsValues = Readonly<Record<string, Values>>;
export type Values =
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>;

/** Room for every answer, all zeros. */
export function emptyItems(form: readonly ItemsTensor[]): ItemsValues {
  const made = form.map(({ name, dtype, shape }) => {
    const length = shape.reduce((product, dim) => product * dim, 1);
    return [name, MAKERS[dtype](length)] as const;
  });
  return Object.fromEntries(made);
}

const MAKERS: Readonly<Record<ItemsTensor['dtype'], (length: number) => Values>> = {
  F32: (length) => new Float32Array(length),
  F64: (length) => new Float64Array(length),
  I32: (length) => new Int32Array(length),
  U8: (length) => new Uint8Array(length),
};

/** Raw answers, where they are few enough to keep: for a comparison by hand, not at a gigabyte a run. */
export function ifSmall(tensor: ItemsTensor): readonly ItemsTensor[] {
  return bytesOfTensor(tensor) <= RAW_BYTES_MAX ? [tensor] : [];
}

/** Tensors in one line, so that two forms can be compared and shown. */
export function formText(
  tensors: readonly { readonly name: string; readonly dtype: string; readonly shape: readonly number[] }[],
): string {
  return tensors.map(({ name, dtype, shape }) => `${name}: ${dtype}[${shape.join(',')}]`).join(' ');
}

/** The size of that file at most; the child may not write more. */
export function itemsBytesMax(form: readonly ItemsTensor[]): number {
  return form.reduce((sum, tensor) => sum + bytesOfTensor(tensor), HEADER_BYTES_MAX);
}

function bytesOfTensor({ dtype, shape }: ItemsTensor): number {
  return (shape.reduce((product, dim) => product * dim, 1) * DTYPE_BITS[dtype]) / 8;
}

const RAW_BYTES_MAX = 16 << 20;
// Five tensors are named in under 600 bytes.
const HEADER_BYTES_MAX = 1024;

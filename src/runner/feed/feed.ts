import type { Blend } from '../../evaluation/challenge.ts';

/** Values of one input for some items, one after the other. */
export type Column = Float32Array<ArrayBuffer> | BigInt64Array<ArrayBuffer>;

/** Items as a model is fed them: a column for each of the feed's inputs, in their order. */
export interface Rows {
  readonly count: number;
  /** The item of the slice that they begin with; null where they are of no dataset. */
  readonly first: number | null;
  readonly columns: readonly Column[];
}

/** Some of the rows. */
export function rowsFrom({ first, count, columns }: Rows, from: number, to: number): Rows {
  const part = (column: Column) => {
    const width = column.length / count;
    return column.subarray(from * width, to * width);
  };
  return { first: first === null ? null : first + from, count: to - from, columns: columns.map(part) };
}

/** An input that a model has for a kind of data. */
export interface InputForm {
  /** Null where the model has one input and may call it anything. */
  readonly name: string | null;
  /** What the model may announce; values are converted without loss. */
  readonly dtypes: readonly InputDtype[];
  /** Dims of one item, the batch left out. */
  readonly itemDims: readonly number[];
  /** Whether a model may do without it. */
  readonly isOptional: boolean;
}

export type InputDtype = 'float32' | 'int64' | 'int32';

/** The items of a protocol's slice as inputs of a model. */
export interface Feed {
  readonly inputs: readonly InputForm[];
  /** Rows of an item. */
  readonly rowsPerItem: number;
  /** Items `first` to `first + count − 1`, counted from the slice's first. */
  read(first: number, count: number): Promise<Rows>;
  /** One item blended of two. */
  blend(a: Rows, b: Rows, eighths: Blend['eighths']): Rows;
}

/** The values of one item. */
export function itemLength({ itemDims }: InputForm): number {
  return itemDims.reduce((product, dim) => product * dim, 1);
}

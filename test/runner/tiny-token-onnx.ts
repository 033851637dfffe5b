import {
  lenField,
  modelProto,
  proto,
  tensorProto,
  valueProto,
  varintField,
} from '../../src/checkpoint/formats/onnx-fixture.ts';

/** Element types of ONNX. */
export const [FLOAT, INT32, INT64, BOOL] = [1, 6, 7, 9] as const;

export interface TinyTokenModel {
  readonly vocabulary?: number;
  /** Of `input_ids`. */
  readonly idType?: number;
  readonly idsName?: string;
  readonly length?: number | string;
  readonly batch?: number | string;
  /** Of `attention_mask`, which only the classifier has. */
  readonly maskType?: number;
  /** Put into the table at this row, whole. */
  readonly spoiltRow?: { readonly token: number; readonly value: number };
}

/** A table of weights that is always the same. */
export function tableOf(rows: number, columns: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: rows * columns }, (_, i) => 3 * Math.sin(i * 12.9898));
}

/** What follows a token depends on that token alone: logits = table[input_ids], [n,length,vocabulary]. */
export function bigramModel(options: TinyTokenModel = {}): Buffer {
  const { vocabulary = 16, length = 8, batch = 'n', idType = INT64, idsName = 'input_ids' } = options;
  return modelProto([
    node('Gather', ['table', idsName], ['logits']),
    table(vocabulary, vocabulary, options),
    lenField(11, valueProto(idsName, [batch, length], idType)),
    lenField(12, valueProto('logits', [batch, length, vocabulary])),
  ]);
}

/** Logits that are all 0, made by Expand from a single one, so that a large vocabulary needs no large table. */
export function evenModel(vocabulary: number, length: number): Buffer {
  return modelProto([
    node('Shape', ['input_ids'], ['shape']),
    node(
      'Concat',
      ['shape', 'vocabulary'],
      ['wide'],
      proto(lenField(1, 'axis'), varintField(3, 0), varintField(20, 2)),
    ),
    node('Expand', ['zero', 'wide'], ['logits']),
    lenField(5, tensorProto('vocabulary', INT64, [1], lenField(9, int64s(vocabulary)))),
    lenField(5, tensorProto('zero', FLOAT, [1], lenField(9, Buffer.alloc(4)))),
    lenField(11, valueProto('input_ids', ['n', length], INT64)),
    lenField(12, valueProto('logits', ['n', length, vocabulary])),
  ]);
}

/** logits = Σ table[token] over the tokens that count, [n,2]. */
export function bagModel(options: TinyTokenModel = {}): Buffer {
  const { vocabulary = 16, length = 8, batch = 'n', idType = INT64, maskType = FLOAT } = options;
  const isCast = maskType !== FLOAT;
  const weights = isCast ? 'weights' : 'attention_mask';
  return modelProto([
    ...(isCast ? [cast('attention_mask', weights)] : []),
    node('Gather', ['table', 'input_ids'], ['rows']),
    node('Unsqueeze', [weights, 'one'], ['wide']),
    node('MatMul', ['wide', 'rows'], ['sums']),
    node('Squeeze', ['sums', 'one'], ['logits']),
    table(vocabulary, 2, options),
    lenField(5, tensorProto('one', INT64, [1], lenField(9, int64s(1)))),
    lenField(11, valueProto('input_ids', [batch, length], idType)),
    lenField(11, valueProto('attention_mask', [batch, length], maskType)),
    lenField(12, valueProto('logits', [batch, 2])),
  ]);
}

export function node(
  op: string,
  inputs: readonly string[],
  outputs: readonly string[],
  ...more: Uint8Array[]
): Buffer {
  const names = [...inputs.map((name) => lenField(1, name)), ...outputs.map((name) => lenField(2, name))];
  return lenField(1, proto(...names, lenField(4, op), ...more.map((attribute) => lenField(5, attribute))));
}

export function int64s(...values: readonly (number | bigint)[]): Buffer {
  return Buffer.from(BigInt64Array.from(values, BigInt).buffer);
}

function cast(from: string, to: string): Buffer {
  // to=FLOAT, an attribute of type INT.
  return node('Cast', [from], [to], proto(lenField(1, 'to'), varintField(3, FLOAT), varintField(20, 2)));
}

function table(rows: number, columns: number, { spoiltRow }: TinyTokenModel): Buffer {
  const values = tableOf(rows, columns);
  if (spoiltRow) values.fill(spoiltRow.value, spoiltRow.token * columns, (spoiltRow.token + 1) * columns);
  return lenField(5, tensorProto('table', FLOAT, [rows, columns], lenField(9, Buffer.from(values.buffer))));
}

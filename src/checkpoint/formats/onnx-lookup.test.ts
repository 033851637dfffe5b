import { expect, test } from 'vitest';
import { bytesOf } from '../../base/byte-source.ts';
import { lenField, modelProto, proto, tensorProto, varintField } from './onnx-fixture.ts';
import { lookedUpRows } from './onnx-lookup.ts';

function node(op: string, inputs: readonly string[], output: string, ...more: readonly Uint8Array[]) {
  return lenField(
    1,
    proto(...inputs.map((name) => lenField(1, name)), lenField(2, output), lenField(4, op), ...more),
  );
}

const axis = (value: number) => lenField(5, proto(lenField(1, 'axis'), varintField(3, value)));
const table = (name: string, rows: number) =>
  lenField(5, tensorProto(name, 1, [rows, 1], lenField(9, Buffer.alloc(4 * rows))));
const gather = (from: string, by: string, ...more: readonly Uint8Array[]) =>
  node('Gather', [from, by], `${from} rows`, ...more);

test.each<[string, readonly Uint8Array[], number | null]>([
  ['a table', [table('words', 16), gather('words', 'input_ids')], 16],
  ['a table that stands behind its node', [gather('words', 'input_ids'), table('words', 16)], 16],
  ['a table along the axis that is said', [table('words', 16), gather('words', 'input_ids', axis(0))], 16],
  [
    'ids in another width and shape',
    [
      table('words', 16),
      node('Cast', ['input_ids'], 'wide'),
      node('Reshape', ['wide', 'shape'], 'row'),
      gather('words', 'row'),
    ],
    16,
  ],
  [
    'a table of few bits',
    [table('words', 16), node('DequantizeLinear', ['words'], 'floats'), gather('floats', 'input_ids')],
    16,
  ],
  [
    'the smaller of two',
    [table('words', 16), table('parts', 9), gather('words', 'input_ids'), gather('parts', 'input_ids')],
    9,
  ],
  [
    'a table of places',
    [table('places', 4), table('words', 16), gather('places', 'numbers'), gather('words', 'input_ids')],
    16,
  ],
  [
    'ids that are clipped first',
    [table('words', 16), node('Clip', ['input_ids'], 'near'), gather('words', 'near')],
    null,
  ],
  ['columns', [table('words', 16), gather('words', 'input_ids', axis(1))], null],
  ['what another node made', [node('MatMul', ['a', 'b'], 'made'), gather('made', 'input_ids')], null],
  [
    'an operator of another domain',
    [table('words', 16), gather('words', 'input_ids', lenField(7, 'com.example'))],
    null,
  ],
  ['nothing', [], null],
])('a graph that looks up %s', async (_, graph, rows) => {
  expect(await lookedUpRows(bytesOf(modelProto(graph)), 'input_ids')).toBe(rows);
});

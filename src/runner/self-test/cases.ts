import {
  lenField,
  modelProto,
  proto,
  tensorProto,
  valueProto,
  varintField,
} from '../../checkpoint/formats/onnx-fixture.ts';
import * as reference from './reference.ts';

/** One tiny model, what it is fed, and what plain arithmetic makes of that. */
export interface SelfTestCase {
  readonly name: string;
  readonly model: Uint8Array;
  readonly input: Float32Array;
  readonly inputDims: readonly number[];
  readonly expected: Float64Array;
}

/** The models a provider must compute rightly before it may publish. */
export function selfTestCases(): readonly SelfTestCase[] {
  return [
    matrixProduct(),
    // webgpu has computed exactly this one wrong, and the 1,072 tests that come with ONNX do not show it.
    convolution('convolution of 129 channels', { channels: 129, filters: 4, size: 6, pad: 0 }),
    convolution('convolution with padding', { channels: 3, filters: 8, size: 8, pad: 1 }),
    elementwise('Relu', (x) => Math.max(x, 0)),
    elementwise('Sigmoid', (x) => 1 / (1 + Math.exp(-x))),
    elementwise('Tanh', Math.tanh),
    onImages('greatest of four', 'MaxPool', [2, 3, 3], reference.maxPool, [
      integers('kernel_shape', [2, 2]),
      integers('strides', [2, 2]),
    ]),
    onImages('mean of a channel', 'GlobalAveragePool', [2, 3, 1], reference.channelMeans, []),
    softmax(),
  ];
}

const IMAGES = { count: 2, channels: 3, size: 6 } as const;

function matrixProduct(): SelfTestCase {
  const [rows, inner, columns] = [3, 130, 5];
  const [x, w] = [numbers(rows * inner, 1), numbers(inner * columns, 2)];
  const expected = reference.matrixProduct(x, w, rows, inner, columns);
  const weights = initializer('w', [inner, columns], w);
  const model = modelOf('MatMul', ['x', 'w'], [rows, inner], [rows, columns], [weights]);
  return { name: 'matrix product', model, input: x, inputDims: [rows, inner], expected };
}

function convolution(
  name: string,
  { channels, filters, size, pad }: { channels: number; filters: number; size: number; pad: number },
): SelfTestCase {
  const [x, w] = [numbers(channels * size * size, 3), numbers(filters * channels * 9, 4)];
  const inputDims = [1, channels, size, size];
  const out = size - 2 + 2 * pad;
  const model = modelOf(
    'Conv',
    ['x', 'w'],
    inputDims,
    [1, filters, out, out],
    [initializer('w', [filters, channels, 3, 3], w)],
    [integers('kernel_shape', [3, 3]), integers('pads', [pad, pad, pad, pad])],
  );
  const expected = reference.convolution(x, w, { channels, filters, size, pad });
  return { name, model, input: x, inputDims, expected };
}

function elementwise(operator: string, of: (x: number) => number): SelfTestCase {
  const input = numbers(100, 5).map((x) => 6 * x);
  const model = modelOf(operator, ['x'], [4, 25], [4, 25]);
  return {
    name: operator.toLowerCase(),
    model,
    input,
    inputDims: [4, 25],
    expected: Float64Array.from(input, of),
  };
}

function onImages(
  name: string,
  operator: string,
  [count, channels, out]: readonly [number, number, number],
  of: typeof reference.maxPool,
  attributes: readonly Uint8Array[],
): SelfTestCase {
  const { size } = IMAGES;
  const input = numbers(count * channels * size * size, 6);
  const inputDims = [count, channels, size, size];
  const model = modelOf(operator, ['x'], inputDims, [count, channels, out, out], [], attributes);
  return { name, model, input, inputDims, expected: of(input, count * channels, size) };
}

function softmax(): SelfTestCase {
  const input = numbers(40, 7).map((x) => 9 * x);
  const model = modelOf('Softmax', ['x'], [4, 10], [4, 10]);
  return { name: 'softmax', model, input, inputDims: [4, 10], expected: reference.softmax(input, 10) };
}

/** Numbers in -1..1 without a pattern that a wrong index could hide in. */
function numbers(length: number, salt: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length }, (_, i) => Math.sin(i * 12.9898 + salt * 78.233));
}

function modelOf(
  operator: string,
  inputs: readonly string[],
  inputDims: readonly number[],
  outputDims: readonly number[],
  initializers: readonly Uint8Array[] = [],
  attributes: readonly Uint8Array[] = [],
): Uint8Array {
  const node = proto(
    ...inputs.map((name) => lenField(1, name)),
    lenField(2, 'y'),
    lenField(4, operator),
    ...attributes.map((attribute) => lenField(5, attribute)),
  );
  return modelProto([
    lenField(1, node),
    ...initializers.map((each) => lenField(5, each)),
    lenField(11, valueProto('x', inputDims)),
    lenField(12, valueProto('y', outputDims)),
  ]);
}

function initializer(name: string, dims: readonly number[], values: Float32Array<ArrayBuffer>): Uint8Array {
  return tensorProto(name, 1, dims, lenField(9, Buffer.from(values.buffer)));
}

function integers(name: string, values: readonly number[]): Uint8Array {
  return proto(lenField(1, name), ...values.map((value) => varintField(8, value)), varintField(20, 7));
}

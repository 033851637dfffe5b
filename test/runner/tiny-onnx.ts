import {
  lenField,
  modelProto,
  proto,
  tensorProto,
  valueProto,
  varintField,
} from '../../src/checkpoint/formats/onnx-fixture.ts';

export interface TinyModel {
  /** The dims of the announced input, its batch first. */
  readonly input?: readonly (number | string)[];
  readonly classes?: number;
  readonly batch?: number | string;
  /** Added to the logits of each class. */
  readonly bias?: readonly number[];
  /** Weights as a reference to a file beside the model. */
  readonly weightsFile?: string;
}

/** logits = Flatten(x) · W + b over 28×28 images, with weights that are always the same. */
export function tinyModel(options: TinyModel = {}): Buffer {
  const { batch = 'n', input = [batch, 1, 28, 28], classes = 10, bias = [], weightsFile } = options;
  const weights = Float32Array.from({ length: 784 * classes }, (_, i) => Math.sin(i * 12.9898) / 28);
  const biases = Float32Array.from({ length: classes }, (_, i) => bias[i] ?? 0);
  return modelProto([
    node('Flatten', ['x'], ['flat']),
    node('Gemm', ['flat', 'w', 'b'], ['logits']),
    lenField(
      5,
      weightsFile === undefined ? inlined('w', [784, classes], weights) : outside(weightsFile, classes),
    ),
    lenField(5, inlined('b', [classes], biases)),
    lenField(11, valueProto('x', input)),
    lenField(12, valueProto('logits', [batch, classes])),
  ]);
}

/** y = x · W + b over rows of as many numbers as W has rows. */
export function linearModel(weights: readonly (readonly number[])[], biases: readonly number[]): Buffer {
  const [rows, columns] = [weights.length, biases.length];
  return modelProto([
    node('Gemm', ['x', 'w', 'b'], ['y']),
    lenField(5, inlined('w', [rows, columns], Float32Array.from(weights.flat()))),
    lenField(5, inlined('b', [columns], Float32Array.from(biases))),
    lenField(11, valueProto('x', ['n', rows])),
    lenField(12, valueProto('y', ['n', columns])),
  ]);
}

/** Like tinyModel, but to answer one image it first fills a tensor of `elements` floats. */
export function greedyModel(elements: number): Buffer {
  const integers = (value: number) => lenField(9, Buffer.from(BigInt64Array.of(BigInt(value)).buffer));
  const keepNoDims = lenField(5, proto(lenField(1, 'keepdims'), varintField(3, 0), varintField(20, 2)));
  return modelProto([
    node('Flatten', ['x'], ['flat']),
    node('Gemm', ['flat', 'w', 'b'], ['small']),
    // The batch's size is only known when it runs, so nothing can be filled beforehand.
    node('Shape', ['x'], ['shape']),
    node('Gather', ['shape', 'zero'], ['count']),
    node('Mul', ['count', 'elements'], ['length']),
    node('ConstantOfShape', ['length'], ['filled']),
    lenField(1, proto(nodeFields('ReduceMax', ['filled'], ['most']), keepNoDims)),
    node('Add', ['small', 'most'], ['logits']),
    lenField(5, inlined('w', [784, 10], new Float32Array(7840))),
    lenField(5, inlined('b', [10], new Float32Array(10))),
    lenField(5, tensorProto('zero', 7, [1], integers(0))),
    lenField(5, tensorProto('elements', 7, [1], integers(elements))),
    lenField(11, valueProto('x', ['n', 1, 28, 28])),
    lenField(12, valueProto('logits', ['n', 10])),
  ]);
}

function node(op: string, inputs: readonly string[], outputs: readonly string[]): Buffer {
  return lenField(1, nodeFields(op, inputs, outputs));
}

function nodeFields(op: string, inputs: readonly string[], outputs: readonly string[]): Buffer {
  const names = [...inputs.map((name) => lenField(1, name)), ...outputs.map((name) => lenField(2, name))];
  return proto(...names, lenField(4, op));
}

function inlined(name: string, dims: readonly number[], values: Float32Array<ArrayBuffer>): Buffer {
  return tensorProto(name, 1, dims, lenField(9, Buffer.from(values.buffer)));
}

function outside(file: string, classes: number): Buffer {
  const entry = proto(lenField(1, 'location'), lenField(2, file));
  return tensorProto('w', 1, [784, classes], lenField(13, entry), varintField(14, 1));
}

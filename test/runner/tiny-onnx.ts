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

function node(op: string, inputs: readonly string[], outputs: readonly string[]): Buffer {
  const names = [...inputs.map((name) => lenField(1, name)), ...outputs.map((name) => lenField(2, name))];
  return lenField(1, proto(...names, lenField(4, op)));
}

function inlined(name: string, dims: readonly number[], values: Float32Array<ArrayBuffer>): Buffer {
  return tensorProto(name, 1, dims, lenField(9, Buffer.from(values.buffer)));
}

function outside(file: string, classes: number): Buffer {
  const entry = proto(lenField(1, 'location'), lenField(2, file));
  return tensorProto('w', 1, [784, classes], lenField(13, entry), varintField(14, 1));
}

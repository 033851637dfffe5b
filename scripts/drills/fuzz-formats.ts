import { bytesOf } from '../../src/base/byte-source.ts';
import { smallGguf, writeGguf } from '../../src/checkpoint/formats/gguf/gguf-fixture.ts';
import {
  floats,
  lenField,
  modelProto,
  nodeProto,
  proto,
  smallModel,
  tensorProto,
  varint,
} from '../../src/checkpoint/formats/onnx-fixture.ts';
import type { Siblings } from '../../src/checkpoint/formats/reader.ts';
import { siblingsOf } from '../../src/checkpoint/formats/siblings-fixture.ts';
import { stateDict, TorchFixture } from '../../src/checkpoint/formats/torch/torch-fixture.ts';
import { writeZip } from '../../src/checkpoint/formats/zip/zip-fixture.ts';
import { smallTflite } from '../../src/checkpoint/formats/tflite/tflite-fixture.ts';
import { inspectArtifact } from '../../src/checkpoint/inspect.ts';
import { writeSafetensors } from '../../src/checkpoint/write-safetensors.ts';
import type { FuzzTarget } from './fuzz-target.ts';

const weights = writeSafetensors(
  [
    { name: 'layer.0.weight', dtype: 'F32', shape: [2, 2], bytes: new Uint8Array(16) },
    { name: 'exp_avg', dtype: 'BF16', shape: [3], bytes: new Uint8Array(6) },
  ],
  { format: 'pt', epoch: '3', license: 'MIT' },
);

const entry = (key: string, value: string) => lenField(13, proto(lenField(1, key), lenField(2, value)));
const branch = proto(lenField(1, 'then_branch'), lenField(6, lenField(1, nodeProto('RandomNormal'))));
const branching = modelProto([
  lenField(1, nodeProto('If', '', branch)),
  lenField(5, tensorProto('i', 7, [2], lenField(7, proto(varint(5n), varint(6n))))),
  lenField(
    5,
    tensorProto('e', 1, [1], entry('location', 'weights.bin'), entry('offset', '4'), entry('length', '4')),
  ),
  lenField(15, proto(lenField(1, tensorProto('s', 1, [1], lenField(4, floats(1)))))),
]);

const dense = {
  class_name: 'Dense',
  config: { name: 'd', batch_input_shape: [null, 2], activation: 'relu' },
};
const tfjs = JSON.stringify({
  format: 'layers-model',
  modelTopology: { class_name: 'Sequential', config: { layers: [dense] } },
  weightsManifest: [{ paths: ['weights.bin'], weights: [{ name: 'w', shape: [2], dtype: 'float32' }] }],
});
const index = JSON.stringify({
  metadata: { total_size: 22 },
  weight_map: { 'layer.0.weight': 'a.safetensors', exp_avg: 'a.safetensors' },
});

const torch = new TorchFixture();
const saved = stateDict({ 'fc.weight': torch.tensor('FloatStorage', floats(1, 2, 3, 4), [2, 2]) });
const torchZip = torch.zip(saved);
const torchLegacy = torch.legacy(saved);
const archive = writeZip([
  { name: 'a.txt', bytes: Buffer.from('hello '.repeat(20)), isDeflated: true },
  { name: 'b/c.bin', bytes: Buffer.alloc(64) },
]);

const siblings = siblingsOf({ 'weights.bin': new Uint8Array(8), 'a.safetensors': weights });

/** Inspections: each file needs a state, and a reason for any but the best. */
export const formatTargets: readonly FuzzTarget[] = [
  inspection('model.safetensors', [weights], 15_000, 2_000_000),
  inspection('model.gguf', [writeGguf(smallGguf)], 4_000, 2_000_000),
  inspection('model.onnx', [smallModel(), branching], 10_000, 500_000, siblings),
  inspection('model.pt', [torchZip, torchLegacy, archive], 5_000, 1_000_000),
  inspection('model.tflite', [smallTflite()], 3_000, 500_000),
  inspection('model.json', [Buffer.from(tfjs)], 4_000, 500_000, siblings),
  inspection('model.safetensors.index.json', [Buffer.from(index)], 4_000, 500_000, siblings),
];

function inspection(
  name: string,
  originals: readonly Uint8Array[],
  slice: number,
  whole: number,
  beside?: Siblings,
): FuzzTarget {
  return {
    name,
    originals,
    cases: { SLICE: slice, WHOLE: whole },
    async examine(bytes) {
      const options = beside === undefined ? {} : { siblings: beside };
      const { state, findings } = await inspectArtifact(name, bytesOf(bytes), options);
      if (!state.startsWith('VERIFIED') && findings.length === 0)
        throw new Error(`${state} without a finding`);
      return state;
    },
  };
}

import { expect, test } from 'vitest';
import { bytesOf } from '../base/byte-source.ts';
import {
  floats,
  lenField,
  modelProto,
  nodeProto,
  proto,
  smallModel,
  tensorProto,
  varint,
} from './formats/onnx-fixture.ts';
import { inspectArtifact } from './inspect.ts';
import { writeSafetensors } from './write-safetensors.ts';

/** xorshift32: the same mutants on every machine. */
function randomInts(samplingSeed: number): (below: number) => number {
  let state = samplingSeed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const HOSTILE_BYTES = [0x00, 0x01, 0x7f, 0x80, 0xff, 0x22, 0x5c, 0x7b, 0x5b, 0x2d, 0x39, 0x20];

function mutant(original: Uint8Array, below: (n: number) => number): Uint8Array {
  let bytes = Buffer.from(original);
  for (let edits = 1 + below(4); edits > 0 && bytes.length > 0; edits--) {
    const at = below(bytes.length);
    const kind = below(6);
    if (kind === 0) bytes[at] = below(256);
    if (kind === 1) bytes[at] = HOSTILE_BYTES[below(HOSTILE_BYTES.length)] ?? 0;
    if (kind === 2) bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
    if (kind === 3) bytes = bytes.subarray(0, at);
    if (kind === 4) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + below(8))]);
    if (kind === 5) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(below(at + 1))]);
  }
  return bytes;
}

const external = lenField(13, proto(lenField(1, 'location'), lenField(2, 'weights.bin')));
const originals: readonly [string, readonly Uint8Array[]][] = [
  [
    'model.safetensors',
    [
      writeSafetensors(
        [
          { name: 'layer.0.weight', dtype: 'F32', shape: [2, 2], bytes: new Uint8Array(16) },
          { name: 'exp_avg', dtype: 'BF16', shape: [3], bytes: new Uint8Array(6) },
        ],
        { format: 'pt', epoch: '3', license: 'MIT' },
      ),
    ],
  ],
  [
    'model.onnx',
    [
      smallModel(),
      modelProto([
        lenField(
          1,
          nodeProto(
            'If',
            '',
            proto(lenField(1, 'then_branch'), lenField(6, lenField(1, nodeProto('RandomNormal')))),
          ),
        ),
        lenField(5, tensorProto('i', 7, [2], lenField(7, proto(varint(5n), varint(6n))))),
        lenField(5, tensorProto('e', 1, [1], external)),
        lenField(15, proto(lenField(1, tensorProto('s', 1, [1], lenField(4, floats(1)))))),
      ]),
    ],
  ],
];

test.each(originals)('no mutant of %s escapes a state or a finding', async (path, files) => {
  const below = randomInts(20_240_611);
  const states = new Map<string, number>();
  for (let i = 0; i < 15_000; i++) {
    const bytes = mutant(files[i % files.length] ?? new Uint8Array(0), below);
    const { state, findings } = await inspectArtifact(path, bytesOf(bytes));
    states.set(state, (states.get(state) ?? 0) + 1);
    if (state !== 'VERIFIED') expect(findings.length).toBeGreaterThan(0);
  }
  // Both sides of the border are reached: mutants that still are what they say, and mutants that are not.
  expect([...states.keys()]).toEqual(expect.arrayContaining(['VERIFIED', 'REJECTED']));
});

import {
  lenField,
  modelProto,
  nodeProto,
  proto,
  tensorProto,
  valueProto,
  varintField,
} from '../../src/checkpoint/formats/onnx-fixture.ts';

/** What lies outside the model's folder; as many bytes as the four floats of the model's weight. */
export const MARKER = Buffer.from('HEIRLOOM-MARKER!');

export interface ExternalCase {
  readonly name: string;
  readonly location: string;
  readonly offset?: string;
  readonly length?: string;
}

/** The ways out of a folder, for a model in `root/model` and a marker in `root/marker.bin`. */
export function externalCases(root: string): readonly ExternalCase[] {
  return [
    { name: 'absolute', location: `${root}/marker.bin` },
    { name: 'absolute through proc', location: `/proc/self/root${root}/marker.bin` },
    { name: 'parent', location: '../marker.bin' },
    { name: 'parent behind a dot', location: './../marker.bin' },
    { name: 'parent of a folder', location: 'sub/../../marker.bin' },
    { name: 'backslash', location: '..\\marker.bin' },
    { name: 'backslash behind a folder', location: 'sub\\..\\..\\marker.bin' },
    { name: 'percent', location: '%2e%2e/marker.bin' },
    { name: 'symbolic link', location: 'link.bin' },
    { name: 'symbolic link of a folder', location: 'out/marker.bin' },
    { name: 'hard link', location: 'hard.bin' },
    { name: 'file address', location: `file://${root}/marker.bin` },
    { name: 'web address', location: 'http://127.0.0.1:9/marker.bin' },
    { name: 'empty', location: '' },
    { name: 'folder', location: '.' },
    { name: 'overlong', location: `${'a/../'.repeat(1000)}../marker.bin` },
    { name: 'cut by a zero', location: '../marker.bin\0.bin' },
    { name: 'address in memory', location: '*/_ORT_MEM_ADDR_/*', offset: '4096' },
    { name: 'offset outside', location: 'weights.bin', offset: '1048576' },
    { name: 'length outside', location: 'weights.bin', length: '1048576' },
    { name: 'offset past numbers', location: 'weights.bin', offset: '18446744073709551600' },
  ];
}

/** y = w, its four floats wherever the case says. */
export function externalModel({ location, offset = '0', length = `${MARKER.length}` }: ExternalCase): Buffer {
  const entries = Object.entries({ location, offset, length }).map(([key, value]) =>
    lenField(13, proto(lenField(1, key), lenField(2, value))),
  );
  const identity = proto(lenField(1, 'w'), lenField(2, 'y'), nodeProto('Identity'));
  return modelProto([
    lenField(1, identity),
    lenField(2, 'g'),
    lenField(5, tensorProto('w', 1, [4], ...entries, varintField(14, 1))),
    lenField(12, valueProto('y', [4])),
  ]);
}

import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../base/byte-source.ts';
import { digestOf } from '../../base/digest.ts';
import { inspectArtifact } from '../inspect.ts';
import {
  floats,
  lenField,
  modelProto,
  nodeProto,
  proto,
  smallModel,
  tensorProto,
  valueProto,
  varint,
  varintField,
} from './onnx-fixture.ts';
import type { Siblings } from './reader.ts';
import { siblingsOf } from './siblings-fixture.ts';

const inspect = (bytes: Uint8Array, options = {}) => inspectArtifact('model.onnx', bytesOf(bytes), options);
const withTensor = (tensor: Uint8Array) => inspect(modelProto([lenField(5, tensor)]));
const rulesOf = ({ findings }: { findings: readonly { rule: string }[] }) => findings.map(({ rule }) => rule);

describe('a good model', () => {
  test('is verified with tensors, graph and producer', async () => {
    const model = smallModel();
    const inspection = await inspect(model);
    expect(inspection).toMatchObject({
      format: 'onnx',
      state: 'VERIFIED',
      parameterCount: 6,
      dtypeHistogram: { F32: 6 },
      architecture: {
        inputs: [{ name: 'x', dtype: 'F32', dims: ['n', 2] }],
        outputs: [{ name: 'y', dtype: 'F32', dims: ['n', 3] }],
        opHistogram: { MatMul: 1 },
        opsets: [{ domain: '', version: 13 }],
        producer: 'fixture',
      },
    });
    const [tensor] = inspection.tensors;
    expect(tensor?.digest).toBe(digestOf(floats(1, 2, 3, 4, 5, 6)));
    expect(tensor?.digest).toBe(digestOf(model.subarray(tensor?.offset ?? 0, (tensor?.offset ?? 0) + 24)));
  });

  test.each([
    ['float_data', 1, lenField(4, floats(1, -2)), floats(1, -2)],
    [
      'int64_data',
      7,
      lenField(7, proto(varint(5n), varint(2n ** 64n - 1n))),
      Buffer.from(new BigInt64Array([5n, -1n]).buffer),
    ],
    ['int32_data of int8', 3, proto(varintField(5, 5), varintField(5, -1)), Buffer.from([5, 255])],
    [
      'int32_data of float16',
      10,
      lenField(5, proto(varint(0x3c00n), varint(0xc000n))),
      Buffer.from([0, 0x3c, 0, 0xc0]),
    ],
    [
      'uint64_data of uint32',
      12,
      lenField(11, proto(varint(1n), varint(0xffffffffn))),
      Buffer.from([1, 0, 0, 0, 255, 255, 255, 255]),
    ],
    [
      'double_data',
      11,
      lenField(10, new Uint8Array(new Float64Array([1, 2]).buffer)),
      new Uint8Array(new Float64Array([1, 2]).buffer),
    ],
  ])('gives %s the digest of its raw little-endian bytes', async (_, dataType, typed, raw) => {
    const [fromTyped] = (await withTensor(tensorProto('t', dataType, [2], typed))).tensors;
    const [fromRaw] = (await withTensor(tensorProto('t', dataType, [2], lenField(9, raw)))).tensors;
    expect(fromTyped?.digest).toBe(digestOf(raw));
    expect(fromRaw?.digest).toBe(digestOf(raw));
  });

  test('lists the initializers of subgraphs and counts their nodes', async () => {
    const inner = proto(
      lenField(1, nodeProto('Add')),
      lenField(5, tensorProto('b', 1, [1], lenField(9, floats(1)))),
    );
    const branch = proto(lenField(1, 'then_branch'), lenField(6, inner));
    const inspection = await inspect(smallModel(lenField(1, nodeProto('If', '', branch))));
    expect(inspection.tensors.map(({ name }) => name)).toEqual(['w', 'If/b']);
    expect(inspection.architecture?.opHistogram).toEqual({ Add: 1, If: 1, MatMul: 1 });
  });

  test('reads training metadata and claims from metadata_props', async () => {
    const entry = (key: string, value: string) => lenField(14, proto(lenField(1, key), lenField(2, value)));
    const model = Buffer.concat([
      smallModel(),
      entry('epoch', '3'),
      entry('loss', '0.125'),
      entry('license', 'mit'),
    ]);
    expect(await inspect(model)).toMatchObject({
      training: { epoch: 3, loss: '0.125' },
      claims: [{ key: 'license', value: 'mit' }],
    });
  });
});

describe('operators', () => {
  test('of an unknown domain quarantine the model', async () => {
    const inspection = await inspect(smallModel(lenField(1, nodeProto('Run', 'evil.example'))));
    expect(inspection.state).toBe('QUARANTINED');
    expect(inspection.findings[0]).toMatchObject({
      rule: 'CHECKPOINT_ONNX_DOMAIN_UNKNOWN',
      received: 'evil.example.Run',
    });
  });

  test('of com.microsoft pass only when asked for', async () => {
    const model = smallModel(lenField(1, nodeProto('Gelu', 'com.microsoft')));
    expect((await inspect(model)).state).toBe('QUARANTINED');
    expect((await inspect(model, { allowContribOps: true })).state).toBe('VERIFIED');
  });

  test('that the file itself defines pass, and their bodies are searched', async () => {
    const body = (op: Uint8Array) =>
      lenField(25, proto(lenField(1, 'Twice'), lenField(10, 'own'), lenField(7, op)));
    const graph = [lenField(1, nodeProto('Twice', 'own'))];
    expect((await inspect(modelProto(graph, body(nodeProto('Add'))))).state).toBe('VERIFIED');
    expect((await inspect(modelProto(graph, body(nodeProto('Run', 'evil.example'))))).state).toBe(
      'QUARANTINED',
    );
  });

  test('that draw random numbers are flagged unless they carry a seed', async () => {
    const seed = proto(lenField(1, 'seed'), varintField(20, 1));
    const unseeded = await inspect(smallModel(lenField(1, nodeProto('RandomNormal'))));
    const seeded = await inspect(smallModel(lenField(1, nodeProto('RandomNormal', '', seed))));
    expect(rulesOf(unseeded)).toEqual(['CHECKPOINT_ONNX_RANDOM_UNSEEDED']);
    expect(unseeded.state).toBe('VERIFIED');
    expect(seeded.findings).toEqual([]);
  });
});

const external = (
  location: string,
  more: Readonly<Record<string, string>> = {},
  dims: readonly number[] = [2],
) =>
  tensorProto(
    't',
    1,
    dims,
    ...Object.entries({ location, ...more }).map(([key, value]) =>
      lenField(13, proto(lenField(1, key), lenField(2, value))),
    ),
    varintField(14, 1),
  );

describe('external data', () => {
  test('under a plain name is quarantined, because its bytes are elsewhere', async () => {
    const inspection = await withTensor(external('weights.bin'));
    expect(inspection).toMatchObject({ state: 'QUARANTINED', tensors: [], weightsIdentity: null });
    expect(rulesOf(inspection)).toEqual(['CHECKPOINT_ONNX_EXTERNAL_DATA']);
  });

  test.each([
    '/etc/passwd',
    '../secret',
    'a/b',
    'a\\b',
    'C:x',
    '*/_ORT_MEM_ADDR_/*',
    '_ORT_MEM_ADDR_',
    '',
    '.',
    '..',
    'a\0b',
    'file:a',
  ])('at %j is rejected', async (location) => {
    const inspection = await withTensor(external(location));
    expect(inspection.state).toBe('REJECTED');
    expect(rulesOf(inspection)).toEqual(['CHECKPOINT_ONNX_EXTERNAL_LOCATION']);
  });

  test.each([
    [
      'a Constant',
      (tensor: Uint8Array) =>
        lenField(1, nodeProto('Constant', '', proto(lenField(1, 'value'), lenField(5, tensor)))),
    ],
    ['a sparse initializer', (tensor: Uint8Array) => lenField(15, lenField(1, tensor))],
    ['a list of tensors', (tensor: Uint8Array) => lenField(1, nodeProto('X', '', lenField(10, tensor)))],
    [
      'a subgraph',
      (tensor: Uint8Array) => lenField(1, nodeProto('If', '', lenField(6, lenField(5, tensor)))),
    ],
  ])('is found inside %s', async (_, wrap) => {
    expect((await inspect(modelProto([wrap(external('/etc/passwd'))]))).state).toBe('REJECTED');
  });
});

describe('a malformed model is rejected', () => {
  const nested = (depth: number): Buffer =>
    depth === 0
      ? lenField(1, nodeProto('Add'))
      : lenField(1, nodeProto('If', '', lenField(6, nested(depth - 1))));

  test.each<[string, Uint8Array]>([
    ['empty', new Uint8Array(0)],
    ['without a graph', proto(varintField(1, 8), lenField(8, varintField(2, 13)))],
    ['without an operator set', proto(varintField(1, 8), lenField(7, ''))],
    ['with two graphs', Buffer.concat([smallModel(), lenField(7, '')])],
    ['cut short', smallModel().subarray(0, 60)],
    [
      'with a length past the end',
      proto(varintField(1, 8), Buffer.from([0x3a, 0xff, 0xff, 0xff, 0xff, 0x0f])),
    ],
    ['with a length of 64 bits', proto(varintField(1, 8), Buffer.from([0x3a]), varint(2n ** 64n - 1n))],
    ['with a varint of 11 bytes', Buffer.from([0x08, ...Array.from({ length: 11 }, () => 0x80), 0])],
    ['with a group', Buffer.concat([smallModel(), Buffer.from([0x0b])])],
    ['with field 0', Buffer.concat([smallModel(), Buffer.from([0x00, 0x00])])],
    ['with a graph that is a number', proto(varintField(7, 1))],
    ['with subgraphs 20 deep', modelProto([nested(20)])],
    ['with a short tensor', modelProto([lenField(5, tensorProto('t', 1, [3], lenField(9, floats(1, 2))))])],
    ['with a long tensor', modelProto([lenField(5, tensorProto('t', 1, [1], lenField(9, floats(1, 2))))])],
    ['with a tensor without data', modelProto([lenField(5, tensorProto('t', 1, [1]))])],
    ['with a negative dimension', modelProto([lenField(5, tensorProto('t', 1, [-1]))])],
    ['with dimensions that overflow', modelProto([lenField(5, tensorProto('t', 1, [2 ** 40, 2 ** 40]))])],
    [
      'with two encodings',
      modelProto([lenField(5, tensorProto('t', 1, [1], lenField(9, floats(1)), lenField(4, floats(2))))]),
    ],
    [
      'with raw data twice',
      modelProto([lenField(5, tensorProto('t', 1, [1], lenField(9, floats(1)), lenField(9, floats(1))))]),
    ],
    [
      'with the wrong typed field',
      modelProto([lenField(5, tensorProto('t', 1, [1], lenField(7, varint(1n))))]),
    ],
    [
      'with a value too wide for int8',
      modelProto([lenField(5, tensorProto('t', 3, [1], lenField(5, varint(256n))))]),
    ],
    ['with a truth value of 2', modelProto([lenField(5, tensorProto('t', 9, [1], lenField(5, varint(2n))))])],
    ['with a segment', modelProto([lenField(5, tensorProto('t', 1, [1], lenField(3, '')))])],
    ['with one name twice', smallModel(lenField(5, tensorProto('w', 1, [1], lenField(9, floats(1)))))],
    ['with a name that is not UTF-8', smallModel(lenField(11, lenField(1, Buffer.from([0xff]))))],
  ])('%s', async (_, bytes) => {
    const inspection = await inspect(bytes);
    expect(inspection.state).toBe('REJECTED');
    expect(inspection.findings[0]?.expected).toBeTruthy();
    expect(inspection.tensors).toEqual([]);
  });

  test('subgraphs 16 deep still pass', async () => {
    expect((await inspect(modelProto([nested(16)]))).state).toBe('VERIFIED');
  });

  test('an element type we do not know is quarantined, not rejected', async () => {
    expect((await withTensor(tensorProto('t', 99, [1], lenField(9, 'x')))).state).toBe('QUARANTINED');
  });

  test('inputs that repeat initializers are left out of the architecture', async () => {
    const inspection = await inspect(smallModel(lenField(11, valueProto('w', [2, 3]))));
    expect(inspection.architecture?.inputs.map(({ name }) => name)).toEqual(['x']);
  });
});

describe('memory', () => {
  test('a large tensor is digested without reading more than 1 MiB at once', async () => {
    const raw = Buffer.alloc(3 << 20, 7);
    const model = modelProto([lenField(5, tensorProto('t', 2, [raw.length], lenField(9, raw)))]);
    let largest = 0;
    const read = async (offset: number, length: number) => {
      largest = Math.max(largest, length);
      return model.subarray(offset, offset + length);
    };
    const inspection = await inspectArtifact('model.onnx', { sizeBytes: model.length, read });
    expect(inspection.tensors[0]?.digest).toBe(digestOf(raw));
    expect(largest).toBe(1 << 20);
  });

  test('a packed list longer than the reading window keeps its values in order', async () => {
    const values = Array.from({ length: 30_000 }, (_, i) => BigInt(i * i));
    const typed = lenField(7, proto(...values.map(varint)));
    const inspection = await withTensor(tensorProto('t', 7, [values.length], typed));
    expect(inspection.tensors[0]?.digest).toBe(digestOf(Buffer.from(new BigInt64Array(values).buffer)));
  });
});

describe('external data with the files beside the model', () => {
  const bytes = Buffer.concat([floats(1, 2), Buffer.alloc(8), floats(3, 4)]);
  const inspectWith = (siblings: Siblings | undefined, ...tensors: readonly Uint8Array[]) =>
    inspectArtifact(
      'model.onnx',
      bytesOf(modelProto(tensors.map((tensor) => lenField(5, tensor)))),
      siblings === undefined ? {} : { siblings },
    );
  const named = (name: string, tensor: Buffer) => proto(tensor, lenField(8, name));
  const first = named('a', external('w.bin', { offset: '0', length: '8' }));
  const second = named('b', external('w.bin', { offset: '16' }));

  test('is read from there, with padding between tensors, and its file is a part', async () => {
    const inspection = await inspectWith(siblingsOf({ 'w.bin': bytes }), first, second);
    expect(inspection).toMatchObject({
      state: 'VERIFIED',
      parts: ['w.bin'],
      findings: [],
      parameterCount: 4,
    });
    expect(inspection.tensors.map(({ name, offset, digest }) => [name, offset, digest])).toEqual([
      ['a', null, digestOf(floats(1, 2))],
      ['b', null, digestOf(floats(3, 4))],
    ]);
  });

  test('may be shared by tensors, as a whole', async () => {
    const again = named('c', external('w.bin', { offset: '0', length: '8' }));
    expect(await inspectWith(siblingsOf({ 'w.bin': bytes }), first, again, second)).toMatchObject({
      state: 'VERIFIED',
      parts: ['w.bin'],
    });
    const across = named('c', external('w.bin', { offset: '4', length: '8' }));
    const inspection = await inspectWith(siblingsOf({ 'w.bin': bytes }), first, across, second);
    expect([inspection.state, rulesOf(inspection)]).toEqual(['REJECTED', ['CHECKPOINT_ONNX_MALFORMED']]);
  });

  test('that is not there is named, whether one looked or not', async () => {
    for (const siblings of [siblingsOf({}), undefined]) {
      const inspection = await inspectWith(siblings, first);
      expect(inspection).toMatchObject({
        state: 'QUARANTINED',
        parts: [],
        findings: [{ rule: 'CHECKPOINT_ONNX_EXTERNAL_DATA', received: 'w.bin' }],
      });
    }
  });

  const stray = (at: number) => Buffer.from(bytes).fill(1, at, at + 1);
  test.each<[string, Uint8Array]>([
    ['between tensors', stray(12)],
    ['behind the last one', Buffer.concat([bytes.subarray(0, 24), Buffer.from('x')])],
    ['as zeros beyond any alignment', Buffer.concat([bytes, Buffer.alloc(1 << 17)])],
  ])('with other bytes %s is quarantined, and its file no part', async (_, file) => {
    const whole = named('b', external('w.bin', { offset: '16', length: '8' }));
    expect(await inspectWith(siblingsOf({ 'w.bin': file }), first, whole)).toMatchObject({
      state: 'QUARANTINED',
      parts: [],
      findings: [{ rule: 'CHECKPOINT_EXTERNAL_BYTES' }],
    });
  });

  test.each<[string, Uint8Array]>([
    ['an offset past the file', external('w.bin', { offset: '25', length: '8' })],
    ['a length past the file', external('w.bin', { offset: '20', length: '8' })],
    ['an offset beyond numbers', external('w.bin', { offset: '9'.repeat(17) })],
    ['a negative offset', external('w.bin', { offset: '-8' })],
    ['an offset that is no number', external('w.bin', { offset: '0x8' })],
    ['a length of another shape', external('w.bin', { length: '12' })],
    ['all of a file for a smaller shape', external('w.bin')],
    [
      'a location twice',
      proto(external('w.bin'), lenField(13, proto(lenField(1, 'location'), lenField(2, 'w.bin')))),
    ],
    ['values inside as well', proto(external('w.bin', { length: '8' }), lenField(9, floats(1, 2)))],
    ['strings', proto(external('w.bin', { length: '8' }), varintField(2, 8))],
  ])('with %s is rejected', async (_, tensor) => {
    const inspection = await inspectWith(siblingsOf({ 'w.bin': bytes }), tensor);
    expect([inspection.state, rulesOf(inspection)]).toEqual(['REJECTED', ['CHECKPOINT_ONNX_MALFORMED']]);
  });
});

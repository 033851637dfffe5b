import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../../base/byte-source.ts';
import { digestOf } from '../../../base/digest.ts';
import { inspectArtifact } from '../../inspect.ts';
import {
  bufferTable,
  int32,
  ints,
  smallTflite,
  string,
  table,
  tables,
  tensorTable,
  uint64,
  vector,
  writeFlatbuffer,
} from './tflite-fixture.ts';

const inspect = (bytes: Uint8Array) => inspectArtifact('model.tflite', bytesOf(bytes));
const buffers = [table(), bufferTable(1, 2, 3, 4, 5, 6), bufferTable(7, 8)];
const tensors = (...more: readonly ReturnType<typeof table>[]) => [
  tensorTable('x', [1, 3], 0, 0),
  tensorTable('w', [2, 3], 0, 1),
  tensorTable('b', [2], 0, 2),
  tensorTable('y', [1, 2], 0, 0),
  ...more,
];

describe('a TFLite model', () => {
  test('is read: tensors that are stored, operators, what goes in and out', async () => {
    const inspection = await inspect(smallTflite());
    expect(inspection).toMatchObject({
      format: 'tflite',
      state: 'VERIFIED',
      findings: [],
      parameterCount: 8,
      architecture: {
        opHistogram: { FULLY_CONNECTED: 1 },
        inputs: [{ name: 'x', dtype: 'F32', dims: [1, 3] }],
        outputs: [{ name: 'y', dtype: 'F32', dims: [1, 2] }],
        producer: 'fixture',
      },
    });
    expect(inspection.tensors.map(({ name, shape, digest }) => [name, shape, digest])).toEqual([
      ['w', [2, 3], digestOf(Buffer.from(new Float32Array([1, 2, 3, 4, 5, 6]).buffer))],
      ['b', [2], digestOf(Buffer.from(new Float32Array([7, 8]).buffer))],
    ]);
  });

  test('may share a buffer, repeat a name, and hold strings and halves of bytes', async () => {
    const more = [tensorTable('w', [2, 3], 0, 1), tensorTable('s', [1], 5, 2), tensorTable('q', [15], 17, 2)];
    const inspection = await inspect(smallTflite({ tensors: tensors(...more) }));
    expect(inspection.state).toBe('VERIFIED');
    expect(inspection.tensors.map(({ name, dtype }) => `${name} ${dtype}`)).toEqual([
      'w F32',
      'b F32',
      'w#4 F32',
      's STRING',
      'q I4',
    ]);
  });

  test('may keep buffers behind the flatbuffer', async () => {
    const outside = (at: bigint, length: bigint) =>
      smallTflite({
        buffers: [table(), bufferTable(1, 2, 3, 4, 5, 6), table(null, uint64(at), uint64(length))],
      });
    const end = BigInt(outside(0n, 8n).length);
    const whole = Buffer.concat([outside(end, 8n), Buffer.from(new Float32Array([7, 8]).buffer)]);
    expect(await inspect(whole)).toMatchObject({ state: 'VERIFIED', parameterCount: 8 });
    expect(await inspect(whole.subarray(0, -1))).toMatchObject({
      state: 'REJECTED',
      findings: [{ rule: 'CHECKPOINT_TFLITE_MALFORMED' }],
    });
  });

  test.each([
    [32, 'custom.RunShell'],
    [51, 'custom.RunShell'],
  ])('with an operator of its own is quarantined: %i', async (code, received) => {
    const codes = [table(Buffer.from([code]), string('RunShell'))];
    expect(await inspect(smallTflite({ codes }))).toMatchObject({
      state: 'QUARANTINED',
      findings: [{ rule: 'CHECKPOINT_CUSTOM_OPERATOR', received }],
    });
  });

  test.each([
    ['a sparse tensor', [table(ints(2), Buffer.from([0]), int32(2), string('s'), null, null, table())]],
    ['a type of tomorrow', [tensorTable('t', [2], 40, 2)]],
  ])('with %s is honest, but not read here', async (_, more) => {
    expect(await inspect(smallTflite({ tensors: tensors(...more) }))).toMatchObject({
      state: 'QUARANTINED',
      findings: [{ rule: 'CHECKPOINT_FORMAT_UNSUPPORTED' }],
    });
  });

  const patched = (at: number, value: number) => {
    const bytes = smallTflite();
    bytes.writeUInt32LE(value, at);
    return bytes;
  };
  test.each<[string, () => Uint8Array]>([
    ['no mark', () => writeFlatbuffer(table(), 'XXXX')],
    ['a root outside the file', () => patched(0, 2 ** 31)],
    ['a root at its last byte', () => patched(0, smallTflite().length - 1)],
    ['a list of fields in front of the file', () => patched(smallTflite().readUInt32LE(0), 2 ** 30)],
    [
      'a buffer shorter than its tensor',
      () => smallTflite({ buffers: [table(), bufferTable(1), bufferTable(7, 8)] }),
    ],
    [
      'a buffer longer than its tensor',
      () => smallTflite({ buffers: [...buffers.slice(0, 2), bufferTable(7, 8, 9)] }),
    ],
    ['a buffer that is not there', () => smallTflite({ tensors: tensors(tensorTable('z', [2], 0, 9)) })],
    [
      'a buffer in two places',
      () =>
        smallTflite({
          buffers: [...buffers.slice(0, 2), table(vector(Buffer.alloc(8)), uint64(64n), uint64(8n))],
        }),
    ],
    [
      'a vector past the file',
      () => smallTflite({ buffers: [...buffers.slice(0, 2), table(vector(Buffer.alloc(8), 2 ** 31 - 1))] }),
    ],
    ['a negative dimension', () => smallTflite({ tensors: tensors(tensorTable('z', [-1], 0, 0)) })],
    [
      'dimensions past counting',
      () => smallTflite({ tensors: tensors(tensorTable('z', [2 ** 31 - 1, 2 ** 31 - 1], 0, 0)) }),
    ],
    [
      'more dimensions than any tensor has',
      () =>
        smallTflite({
          tensors: tensors(
            tensorTable(
              'z',
              Array.from({ length: 20 }, () => 1),
              0,
              0,
            ),
          ),
        }),
    ],
    ['bytes for a handle', () => smallTflite({ tensors: tensors(tensorTable('z', [2], 13, 2)) })],
    ['an operator without its code', () => smallTflite({ operators: [table(int32(7))] })],
    [
      'a code that no schema has',
      () => smallTflite({ codes: [table(Buffer.from([0]), null, null, int32(4000))] }),
    ],
    [
      'an input that is no tensor',
      () => writeFlatbuffer(table(int32(3), tables(), tables(table(tables(), ints(5))), null, tables())),
    ],
    [
      'a field outside its table',
      () => {
        const bytes = smallTflite();
        bytes.writeUInt16LE(6000, 12);
        return bytes;
      },
    ],
  ])('with %s is rejected', async (_, file) => {
    const { state, findings } = await inspect(file());
    expect(findings).toMatchObject([{ rule: 'CHECKPOINT_TFLITE_MALFORMED' }]);
    expect(state).toBe('REJECTED');
  });

  test('that points at its tables many times over is rejected, for what it would cost', async () => {
    const tensor = tensorTable('x', [1], 0, 0);
    const graph = table(tables(...Array.from({ length: 300 }, () => tensor)));
    const model = table(
      int32(3),
      null,
      tables(...Array.from({ length: 300 }, () => graph)),
      null,
      tables(table()),
    );
    expect(await inspect(writeFlatbuffer(model))).toMatchObject({
      state: 'REJECTED',
      findings: [{ rule: 'CHECKPOINT_TFLITE_MALFORMED', expected: 'each table once' }],
    });
  });
});

import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../../base/byte-source.ts';
import { digestOf } from '../../../base/digest.ts';
import { inspectArtifact } from '../../inspect.ts';
import { floats } from '../onnx-fixture.ts';
import { writeZip } from '../zip/zip-fixture.ts';

const inspect = (path: string, bytes: Uint8Array) => inspectArtifact(path, bytesOf(bytes));

function npy(dict: string, data: Uint8Array, version = 1): Buffer {
  const lengthBytes = version === 1 ? 2 : 4;
  const padding = 63 - ((8 + lengthBytes + dict.length) % 64);
  const text = Buffer.from(`${dict}${' '.repeat(padding)}\n`);
  const head = Buffer.alloc(8 + lengthBytes);
  head.write('\x93NUMPY', 'latin1');
  head[6] = version;
  head.writeUIntLE(text.byteLength, 8, lengthBytes);
  return Buffer.concat([head, text, Buffer.from(data)]);
}
const dict = (descr: string, shape: string, order = 'False') =>
  `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }`;
const six = floats(1, 2, 3, 4, 5, 6);
const columns = floats(1, 4, 2, 5, 3, 6);

describe('an array', () => {
  test.each<[string, Buffer, unknown]>([
    ['row by row', npy(dict('<f4', '(2, 3)'), six), { dtype: 'F32', shape: [2, 3], offset: 128 }],
    [
      'column by column',
      npy(dict('<f4', '(2, 3)', 'True'), columns),
      { dtype: 'F32', shape: [2, 3], offset: null },
    ],
    [
      'big-endian',
      npy(dict('>f4', '(2, 3)'), Buffer.from(six).swap32()),
      { dtype: 'F32', shape: [2, 3], offset: null },
    ],
    ['version 2', npy(dict('<f4', '(2, 3)'), six, 2), { dtype: 'F32', shape: [2, 3] }],
    ['version 3', npy(dict('<f4', '(2, 3)'), six, 3), { dtype: 'F32', shape: [2, 3] }],
    ['written by Python 2', npy(dict('<f4', '(2L, 3L)'), six), { dtype: 'F32', shape: [2, 3] }],
  ])('%s has the digest of its values', async (_, bytes, tensor) => {
    const { tensors, state } = await inspect('dir/w.npy', bytes);
    expect(state).toBe('VERIFIED');
    expect(tensors).toMatchObject([{ name: 'w', digest: digestOf(six), ...(tensor as object) }]);
  });

  test.each<[string, string, number, string, number[]]>([
    ['|b1', '(2,)', 2, 'BOOL', [2]],
    ['|u1', '(0,)', 0, 'U8', [0]],
    ['<i8', '()', 8, 'I64', []],
    ['<f2', '(1, 0, 5)', 0, 'F16', [1, 0, 5]],
    ['<c16', '(1,)', 16, 'C128', [1]],
  ])('%s %s', async (descr, shape, length, dtype, dims) => {
    expect((await inspect('a.npy', npy(dict(descr, shape), new Uint8Array(length)))).tensors).toMatchObject([
      { dtype, shape: dims },
    ]);
  });

  test('of characters is verified and left out of the table', async () => {
    expect(await inspect('a.npy', npy(dict('<U2', '(1,)'), new Uint8Array(8)))).toMatchObject({
      state: 'VERIFIED',
      tensors: [],
      findings: [{ rule: 'CHECKPOINT_TENSOR_UNLISTED' }],
    });
  });

  test.each<[string, Buffer]>([
    ['objects', npy(dict('|O', '(1,)'), new Uint8Array(8))],
    [
      'a record of objects',
      npy("{'descr': [('a', '|O')], 'fortran_order': False, 'shape': (1,), }", new Uint8Array(8)),
    ],
  ])('of %s is quarantined', async (_, bytes) => {
    expect(await inspect('a.npy', bytes)).toMatchObject({
      state: 'QUARANTINED',
      findings: [{ rule: 'CHECKPOINT_NUMPY_OBJECT' }],
    });
  });

  test.each<[string, Buffer]>([
    ['records', npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", new Uint8Array(4))],
    ['dates', npy(dict('<M8[ns]', '(1,)'), new Uint8Array(8))],
    ['raw bytes', npy(dict('|V2', '(1,)'), new Uint8Array(2))],
  ])('of %s is unsupported', async (_, bytes) => {
    expect(await inspect('a.npy', bytes)).toMatchObject({
      state: 'QUARANTINED',
      findings: [{ rule: 'CHECKPOINT_FORMAT_UNSUPPORTED' }],
    });
  });

  const good = npy(dict('<f4', '(2, 3)'), six);
  test.each<[string, Buffer]>([
    ['cut', good.subarray(0, -1)],
    ['too long', Buffer.concat([good, Buffer.alloc(1)])],
    ['only a magic', good.subarray(0, 6)],
    ['of version 4', npy(dict('<f4', '(2, 3)'), six, 4)],
    ['with a call', npy("{'descr': '<f4', 'fortran_order': False, 'shape': eval('1'), }", six)],
    ['with a shape that is no tuple', npy(dict('<f4', '(6)'), six)],
    ['with a negative length', npy(dict('<f4', '(-6,)'), six)],
    ['with too large a shape', npy(dict('<f4', '(9999999999999999, 9999999999999999)'), six)],
    ['with another order', npy(dict('<f4', '(2, 3)', '1'), six)],
    ['with a key too many', npy("{'descr': '<f4', 'fortran_order': False, 'shape': (6,), 'x': 1}", six)],
    ['with a long header', npy(dict('<f4', '(2, 3)') + ' '.repeat(20_000), six)],
  ])('%s is malformed', async (_, bytes) => {
    expect(await inspect('a.npy', bytes)).toMatchObject({
      state: 'REJECTED',
      findings: [{ rule: 'CHECKPOINT_NPY_MALFORMED' }],
    });
  });
});

describe('an archive of arrays', () => {
  test.each([false, true])('has them all, deflated: %s', async (isDeflated) => {
    const arrays = {
      a: npy(dict('<f4', '(2, 3)'), six),
      b: npy(dict('<f4', '(2, 3)', 'True'), columns),
      c: npy(dict('>f4', '(2, 3)'), Buffer.from(six).swap32()),
    };
    const bytes = writeZip(
      Object.entries(arrays).map(([name, content]) => ({ name: `${name}.npy`, bytes: content, isDeflated })),
    );
    const { state, format, tensors } = await inspect('w.npz', bytes);
    expect([state, format]).toEqual(['VERIFIED', 'npz']);
    expect(tensors.map(({ name, digest }) => [name, digest])).toEqual(
      ['a', 'b', 'c'].map((name) => [name, digestOf(six)]),
    );
    expect(tensors[0]?.offset !== null).toBe(!isDeflated);
  });

  test('of several chunks, deflated, keeps its items whole', async () => {
    const data = Buffer.alloc(3 * 400_001, 0);
    for (let at = 0; at < data.byteLength; at++) data[at] = (at * at) >> 7;
    const whole = data.subarray(0, data.byteLength - (data.byteLength % 8));
    const bytes = writeZip([
      { name: 'a.npy', bytes: npy(dict('<f8', `(${whole.byteLength / 8},)`), whole), isDeflated: true },
    ]);
    expect((await inspect('w.npz', bytes)).tensors[0]?.digest).toBe(digestOf(whole));
  });

  test('with an array of objects is quarantined, with a wrong checksum rejected', async () => {
    const objects = { name: 'o.npy', bytes: npy(dict('|O', '(1,)'), new Uint8Array(8)) };
    const wrong = { name: 'w.npy', bytes: npy(dict('<f4', '(2, 3)'), six), crc: 1 };
    expect(await inspect('w.npz', writeZip([objects]))).toMatchObject({
      state: 'QUARANTINED',
      findings: [{ rule: 'CHECKPOINT_NUMPY_OBJECT' }],
    });
    expect(await inspect('w.npz', writeZip([wrong]))).toMatchObject({
      state: 'REJECTED',
      findings: [{ rule: 'CHECKPOINT_ZIP_MALFORMED' }],
    });
  });
});

import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../base/byte-source.ts';
import { digestOf } from '../../base/digest.ts';
import { inspectArtifact } from '../inspect.ts';
import { writeSafetensors } from '../write-safetensors.ts';

const inspect = (bytes: Uint8Array) => inspectArtifact('model.safetensors', bytesOf(bytes));

function file(header: string | Uint8Array, dataBytes = 0): Buffer {
  const bytes = Buffer.from(header as Uint8Array);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(bytes.byteLength));
  return Buffer.concat([length, bytes, Buffer.alloc(dataBytes)]);
}

const entry = (dtype: string, shape: string, begin: number, end: number) =>
  `{"dtype":"${dtype}","shape":${shape},"data_offsets":[${begin},${end}]}`;

describe('a good file', () => {
  test('is verified with the digest of each tensor', async () => {
    const a = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]);
    const inspection = await inspect(
      writeSafetensors([
        { name: 'a', dtype: 'F32', shape: [2], bytes: a },
        { name: '0', dtype: 'U8', shape: [3], bytes: new Uint8Array([1, 2, 3]) },
        { name: 'none', dtype: 'F16', shape: [0, 4], bytes: new Uint8Array(0) },
        { name: 'scalar', dtype: 'I64', shape: [], bytes: new Uint8Array(8) },
      ]),
    );
    expect(inspection).toMatchObject({
      state: 'VERIFIED',
      parameterCount: 5,
      dtypeHistogram: { F32: 2, U8: 3, F16: 0, I64: 1 },
    });
    expect(inspection.tensors.map(({ name }) => name)).toEqual(['a', '0', 'none', 'scalar']);
    expect(inspection.tensors[0]?.digest).toBe(digestOf(a));
  });

  test('may be empty of tensors and padded with spaces', async () => {
    expect((await inspect(file('{}      '))).state).toBe('VERIFIED');
  });

  test('gives its training metadata and claims from __metadata__', async () => {
    const metadata = {
      epoch: '2',
      step: '938',
      loss: '0.25',
      framework: 'pt',
      'modelspec.license': 'MIT',
      ignored: 'x',
    };
    expect(await inspect(writeSafetensors([], metadata))).toMatchObject({
      training: { epoch: 2, step: 938, loss: '0.25', framework: 'pt' },
      claims: [{ key: 'modelspec.license', value: 'MIT' }],
    });
  });

  test.each([
    'exp_avg',
    'momentum_buffer',
    'state.3.exp_avg_sq',
    'optimizer.state.0.step',
    'square_avg.fc.weight',
  ])('shows optimizer state by the name %s', async (name) => {
    const tensor = { name, dtype: 'F32', shape: [1], bytes: new Uint8Array(4) } as const;
    expect(await inspect(writeSafetensors([tensor]))).toMatchObject({
      hasOptimizerState: true,
      weightsIdentity: null,
    });
  });

  test('is not taken for optimizer state by a name that merely contains such a word', async () => {
    const tensor = {
      name: 'exp_average_pool.weight',
      dtype: 'F32',
      shape: [1],
      bytes: new Uint8Array(4),
    } as const;
    expect((await inspect(writeSafetensors([tensor]))).hasOptimizerState).toBe(false);
  });
});

describe('a malformed file is rejected', () => {
  const u8 = entry('U8', '[4]', 0, 4);
  test.each<[string, Uint8Array]>([
    ['empty', new Uint8Array(0)],
    ['shorter than its length field', new Uint8Array(5)],
    [
      'a header length past the end',
      Buffer.concat([file('{}').subarray(0, 9), Buffer.from('}')]).fill(0xff, 0, 1),
    ],
    ['a header length of 2^63', Buffer.concat([Buffer.from([0, 0, 0, 0, 0, 0, 0, 0x80]), Buffer.from('{}')])],
    ['white space before the header', file(' {}')],
    ['a byte order mark', file('\ufeff{}')],
    ['a list as header', file('[]')],
    ['a newline after the header', file('{}\n')],
    ['text after the header', file('{} x')],
    ['a header that is not UTF-8', file(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))],
    ['a key twice', file(`{"a":${u8},"a":${u8}}`, 4)],
    ['a key twice, once escaped', file(`{"a":${u8},"\\u0061":${u8}}`, 4)],
    [
      'a key twice inside a tensor',
      file('{"a":{"dtype":"U8","dtype":"U8","shape":[4],"data_offsets":[0,4]}}', 4),
    ],
    ['a key twice inside __metadata__', file('{"__metadata__":{"k":"1","k":"2"}}')],
    ['__metadata__ with a number', file('{"__metadata__":{"k":1}}')],
    ['__metadata__ null', file('{"__metadata__":null}')],
    ['an unknown dtype', file(`{"a":${entry('U7', '[4]', 0, 4)}}`, 4)],
    ['a dtype from the prototype', file(`{"a":${entry('toString', '[4]', 0, 4)}}`, 4)],
    ['a fourth field', file('{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4],"x":1}}', 4)],
    ['a missing field', file('{"a":{"dtype":"U8","shape":[4]}}', 4)],
    ['three offsets', file('{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4,4]}}', 4)],
    ['a negative dimension', file(`{"a":${entry('U8', '[-4]', 0, 4)}}`, 4)],
    ['a float as dimension', file(`{"a":${entry('U8', '[4.0]', 0, 4)}}`, 4)],
    ['minus zero as dimension', file(`{"a":${entry('U8', '[-0]', 0, 0)}}`)],
    ['a product that overflows', file(`{"a":${entry('U8', '[0,9007199254740991,2]', 0, 0)}}`)],
    ['a dimension past safe integers', file(`{"a":${entry('U8', '[18446744073709551616]', 0, 0)}}`)],
    ['three 4-bit values', file(`{"a":${entry('F4', '[3]', 0, 2)}}`, 2)],
    ['a size that contradicts the shape', file(`{"a":${entry('U8', '[3]', 0, 4)}}`, 4)],
    ['offsets backwards', file(`{"a":${entry('U8', '[4]', 4, 0)}}`, 4)],
    ['a hole', file(`{"a":${u8},"b":${entry('U8', '[1]', 5, 6)}}`, 6)],
    ['an overlap', file(`{"a":${u8},"b":${entry('U8', '[2]', 3, 5)}}`, 5)],
    ['a hole at the start', file(`{"a":${entry('U8', '[4]', 1, 5)}}`, 5)],
    ['bytes after the last tensor', file(`{"a":${u8}}`, 5)],
    ['bytes that end too early', file(`{"a":${u8}}`, 3)],
    ['nesting without end', file(`{"a":${'['.repeat(100_000)}`)],
    ['an unclosed string', file('{"a}')],
    ['a raw control character', file('{"a\u0001":1}')],
    ['a lone surrogate', file('{"\\ud800":1}')],
  ])('%s', async (_, bytes) => {
    const inspection = await inspect(bytes);
    expect(inspection.state).toBe('REJECTED');
    expect(inspection.format).toBe('safetensors');
    expect(inspection.findings[0]?.expected).toBeTruthy();
    expect(inspection.tensors).toEqual([]);
  });
});

test('a header past what this hub inspects is quarantined before it is read', async () => {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(25_000_001n);
  const source = {
    sizeBytes: 25_000_009,
    read: async (offset: number, size: number) => {
      if (size > 512) throw new Error('the header was read');
      return Buffer.concat([length, Buffer.from('{'), Buffer.alloc(512)]).subarray(offset, offset + size);
    },
  };
  expect(await inspectArtifact('model.safetensors', source)).toMatchObject({
    state: 'QUARANTINED',
    findings: [{ rule: 'CHECKPOINT_TOO_LARGE' }],
  });
});

test('equal tensors have one weights identity in any order, under any names, with any optimizer state', async () => {
  const w = { name: 'w', dtype: 'F32', shape: [2], bytes: new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]) } as const;
  const b = { name: 'b', dtype: 'F16', shape: [1], bytes: new Uint8Array([9, 9]) } as const;
  const step = { name: 'num_batches_tracked', dtype: 'I64', shape: [], bytes: new Uint8Array(8) } as const;
  const momentum = { name: 'w.momentum_buffer', dtype: 'F32', shape: [1], bytes: new Uint8Array(4) } as const;
  const identity = async (tensors: Parameters<typeof writeSafetensors>[0]) =>
    (await inspect(writeSafetensors(tensors))).weightsIdentity;
  const base = await identity([w, b]);
  expect(base).toMatch(/^sha256:/);
  expect(await identity([b, { ...w, name: 'other' }, step, momentum])).toBe(base);
  expect(await identity([{ ...w, shape: [2, 1] }, b])).not.toBe(base);
  expect(await identity([{ ...w, dtype: 'I32' }, b])).not.toBe(base);
  expect(await identity([w, w, b].map((tensor, i) => ({ ...tensor, name: `t${i}` })))).not.toBe(base);
});

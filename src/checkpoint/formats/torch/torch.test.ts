import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../../base/byte-source.ts';
import { digestOf } from '../../../base/digest.ts';
import { inspectArtifact } from '../../inspect.ts';
import { floats } from '../onnx-fixture.ts';
import {
  dictOf,
  float,
  globalOf,
  pickleOf,
  reduceOf,
  tupleOf,
  type Pickled,
} from '../pickle/pickle-fixture.ts';
import { writeZip } from '../zip/zip-fixture.ts';
import { stateDict, TorchFixture, view } from './torch-fixture.ts';

const inspect = (bytes: Uint8Array, path = 'model.pt') => inspectArtifact(path, bytesOf(bytes));
const six = floats(1, 2, 3, 4, 5, 6);
const hooks = reduceOf(globalOf('collections', 'OrderedDict'), []);

/** One file in both containers. */
function both(build: (file: TorchFixture) => Pickled): readonly Buffer[] {
  const file = new TorchFixture();
  const value = build(file);
  return [file.zip(value), file.legacy(value)];
}

describe.each([0, 1])('container %i (zip, before 1.6)', (container) => {
  const made = (build: (file: TorchFixture) => Pickled) => both(build)[container] ?? Buffer.alloc(0);

  test('tensors by their names, digests of their bytes', async () => {
    const bytes = made((file) =>
      stateDict({
        'a.weight': file.tensor('FloatStorage', six, [2, 3]),
        n: file.tensor('LongStorage', Buffer.alloc(8), []),
      }),
    );
    const inspection = await inspect(bytes);
    expect(inspection).toMatchObject({
      state: 'VERIFIED_LEGACY',
      format: 'torch',
      findings: [],
      parameterCount: 6,
      tensors: [
        { name: 'a.weight', dtype: 'F32', shape: [2, 3], digest: digestOf(six) },
        { name: 'n', dtype: 'I64', shape: [] },
      ],
    });
    const offset = inspection.tensors[0]?.offset ?? 0;
    expect(Buffer.from(bytes.subarray(offset, offset + 24)).equals(six)).toBe(true);
  });

  test('views are gathered: a part, a transpose, a repeat, a whole under two names', async () => {
    const bytes = made((file) => {
      const storage = file.storage('FloatStorage', six);
      return dictOf({
        part: view(storage, 2, [2], [1]),
        turned: view(storage, 0, [3, 2], [1, 3]),
        repeated: view(storage, 1, [2, 2], [0, 1]),
        whole: view(storage, 0, [6], [1]),
        empty: view(storage, 6, [0], [1]),
      });
    });
    const { tensors, state } = await inspect(bytes);
    expect(state).toBe('VERIFIED_LEGACY');
    expect(tensors.map(({ digest }) => digest)).toEqual(
      [floats(3, 4), floats(1, 4, 2, 5, 3, 6), floats(2, 3, 2, 3), six, floats()].map((values) =>
        digestOf(values),
      ),
    );
    expect(tensors.map(({ offset }) => offset !== null)).toEqual([true, false, false, true, true]);
  });

  test('optimizer state, epoch and loss are seen', async () => {
    const bytes = made((file) =>
      dictOf({
        epoch: 2,
        loss: float(0.5),
        model_state_dict: stateDict({ w: file.tensor('FloatStorage', six, [6]) }),
        optimizer_state_dict: dictOf({
          state: new Map([
            [
              0,
              dictOf({
                step: file.tensor('FloatStorage', floats(9), []),
                exp_avg: file.tensor('FloatStorage', six, [6]),
              }),
            ],
          ]),
          param_groups: [dictOf({ lr: float(0.01), params: [0] })],
        }),
      }),
    );
    expect(await inspect(bytes)).toMatchObject({
      hasOptimizerState: true,
      parameterCount: 6,
      training: { epoch: 2, loss: '0.5', learningRate: '0.01' },
    });
  });

  test('special tensors are verified and left out of the table', async () => {
    const bytes = made((file) => {
      const quantized = reduceOf(globalOf('torch._utils', '_rebuild_qtensor'), [
        file.storage('QInt8Storage', Buffer.alloc(4)),
        0,
        tupleOf(4),
        tupleOf(1),
        tupleOf(globalOf('torch', 'per_tensor_affine'), float(0.1), 0),
        false,
        hooks,
      ]);
      const sparse = reduceOf(globalOf('torch._utils', '_rebuild_sparse_tensor'), [
        reduceOf(globalOf('torch.serialization', '_get_layout'), ['torch.sparse_coo']),
        tupleOf(
          file.tensor('LongStorage', Buffer.alloc(8), [1, 1]),
          file.tensor('FloatStorage', floats(1), [1]),
          tupleOf(4),
        ),
      ]);
      return dictOf({ quantized, sparse, half: file.tensor('ComplexFloatStorage', Buffer.alloc(8), [1]) });
    });
    expect(await inspect(bytes)).toMatchObject({
      state: 'VERIFIED_LEGACY',
      tensors: [{ name: 'half', dtype: 'C64' }],
      findings: [{ rule: 'CHECKPOINT_TENSOR_UNLISTED' }, { rule: 'CHECKPOINT_TENSOR_UNLISTED' }],
    });
  });

  test('parameters, typed and untyped storages, devices and sizes', async () => {
    const bytes = made((file) => {
      const w = file.tensor('HalfStorage', Buffer.alloc(4), [2]);
      return dictOf({
        parameter: reduceOf(globalOf('torch._utils', '_rebuild_parameter'), [w, true, hooks]),
        typed: reduceOf(globalOf('torch._utils', '_rebuild_tensor_v3'), [
          file.storage('UntypedStorage', Buffer.alloc(4)),
          0,
          tupleOf(2),
          tupleOf(1),
          false,
          hooks,
          globalOf('torch', 'uint16'),
        ]),
        fromType: reduceOf(globalOf('torch._tensor', '_rebuild_from_type_v2'), [
          globalOf('torch._utils', '_rebuild_tensor_v2'),
          globalOf('torch', 'Tensor'),
          tupleOf(file.storage('CharStorage', Buffer.alloc(1)), 0, tupleOf(1), tupleOf(1), false, hooks),
          new Map(),
        ]),
        device: reduceOf(globalOf('torch', 'device'), ['cuda', 0]),
        size: reduceOf(globalOf('torch', 'Size'), [tupleOf(1, 2)]),
      });
    });
    expect((await inspect(bytes)).tensors.map(({ dtype, shape }) => [dtype, shape])).toEqual([
      ['F16', [2]],
      ['U16', [2]],
      ['I8', [1]],
    ]);
  });

  test.each<[string, string, (file: TorchFixture) => Pickled]>([
    [
      'a view past its storage',
      'QUARANTINED',
      (file) => view(file.storage('FloatStorage', six), 0, [7], [1]),
    ],
    [
      'a view that begins past it',
      'QUARANTINED',
      (file) => view(file.storage('FloatStorage', six), 7, [0], [1]),
    ],
    ['strides past it', 'QUARANTINED', (file) => view(file.storage('FloatStorage', six), 0, [2, 2], [5, 1])],
    ['negative strides', 'QUARANTINED', (file) => view(file.storage('FloatStorage', six), 5, [2], [-1])],
    [
      'fewer strides than sizes',
      'QUARANTINED',
      (file) => view(file.storage('FloatStorage', six), 0, [2, 3], [1]),
    ],
    [
      'a storage that announces more than there is',
      'REJECTED',
      (file) => view(file.storage('FloatStorage', six, 60), 0, [6], [1]),
    ],
    [
      'a storage that announces less than there is',
      'REJECTED',
      (file) => view(file.storage('FloatStorage', six, 5), 0, [5], [1]),
    ],
    ['a storage of an unlisted type', 'QUARANTINED', (file) => file.storage('EvilStorage', six)],
    [
      'hooks',
      'QUARANTINED',
      (file) =>
        reduceOf(globalOf('torch._utils', '_rebuild_tensor_v2'), [
          file.storage('FloatStorage', six),
          0,
          tupleOf(6),
          tupleOf(1),
          false,
          dictOf({ 0: globalOf('_codecs', 'encode') }),
        ]),
    ],
    [
      'a tensor as dict',
      'QUARANTINED',
      (file) => ({ node: 'items', target: file.tensor('FloatStorage', six, [6]), items: new Map([[0, 1]]) }),
    ],
    [
      'code beside tensors',
      'QUARANTINED',
      (file) =>
        dictOf({
          w: file.tensor('FloatStorage', six, [6]),
          run: reduceOf(globalOf('posix', 'system'), ['true']),
        }),
    ],
    [
      'a whole module',
      'QUARANTINED',
      (file) =>
        reduceOf(globalOf('__main__', 'Net'), [], dictOf({ w: file.tensor('FloatStorage', six, [6]) })),
    ],
  ])('%s: %s', async (_, state, build) => {
    const inspection = await inspect(made(build));
    expect(inspection.state).toBe(state);
    expect(inspection.findings).not.toEqual([]);
  });

  test('a few bytes that announce terabytes of views are too large', async () => {
    const bytes = made((file) => view(file.storage('FloatStorage', six), 0, [1_000_000, 1_000_000], [0, 0]));
    expect(await inspect(bytes)).toMatchObject({
      state: 'QUARANTINED',
      findings: [{ rule: 'CHECKPOINT_TOO_LARGE' }],
    });
  });

  test('a file cut anywhere is not verified', async () => {
    const bytes = made((file) => stateDict({ w: file.tensor('FloatStorage', six, [6]) }));
    for (let length = 2; length < bytes.byteLength; length++)
      expect((await inspect(bytes.subarray(0, length))).state, `${length}`).not.toMatch(/VERIFIED/);
    expect((await inspect(Buffer.concat([bytes, Buffer.from('x')]))).state).toBe('REJECTED');
  });
});

describe('members of the archive', () => {
  const file = new TorchFixture();
  const value = stateDict({ w: file.tensor('FloatStorage', six, [6]) });
  const text = (name: string, content: string) => ({ name: `archive/${name}`, bytes: Buffer.from(content) });

  test('what newer versions write beside the storages is known', async () => {
    const more = [
      text('byteorder', 'little'),
      text('.data/serialization_id', '123'),
      text('.format_version', '1'),
      text('.storage_alignment', '64'),
    ];
    expect((await inspect(file.zip(value, more))).state).toBe('VERIFIED_LEGACY');
  });

  test.each<[string, string, Buffer]>([
    ['code', 'CHECKPOINT_TORCHSCRIPT', file.zip(value, [text('code/__torch__.py', 'import os')])],
    ['constants', 'CHECKPOINT_TORCHSCRIPT', file.zip(value, [text('constants.pkl', ')')])],
    ['an unknown member', 'CHECKPOINT_TORCHSCRIPT', file.zip(value, [text('extra.bin', 'x')])],
    ['a member outside the folder', 'CHECKPOINT_ARCHIVE', file.zip(value, [{ name: 'other', bytes: six }])],
    ['big-endian bytes', 'CHECKPOINT_FORMAT_UNSUPPORTED', file.zip(value, [text('byteorder', 'big')])],
    [
      'a deflated storage',
      'CHECKPOINT_FORMAT_UNSUPPORTED',
      file.zip(value, [{ name: 'archive/data/0', bytes: six, isDeflated: true }]),
    ],
    [
      'a storage that nobody names',
      'CHECKPOINT_TORCH_MALFORMED',
      file.zip(value, [text('data/1', 'hidden')]),
    ],
    [
      'bytes behind the pickle',
      'CHECKPOINT_PICKLE_MALFORMED',
      file.zip(value, [{ name: 'archive/data.pkl', bytes: Buffer.concat([pickleOf(1), Buffer.from('x')]) }]),
    ],
    [
      'a missing storage',
      'CHECKPOINT_TORCH_MALFORMED',
      writeZip([{ name: 'a/data.pkl', bytes: pickleOf(value) }]),
    ],
    [
      'a storage with a wrong checksum',
      'CHECKPOINT_ZIP_MALFORMED',
      file.zip(value, [{ name: 'archive/data/0', bytes: six, crc: 1, hasDescriptor: false }]),
    ],
  ])('%s: %s', async (_, rule, bytes) => {
    expect(await inspect(bytes)).toMatchObject({ findings: [{ rule }] });
  });

  test('a wrong checksum is found by a part of the storage, too', async () => {
    const parts = new TorchFixture();
    const part = view(parts.storage('FloatStorage', six), 0, [2], [1]);
    const bytes = parts.zip(part, [{ name: 'archive/data/0', bytes: six, crc: 1, hasDescriptor: false }]);
    expect(await inspect(bytes)).toMatchObject({
      state: 'REJECTED',
      findings: [{ rule: 'CHECKPOINT_ZIP_MALFORMED' }],
    });
  });

  test("one storage can't be two", async () => {
    const id = (type: string) =>
      ({ node: 'persistent', id: tupleOf('storage', globalOf('torch', type), '0', 'cpu', 6) }) as const;
    const two = [view(id('FloatStorage'), 0, [6], [1]), view(id('IntStorage'), 0, [6], [1])];
    expect(await inspect(file.zip(two))).toMatchObject({
      state: 'REJECTED',
      findings: [{ rule: 'CHECKPOINT_PICKLE_MALFORMED' }],
    });
  });
});

describe('torch before 1.6', () => {
  const file = new TorchFixture();
  const value = stateDict({ w: file.tensor('FloatStorage', six, [6]) });
  test.each<[string, string, Buffer]>([
    ['another protocol', 'CHECKPOINT_TORCH_MALFORMED', file.legacy(value, { protocol: 1002 })],
    ['big-endian bytes', 'CHECKPOINT_FORMAT_UNSUPPORTED', file.legacy(value, { isLittleEndian: false })],
    ['a missing storage', 'CHECKPOINT_TORCH_MALFORMED', file.legacy(value, { keys: [] })],
    ['a storage twice', 'CHECKPOINT_TORCH_MALFORMED', file.legacy(value, { keys: ['0', '0'] })],
    ['a storage that nobody names', 'CHECKPOINT_TORCH_MALFORMED', file.legacy(value, { keys: ['0', '1'] })],
  ])('%s: %s', async (_, rule, bytes) => {
    expect(await inspect(bytes)).toMatchObject({ findings: [{ rule }] });
  });
});

test.each<[string, string]>([
  ['7z', "7z\xbc\xaf'\x1c\0\x04"],
  ['gzip', '\x1f\x8b\x08'],
  ['bzip2', 'BZh9'],
  ['xz', '\xfd7zXZ\0'],
  ['zstd', '\x28\xb5\x2f\xfd'],
  ['tar', `${'\0'.repeat(257)}ustar`],
])('a %s under the name of a torch file is quarantined, never unpacked', async (format, head) => {
  expect(await inspect(Buffer.from(`${head}${'\0'.repeat(600)}`, 'latin1'))).toMatchObject({
    state: 'QUARANTINED',
    format,
    findings: [{ rule: 'CHECKPOINT_FORMAT_UNSUPPORTED' }],
  });
});

/** The checksum that makes the first 512 bytes a header of tar, as it was before it had a magic. */
function asOldTar(bytes: Buffer, spell: (sum: number) => Buffer): Buffer {
  const head = Buffer.from(bytes);
  head.fill(' ', 148, 156);
  const sum = head.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  spell(sum).copy(head, 148);
  return head;
}

test.each<[string, (sum: number) => Buffer]>([
  ['octal', (sum) => Buffer.from(`${sum.toString(8).padStart(6, '0')}\0 `)],
  ['octal with a prefix', (sum) => Buffer.from(`0o${sum.toString(8).padStart(6, '0')}`)],
  ['base 256', (sum) => Buffer.from([0x80, 0, 0, 0, 0, 0, sum >> 8, sum & 0xff])],
])('a pickle that torch.load would take for a tar is not taken for a pickle: %s', async (_, spell) => {
  const file = new TorchFixture();
  const bytes = file.legacy(dictOf({ note: 'x'.repeat(600), w: file.tensor('FloatStorage', six, [6]) }));
  expect((await inspect(bytes)).state).toBe('VERIFIED_LEGACY');
  expect(await inspect(asOldTar(bytes, spell))).toMatchObject({ state: 'QUARANTINED', format: 'tar' });
});

const samples = join(process.env['HEIRLOOM_TEST_DATA'] ?? '../shared', 'data/checkpoints');

describe.skipIf(!existsSync(samples))('real torch files (skipped where the sample data is absent)', () => {
  const sample = (name: string) =>
    inspect(existsSync(samples) ? readFileSync(join(samples, name)) : new Uint8Array(0), name);

  test.each(['mnist-base-e1', 'mnist-base-e2', 'mnist-ft-low-digits', 'mnist-scratch'])(
    '%s: one identity in torch and ONNX, optimizer state, epoch and loss',
    async (name) => {
      const torch = await sample(`${name}.pt`);
      expect(torch).toMatchObject({
        state: 'VERIFIED_LEGACY',
        parameterCount: 52_138,
        hasOptimizerState: true,
        findings: [],
      });
      expect(torch.weightsIdentity).toBe((await sample(`${name}.onnx`)).weightsIdentity);
      expect(torch.training).toMatchObject({
        epoch: name === 'mnist-base-e2' ? 2 : 1,
        loss: expect.stringMatching(/^0\.\d+$/),
      });
    },
  );

  test('legacy.pt and w.npz hold the same weights, half.pt and bf16.pt others, ts.pt is a program', async () => {
    const { weightsIdentity } = await sample('mnist-base-e2.pt');
    for (const name of ['legacy.pt', 'w.npz'])
      expect((await sample(name)).weightsIdentity, name).toBe(weightsIdentity);
    for (const name of ['half.pt', 'bf16.pt']) {
      const other = await sample(name);
      expect(other, name).toMatchObject({ state: 'VERIFIED_LEGACY', parameterCount: 52_138 });
      expect(other.weightsIdentity, name).not.toBe(weightsIdentity);
    }
    expect(await sample('ts.pt')).toMatchObject({
      state: 'QUARANTINED',
      findings: [{ rule: 'CHECKPOINT_TORCHSCRIPT' }],
    });
  });

  test('only headers are read in a quick look', async () => {
    const bytes = readFileSync(join(samples, 'bert.pt'));
    const quick = await inspectArtifact('bert.pt', bytesOf(bytes), { isQuick: true });
    expect(quick).toMatchObject({ state: 'VERIFIED_LEGACY', parameterCount: 229_682, weightsIdentity: null });
  });
});

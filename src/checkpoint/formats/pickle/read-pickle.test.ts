import { describe, expect, test } from 'vitest';
import { bytesOf } from '../../../base/byte-source.ts';
import { inspectArtifact } from '../../inspect.ts';
import { ALLOWED_GLOBALS } from './allowed-globals.ts';
import {
  dictOf,
  float,
  framed,
  globalOf,
  pickleOf,
  raw,
  reduceOf,
  tupleOf,
  type Pickled,
} from './pickle-fixture.ts';
import { readPickle } from './read-pickle.ts';

const PROTOCOLS = [0, 1, 2, 3, 4, 5];
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const inspect = (bytes: Uint8Array, path = 'a.pkl') => inspectArtifact(path, bytesOf(bytes));
const orderedDict = reduceOf(globalOf('collections', 'OrderedDict'), []);

const array = (shape: readonly number[], code: string, bytes: Uint8Array, isFortran = false, order = '<') =>
  reduceOf(
    globalOf('numpy.core.multiarray', '_reconstruct'),
    [globalOf('numpy', 'ndarray'), tupleOf(0), Buffer.from('b')],
    tupleOf(
      1,
      tupleOf(...shape),
      reduceOf(
        globalOf('numpy', 'dtype'),
        [code, false, true],
        tupleOf(3, order, null, null, null, -1, -1, 0),
      ),
      isFortran,
      bytes,
    ),
  );

describe.each(PROTOCOLS)('protocol %i', (protocol) => {
  test.each<[string, Pickled]>([
    ['nothing', null],
    ['truth', [true, false]],
    [
      'numbers',
      [
        0,
        1,
        255,
        256,
        65_536,
        2 ** 31,
        -5,
        123_456_789_012_345_678_901_234_567_890n,
        float(0.5),
        float(1e-7),
      ],
    ],
    ['text', ['', 'plain', 'ünïcode', '日本', 'line\nfeed', 'back\\slash', 'x'.repeat(300)]],
    ['bytes', [Buffer.from([0, 128, 255]), Buffer.alloc(300)]],
    ['containers', dictOf({ a: [1, [2, tupleOf(3, tupleOf())]], b: new Map([[1, 'x']]) })],
    [
      'the listed calls',
      [
        orderedDict,
        reduceOf(globalOf('builtins', 'set'), [[1, 2]]),
        reduceOf(globalOf('torch', 'Size'), [tupleOf(1, 2)]),
      ],
    ],
    [
      'attributes of an OrderedDict',
      reduceOf(globalOf('collections', 'OrderedDict'), [], dictOf({ _metadata: orderedDict })),
    ],
    ['an array', array([2], 'f4', Buffer.alloc(8))],
  ])('%s is verified', async (_, value) => {
    expect(await inspect(pickleOf(value, protocol))).toMatchObject({
      state: 'VERIFIED_LEGACY',
      format: 'pickle',
      findings: [],
    });
  });

  test('the value is what was pickled', async () => {
    const bytes = pickleOf([1, -5, float(0.5), 'ünï\n', null, true, 2n ** 70n, tupleOf(1)], protocol);
    const { value, end } = await readPickle(bytesOf(bytes), 0, { isTorch: false });
    expect(end).toBe(bytes.byteLength);
    const kept =
      value.kind === 'list' ? value.items.map((item) => ('value' in item ? item.value : item.kind)) : [];
    expect(kept).toEqual([1, -5, 0.5, 'ünï\n', 'none', true, 2n ** 70n, 'tuple']);
  });

  test.each([
    ['os', 'system'],
    ['builtins', 'eval'],
    ['torch', 'load'],
    ['numpy', 'load'],
    ['collections', 'OrderedDict.fromkeys'],
    ['torch.serialization', '_get_layout\n'],
  ])('%s.%s is quarantined, and named where it stands', async (module, name) => {
    const inspection = await inspect(pickleOf([1, reduceOf(globalOf(module, name), ['true'])], protocol));
    expect(inspection.state).not.toMatch(/VERIFIED/);
    if (name.includes('\n')) return;
    expect(inspection).toMatchObject({
      state: 'QUARANTINED',
      findings: [{ rule: 'CHECKPOINT_PICKLE_GLOBAL' }],
    });
    expect(inspection.pickleGlobals).toContain(`${module}.${name}`);
    expect(inspection.findings[0]?.received).toMatch(new RegExp(`${name} at \\d+`));
  });
});

test('the list of globals stays short, and changes only on purpose', () => {
  const ids = ALLOWED_GLOBALS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeLessThanOrEqual(100);
  expect(ids).toMatchInlineSnapshot(`
    [
      "collections.OrderedDict",
      "collections.Counter",
      "builtins.set",
      "builtins.complex",
      "builtins.bytearray",
      "builtins.bytes",
      "__builtin__.set",
      "__builtin__.complex",
      "__builtin__.bytearray",
      "__builtin__.bytes",
      "_codecs.encode",
      "torch.FloatStorage",
      "torch.DoubleStorage",
      "torch.HalfStorage",
      "torch.BFloat16Storage",
      "torch.LongStorage",
      "torch.IntStorage",
      "torch.ShortStorage",
      "torch.CharStorage",
      "torch.ByteStorage",
      "torch.BoolStorage",
      "torch.ComplexFloatStorage",
      "torch.ComplexDoubleStorage",
      "torch.QInt8Storage",
      "torch.QUInt8Storage",
      "torch.QInt32Storage",
      "torch.QUInt4x2Storage",
      "torch.QUInt2x4Storage",
      "torch.storage.UntypedStorage",
      "torch.storage.TypedStorage",
      "torch.storage._UntypedStorage",
      "torch.float32",
      "torch.float64",
      "torch.float16",
      "torch.bfloat16",
      "torch.float8_e4m3fn",
      "torch.float8_e5m2",
      "torch.float8_e4m3fnuz",
      "torch.float8_e5m2fnuz",
      "torch.int8",
      "torch.int16",
      "torch.int32",
      "torch.int64",
      "torch.uint8",
      "torch.uint16",
      "torch.uint32",
      "torch.uint64",
      "torch.bool",
      "torch.complex32",
      "torch.complex64",
      "torch.complex128",
      "torch.qint8",
      "torch.quint8",
      "torch.qint32",
      "torch.quint4x2",
      "torch.quint2x4",
      "torch.strided",
      "torch.sparse_coo",
      "torch.sparse_csr",
      "torch.sparse_csc",
      "torch.contiguous_format",
      "torch.preserve_format",
      "torch.channels_last",
      "torch.channels_last_3d",
      "torch.per_tensor_affine",
      "torch.per_tensor_symmetric",
      "torch.per_channel_affine",
      "torch.per_channel_symmetric",
      "torch.per_channel_affine_float_qparams",
      "torch.Tensor",
      "torch.Size",
      "torch.device",
      "torch.nn.parameter.Parameter",
      "torch._utils._rebuild_tensor",
      "torch._utils._rebuild_tensor_v2",
      "torch._utils._rebuild_tensor_v3",
      "torch._utils._rebuild_parameter",
      "torch._utils._rebuild_parameter_with_state",
      "torch._utils._rebuild_qtensor",
      "torch._utils._rebuild_sparse_tensor",
      "torch._utils._rebuild_sparse_csr_tensor",
      "torch._utils._rebuild_meta_tensor_no_storage",
      "torch._utils._rebuild_nested_tensor",
      "torch._tensor._rebuild_from_type_v2",
      "torch.serialization._get_layout",
      "numpy.ndarray",
      "numpy.dtype",
      "numpy.core.multiarray._reconstruct",
      "numpy.core.multiarray.scalar",
      "numpy._core.multiarray._reconstruct",
      "numpy._core.multiarray.scalar",
      "numpy.core.numeric._frombuffer",
      "numpy._core.numeric._frombuffer",
    ]
  `);
});

const proto = (body: string, protocol = 2) => latin1(`\x80${String.fromCharCode(protocol)}${body}`);

describe('does more than hold data', () => {
  test.each<[string, Uint8Array]>([
    ['a persistent id outside torch', proto('(U\x07storageU\x01atQ.')],
    ['a persistent id of protocol 0', latin1('Pid\n.')],
    ['extension 1', proto('\x82\x01.')],
    ['extension 2', proto('\x83\x01\x00.')],
    ['extension 4', proto('\x84\x01\x00\x00\x00.')],
    ['an out-of-band buffer', proto('\x97.', 5)],
    ['NEWOBJ_EX', proto('ccollections\nOrderedDict\n)}\x92.', 4)],
    ['data that is called', proto('ctorch\nFloatStorage\n)R.')],
    ['a class of arrays that is called', proto('cnumpy\nndarray\n)R.')],
    ['a value that is called', proto('K\x01)R.')],
    ['the result of a call that is called', proto('ccollections\nOrderedDict\n)R)R.')],
    ['arguments that are no tuple', proto('ccollections\nOrderedDict\n]R.')],
    ['a function made anew', proto('c_codecs\nencode\n)\x81.')],
    ['BUILD on a class', proto('ccollections\nOrderedDict\n}b.')],
    ['BUILD on a dict', proto('}}b.')],
    [
      'BUILD that replaces a method',
      pickleOf(
        reduceOf(
          globalOf('collections', 'OrderedDict'),
          [],
          dictOf({ __setstate__: globalOf('_codecs', 'encode') }),
        ),
      ),
    ],
    [
      'BUILD with slots',
      pickleOf(reduceOf(globalOf('collections', 'OrderedDict'), [], tupleOf(null, dictOf({ a: 1 })))),
    ],
    ['SETITEM on a list', proto(']K\x00K\x01s.')],
    ['SETITEMS on a class', proto('ccollections\nOrderedDict\n(K\x00K\x01u.')],
    ['APPEND to a dict', proto('}K\x00a.')],
    ['APPENDS to a set', proto('\x8f(K\x00e.', 4)],
    ['ADDITEMS to a list', proto('](K\x00\x90.', 4)],
    ['ADDITEMS to a frozen set', proto('(\x91(K\x00\x90.', 4)],
    ['a list as key', proto('}]K\x00s.')],
    ['a list in a set', proto('(]\x91.', 4)],
    ['a computed name', proto('\x8c\x02osC\x06system\x93.', 4)],
    ['bytes in another encoding', pickleOf(reduceOf(globalOf('_codecs', 'encode'), ['a', 'rot13']))],
    ['a bytearray of a given length', pickleOf(reduceOf(globalOf('builtins', 'bytearray'), [2 ** 31]))],
    ['an array of records', pickleOf(array([1], 'V8', Buffer.alloc(8)))],
    ['an array larger than its bytes', pickleOf(array([1000], 'f4', Buffer.alloc(8)))],
    ['an array of negative length', pickleOf(array([-1], 'f4', Buffer.alloc(0)))],
    ["Python 2's string of bytes", proto('U\x01\xff.')],
    ['text that is not UTF-8', proto('X\x01\x00\x00\x00\xff.')],
  ])('%s', async (_, bytes) => {
    expect(await inspect(bytes)).toMatchObject({
      state: 'QUARANTINED',
      findings: [{ rule: 'CHECKPOINT_PICKLE_OPERATION' }],
    });
  });

  test('an array of objects is named as what it is', async () => {
    for (const code of ['O8', '|O', 'O'])
      expect(await inspect(pickleOf(array([1], code, Buffer.alloc(8))))).toMatchObject({
        state: 'QUARANTINED',
        findings: [{ rule: 'CHECKPOINT_NUMPY_OBJECT' }],
      });
  });
});

/** Lists that each hold the one before twice: 2^levels parts in a few bytes. */
const laughs = (levels: number) => {
  const level = (i: number) =>
    `](h${String.fromCharCode(i)}h${String.fromCharCode(i)}eq${String.fromCharCode(i + 1)}0`;
  const levelsText = Array.from({ length: levels }, (_, i) => level(i)).join('');
  return proto(`]q\x000${levelsText}h${String.fromCharCode(levels)}.`);
};

describe('malformed', () => {
  test.each<[string, Uint8Array]>([
    [
      'an opcode across the end of its frame',
      Buffer.concat([proto('', 4), framed(latin1('K')), latin1('\x01.')]),
    ],
    [
      'a frame inside a frame',
      Buffer.concat([proto('', 4), framed(Buffer.concat([framed(latin1('K\x01')), latin1('.')]))]),
    ],
    [
      'a frame past the end',
      Buffer.concat([proto('', 4), framed(latin1('N.').subarray(0, 1)).subarray(0, 9), latin1('.')]).subarray(
        0,
        11,
      ),
    ],
    ['an empty frame', Buffer.concat([proto('', 4), framed(Buffer.alloc(0)), latin1('N.')])],
    ['a huge frame', proto(`\x95${'\xff'.repeat(8)}N.`, 4)],
    ['STOP before the frame ends', Buffer.concat([proto('', 4), framed(latin1('N.N'))])],
    ['a frame in protocol 2', Buffer.concat([proto('', 2), framed(latin1('N.'))])],
    ['PROTO in the middle', proto('N\x80\x020.')],
    ['protocol 6', proto('N.', 6)],
    ['nothing at STOP', proto('.')],
    ['two values at STOP', proto('NN.')],
    ['a mark at STOP', proto('N(N.')],
    ['bytes behind STOP', Buffer.concat([pickleOf(1), latin1('x')])],
    ['nine pickles', Buffer.concat(Array.from({ length: 9 }, () => pickleOf(1)))],
    ['no STOP', proto('N')],
    ['an unknown opcode', proto('\xff.')],
    ['an underscore in a memo key', proto('Np1_0\n0g10\n.')],
    ['a sign in a memo key', proto('Np+1\n.')],
    ['a space in a memo key', proto('Np 1\n.')],
    ['an underscore in a number', proto('I1_0\n.')],
    ['a number with a leading zero', proto('I007\n.')],
    ['a hexadecimal number', proto('L0x10L\n.')],
    ['a float with spaces', proto('F 1.0\n.')],
    ['an unquoted string', proto('Sabc\n.')],
    ['a memo key used twice', proto('Nq\x000K\x01q\x00.')],
    ['a memo key that was never set', proto('h\x05.')],
    ['a huge memo key', proto('Nr\xff\xff\xff\xff.')],
    ['a memo of nothing', proto('q\x00N.')],
    ['a value below the mark', proto('N(0N1K\x00(a.')],
    ['a tuple of more than there is', proto('N\x87.')],
    ['no mark', proto('Nt.')],
    ['OBJ of nothing', proto('(o.')],
    ['a key without a value', proto('}(Nu.')],
    ['bytes past the end', proto('B\xff\xff\xff\x7fN.', 3)],
    ['bytes of 64-bit length', proto(`\x8e${'\xff'.repeat(8)}N.`, 4)],
    ['a negative length', proto('T\xff\xff\xff\xffN.')],
    ['a list that holds itself', proto(']q\x00h\x00a.')],
    ['2^60 parts', laughs(60)],
    ['nesting of 2,000', proto(`${']'.repeat(2000)}${'a'.repeat(1999)}.`)],
    ['a long line', latin1(`V${'x'.repeat(70_000)}\n.`)],
    ['a name cut short', proto('cos\nsystem')],
  ])('%s', async (_, bytes) => {
    expect(await inspect(bytes)).toMatchObject({
      state: 'REJECTED',
      findings: [{ rule: 'CHECKPOINT_PICKLE_MALFORMED' }],
    });
  });

  test('a large value that is copied again and again', async () => {
    const copies = 'h\x01h\x00\x85R0'.repeat(20_000);
    const list = `](${'K\x01'.repeat(20_000)}e`;
    expect(await inspect(proto(`cbuiltins\nset\nq\x010${list}q\x000${copies}N.`))).toMatchObject({
      state: 'REJECTED',
      findings: [{ received: 'more' }],
    });
  });

  test('more opcodes than a reader waits for', async () => {
    expect(await inspect(proto(`${'N0'.repeat(2_500_001)}N.`))).toMatchObject({ state: 'REJECTED' });
  });

  test('every pickle cut short', async () => {
    for (const protocol of PROTOCOLS) {
      const whole = pickleOf(
        dictOf({ a: [1, float(2), 'text', tupleOf(Buffer.from('b'))], b: array([2], 'f4', Buffer.alloc(8)) }),
        protocol,
      );
      for (let length = 1; length < whole.byteLength; length++)
        expect((await inspect(whole.subarray(0, length))).state, `${protocol} ${length}`).not.toMatch(
          /VERIFIED/,
        );
    }
  });
});

describe('what a pickle says', () => {
  test('arrays under the names of their keys, little-endian and row-major', async () => {
    const values = Buffer.from(new Float32Array([1, 2, 3, 4, 5, 6]).buffer);
    const columns = Buffer.from(new Float32Array([1, 4, 2, 5, 3, 6]).buffer);
    const turned = Buffer.from(values).swap32();
    const arrays = dictOf({
      plain: array([2, 3], 'f4', values),
      fortran: array([2, 3], 'f4', columns, true),
      big: array([2, 3], 'f4', turned, false, '>'),
      nested: [array([], 'i8', Buffer.alloc(8))],
    });
    for (const protocol of [2, 4]) {
      const { tensors } = await inspect(pickleOf(arrays, protocol));
      expect(tensors.map(({ name, shape, dtype }) => [name, dtype, shape])).toEqual([
        ['plain', 'F32', [2, 3]],
        ['fortran', 'F32', [2, 3]],
        ['big', 'F32', [2, 3]],
        ['nested.0', 'I64', []],
      ]);
      expect(new Set(tensors.slice(0, 3).map(({ digest }) => digest)).size).toBe(1);
      expect(tensors[0]?.offset !== null).toBe(protocol === 4);
    }
  });

  test('training metadata from the outermost dict and its settings', async () => {
    const checkpoint = dictOf({
      epoch: 3,
      global_step: 900,
      best: null,
      metrics: dictOf({ loss: float(0.25) }),
      args: dictOf({ seed: 7, dataset: 'mnist' }),
      optimizer_state_dict: dictOf({ state: new Map(), param_groups: [dictOf({ lr: float(0.001) })] }),
    });
    expect((await inspect(pickleOf(checkpoint))).training).toEqual({
      epoch: 3,
      step: 900,
      loss: '0.25',
      learningRate: '0.001',
      seed: 7,
      dataset: 'mnist',
    });
  });

  test('of equal keys the last, and keys that only look alike both', async () => {
    const [a, b] = [array([1], 'u1', Buffer.from([1])), array([1], 'u1', Buffer.from([2]))];
    const twice = pickleOf({
      node: 'items',
      target: new Map<Pickled, Pickled>([['w', a]]),
      items: new Map<Pickled, Pickled>([
        ['w', b],
        [1, a],
        ['1', b],
      ]),
    });
    const { tensors } = await inspect(twice);
    expect(tensors.map(({ name }) => name)).toEqual(['w', '1', '1#2']);
    expect(tensors[0]?.digest).toBe(tensors[2]?.digest);
  });
});

test('several pickles in a row are all looked at', async () => {
  const hostile = pickleOf(reduceOf(globalOf('os', 'system'), ['true']));
  expect((await inspect(Buffer.concat([pickleOf(1), pickleOf(2)]))).state).toBe('VERIFIED_LEGACY');
  expect((await inspect(Buffer.concat([pickleOf(1), hostile]))).state).toBe('QUARANTINED');
});

test('a pickle wider than the first window is read whole', async () => {
  const value = dictOf({ a: array([3 << 20], 'u1', Buffer.alloc(3 << 20, 7)), b: 1 });
  expect(await inspect(pickleOf(value, 4))).toMatchObject({
    state: 'VERIFIED_LEGACY',
    tensors: [{ shape: [3 << 20] }],
  });
});

test('a name that says pickle over bytes that are none is unsupported, not an attack', async () => {
  expect(await inspect(Buffer.from('hello'), 'model.ckpt')).toMatchObject({
    findings: [{ rule: 'CHECKPOINT_FORMAT_UNSUPPORTED' }],
  });
});

test('memo and unicode tricks that Python reads as data are read alike', async () => {
  expect((await inspect(proto('V\\u0041\\\\u0041\\U0001f600\n.'))).state).toBe('VERIFIED_LEGACY');
  expect((await inspect(proto('V\\u00\n.'))).state).toBe('REJECTED');
  expect((await inspect(latin1("S'a\\x41\\n'\n."))).state).toBe('VERIFIED_LEGACY');
  expect((await inspect(pickleOf([raw('(1N2q\x050h\x05')], 2))).state).toBe('VERIFIED_LEGACY');
});

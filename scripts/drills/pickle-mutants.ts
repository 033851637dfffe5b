import {
  dictOf,
  float,
  globalOf,
  pickleOf,
  reduceOf,
  tupleOf,
  type Pickled,
} from '../../src/checkpoint/formats/pickle/pickle-fixture.ts';
import { randomInts } from './drill.ts';

/** Pickles that are almost good, the same on every machine: edits of good ones by what unpicklers stumble over. */
export function* pickleMutants(samplingSeed: number, count: number): Generator<Buffer> {
  const below = randomInts(samplingSeed);
  for (let index = 0; index < count; index++)
    yield mutant(ORIGINALS[below(ORIGINALS.length)] ?? Buffer.alloc(0), below);
}

const orderedDict = () => reduceOf(globalOf('collections', 'OrderedDict'), []);
const storage: Pickled = {
  node: 'persistent',
  id: tupleOf('storage', globalOf('torch', 'FloatStorage'), '0', 'cpu', 6),
};
const hooks = orderedDict();
const VALUES: readonly Pickled[] = [
  [1, 300, 70_000, -5, 2n ** 70n, float(0.5), null, true, 'text', 'ünï', Buffer.from([1, 2, 255])],
  dictOf({
    a: [tupleOf(), tupleOf(1), tupleOf(1, 2), tupleOf(1, 2, 3, 4)],
    b: new Map<Pickled, Pickled>([
      [1, 'x'],
      [true, []],
    ]),
  }),
  reduceOf(globalOf('collections', 'OrderedDict'), [], dictOf({ _metadata: orderedDict() })),
  [
    reduceOf(globalOf('builtins', 'set'), [[1, 2]]),
    reduceOf(globalOf('torch', 'Size'), [tupleOf(1, 2)]),
    reduceOf(globalOf('builtins', 'complex'), [float(1), float(2)]),
  ],
  reduceOf(globalOf('torch._utils', '_rebuild_tensor_v2'), [
    storage,
    0,
    tupleOf(2, 3),
    tupleOf(3, 1),
    false,
    hooks,
  ]),
  reduceOf(
    globalOf('numpy.core.multiarray', '_reconstruct'),
    [globalOf('numpy', 'ndarray'), tupleOf(0), Buffer.from('b')],
    tupleOf(
      1,
      tupleOf(1),
      reduceOf(globalOf('numpy', 'dtype'), ['f4', false, true], tupleOf(3, '<', null, null, null, -1, -1, 0)),
      false,
      Buffer.alloc(4),
    ),
  ),
  {
    node: 'raw',
    bytes: Buffer.from(
      "(S'a\\n'\nU\x01aT\x01\x00\x00\x00bX\x01\x00\x00\x00cVd\\u0041\nI7\nI01\nL5L\nF1.5\n(lp50\n(dp51\nt",
      'latin1',
    ),
  },
  {
    node: 'raw',
    bytes: Buffer.from(
      '(ccollections\nOrderedDict\no(icollections\nOrderedDict\n\x8f(K\x01\x90(K\x02\x91N2t',
      'latin1',
    ),
  },
];
const ORIGINALS: readonly Buffer[] = VALUES.flatMap((value) =>
  [0, 1, 2, 3, 4, 5].map((protocol) => pickleOf(value, protocol)),
);

/** Opcodes, operands and whole instructions that the two sides could read differently. */
const PIECES: readonly Buffer[] = [
  ...Array.from(
    '(.012FIJKLMNPQRSTUVXabcd}eghijl]opqrstu)GBC\x80\x81\x82\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97\x98\n\0\x01\x02\x04\x05\xff',
  ),
  'cos\nsystem\n',
  '\x8c\x02os\x8c\x06system\x93',
  'ccollections\nOrderedDict\n)R',
  '\x95\x05\0\0\0\0\0\0\0',
  '\x95\x02\0\0\0\0\0\0\0',
  '\x80\x02',
  '\x80\x04',
  'p1_0\n',
  'p10\n',
  'g10\n',
  'g0\n',
  'I1_0\n',
  'I 1\n',
  'I-1\n',
  'I0x1\n',
  'F1_0\n',
  'L1L\n',
  'N0',
  '(1',
  '(0',
  '2',
  'h\0',
  'q\0',
  'r\0\0\0\0',
  'j\0\0\0\0',
  "S'x'\n",
  'Vx\n',
  ')\x81',
  '}b',
  'N.',
].map((text) => Buffer.from(text, 'latin1'));

function mutant(original: Buffer, below: (bound: number) => number): Buffer {
  let bytes = original;
  for (let edits = below(4) === 0 ? 3 : 1; edits > 0; edits--) {
    const at = below(bytes.byteLength + 1);
    const piece = PIECES[below(PIECES.length)] ?? Buffer.alloc(0);
    const cutTo = Math.min(bytes.byteLength, at + below(4));
    const kind = below(5);
    if (kind === 0) bytes = joined(bytes.subarray(0, at), piece, bytes.subarray(at));
    if (kind === 1)
      bytes = joined(
        bytes.subarray(0, at),
        piece,
        bytes.subarray(Math.min(bytes.byteLength, at + piece.byteLength)),
      );
    if (kind === 2) bytes = joined(bytes.subarray(0, at), bytes.subarray(cutTo));
    if (kind === 3)
      bytes = joined(
        bytes.subarray(0, at),
        bytes.subarray(Math.max(0, at - below(12)), at),
        bytes.subarray(at),
      );
    if (kind === 4) bytes = joined(bytes.subarray(0, at), Buffer.from([below(256)]), bytes.subarray(at + 1));
  }
  return bytes;
}

function joined(...parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat(parts);
}

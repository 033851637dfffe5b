import {
  framed,
  globalOf,
  pickleOf,
  reduceOf,
  tupleOf,
  type Pickled,
} from '../../src/checkpoint/formats/pickle/pickle-fixture.ts';
import { stateDict, TorchFixture } from '../../src/checkpoint/formats/torch/torch-fixture.ts';
import { writeZip, type MemberToWrite } from '../../src/checkpoint/formats/zip/zip-fixture.ts';

/** Files that scanners let pass and Python would run: each way to name a command × each place to hide it. */
export function evasionFiles(): readonly (readonly [path: string, bytes: Uint8Array])[] {
  return PAYLOADS.flatMap(([payload, bytes]) =>
    HIDINGS.map(([hiding, path, hide]) => [`${payload}, ${hiding}: ${path}`, hide(bytes)] as const),
  );
}

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const proto = (body: string, version = 4) => latin1(`\x80${String.fromCharCode(version)}${body}`);
const call = "(S'true'\ntR.";

/** How a pickle can reach os.system, by the tricks of published bypasses. */
const PAYLOADS: readonly (readonly [string, Buffer])[] = [
  ['REDUCE', latin1(`cos\nsystem\n${call}`)],
  ['INST', latin1("(S'true'\nios\nsystem\n.")],
  ['OBJ', latin1("(cos\nsystem\nS'true'\no.")],
  ['NEWOBJ', proto("cos\nsystem\n(S'true'\nt\x81.", 2)],
  ['NEWOBJ_EX', proto("cos\nsystem\n(S'true'\nt}\x92.")],
  ['STACK_GLOBAL', proto(`\x8c\x02os\x8c\x06system\x93${call}`)],
  ['STACK_GLOBAL from the memo', proto(`\x8c\x02os\x940\x8c\x06system\x940h\x00h\x01\x93${call}`)],
  ['a dotted name', proto(`\x8c\x0bcollections\x8c\x1eabc.sys.modules.get.__self__.os\x93${call}`)],
  ['a module of the list', proto(`\x8c\x0ctorch._utils\x8c\x0dtorch.os.system\x93${call}`)],
  ['a subprocess', pickleOf(reduceOf(globalOf('subprocess', 'Popen'), [['true']]))],
  ['pip', pickleOf(reduceOf(globalOf('pip', 'main'), [['install', 'x']]))],
  ['torch.load', pickleOf(reduceOf(globalOf('torch', 'load'), ['http://x']))],
  ['torch.hub', pickleOf(reduceOf(globalOf('torch.hub', 'load'), ['a/b', 'c']))],
  ['numpy', pickleOf(reduceOf(globalOf('numpy.testing._private.utils', 'runstring'), ['1', new Map()]))],
  ['getattr', pickleOf(reduceOf(globalOf('builtins', 'getattr'), [globalOf('os', 'x'), 'system']), 3)],
  [
    'BUILD with __setstate__',
    proto("ccollections\nOrderedDict\n)R}\x8c\x0c__setstate__cos\nsystem\nsbS'true'\nb."),
  ],
  [
    'a listed callable as state',
    proto("ccollections\nOrderedDict\n)R}\x8c\x0c__setstate__c_codecs\nencode\nsbS'true'\nb."),
  ],
  ['an extension', proto('\x82\x01(N\x85R.', 2)],
  ['a persistent id', proto("(S'x'\ncos\nsystem\nS'0'\nS'cpu'\nK\x01tQ.", 2)],
  ['a broken tail', latin1(`cos\nsystem\n(S'true'\ntR0\xff\xff`)],
  ['a second pickle', Buffer.concat([pickleOf(1), latin1(`cos\nsystem\n${call}`)])],
  ['a name across its frame', Buffer.concat([proto(''), framed(latin1('c')), latin1(`os\nsystem\n${call}`)])],
  ['a frame inside a frame', Buffer.concat([proto(''), framed(framed(latin1(`cos\nsystem\n${call}`)))])],
  ['a memo key of 1_0', latin1(`cos\nsystem\np1_0\n0g10\n${call}`)],
];

type Hiding = readonly [name: string, path: string, hide: (pickle: Buffer) => Buffer];

const one = (members: readonly MemberToWrite[]) => writeZip(members);
const inTorch = (pickle: Buffer, more: readonly MemberToWrite[] = []) =>
  new TorchFixture().zip(null, [{ name: 'archive/data.pkl', bytes: pickle }, ...more]);

/** Where it hides: under which name, in which container, behind which flaw that a loader overlooks. */
const HIDINGS: readonly Hiding[] = [
  ['alone', 'a.pkl', (pickle) => pickle],
  ['by another name', 'pytorch_model.bin', (pickle) => pickle],
  ['in a torch archive', 'a.pt', (pickle) => inTorch(pickle)],
  [
    'in a torch archive, deflated',
    'a.pt',
    (pickle) => one([{ name: 'a/data.pkl', bytes: pickle, isDeflated: true }]),
  ],
  ['with a wrong checksum', 'a.pt', (pickle) => one([{ name: 'a/data.pkl', bytes: pickle, crc: 1 }])],
  ['behind flags of encryption', 'a.pt', (pickle) => one([{ name: 'a/data.pkl', bytes: pickle, flags: 1 }])],
  [
    'under two names',
    'a.pt',
    (pickle) => one([{ name: 'a/data.pkl', bytes: pickle, localName: 'a/data.txt' }]),
  ],
  [
    'twice',
    'a.pt',
    (pickle) =>
      one([
        { name: 'a/data.pkl', bytes: pickleOf(1) },
        { name: 'a/data.pkl', bytes: pickle },
      ]),
  ],
  [
    'as constants of TorchScript',
    'a.pt',
    (pickle) => inTorch(pickleOf(1), [{ name: 'archive/constants.pkl', bytes: pickle }]),
  ],
  [
    'behind bytes of another file',
    'a.pt',
    (pickle) => Buffer.concat([Buffer.from('PK\x03\x04'), inTorch(pickle)]),
  ],
  ['in torch’s old container', 'a.pt', inLegacy],
  ['in an array', 'a.npy', inNpy],
  ['in an archive of arrays', 'a.npz', (pickle) => one([{ name: 'a.npy', bytes: inNpy(pickle) }])],
];

/** The object's pickle replaced, the pickles and storages around it as they should be. */
function inLegacy(pickle: Buffer): Buffer {
  const file = new TorchFixture();
  const value: Pickled = stateDict({ w: file.tensor('FloatStorage', new Uint8Array(4), [1]) });
  const whole = file.legacy(value);
  const object = pickleOf(value);
  const at = whole.indexOf(object);
  return Buffer.concat([whole.subarray(0, at), pickle, whole.subarray(at + object.byteLength)]);
}

function inNpy(pickle: Buffer): Buffer {
  const header = "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }\n";
  return Buffer.concat([
    Buffer.from('\x93NUMPY\x01\0', 'latin1'),
    Buffer.from([header.length, 0]),
    Buffer.from(header),
    pickle,
  ]);
}

/** A gadget in its plainest form: a call of a callable with one word. */
export function gadget(module: string, name: string, protocol: number): Buffer {
  return pickleOf({ node: 'reduce', callee: globalOf(module, name), args: tupleOf('true') }, protocol);
}

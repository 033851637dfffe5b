import { pickleMalformed, pickleOperation } from './pickle-error.ts';
import type { PickleMachine } from './pickle-machine.ts';
import { dict, NONE, tuple, type PickleValue } from './pickle-value.ts';
import {
  asciiOf,
  floatOf,
  intOf,
  longOf,
  memoKeyOf,
  nameOf,
  quotedOf,
  rawUnicodeOf,
  twosComplement,
  utf8Of,
} from './text-operands.ts';

/** Does to the machine what an opcode does; undefined for bytes that are none. STOP ends the run and is not here. */
export function opcode(code: number): Opcode | undefined {
  return OPCODES[code];
}

export const STOP = 0x2e;

type Opcode = (machine: PickleMachine) => void;

const literal =
  (value: (machine: PickleMachine) => PickleValue): Opcode =>
  (machine) =>
    machine.push(value(machine));
const forbidden =
  (name: string): Opcode =>
  () => {
    throw pickleOperation('opcodes that hold data', name);
  };

/** As in CPython's Lib/pickletools.py. */
const table: Readonly<Record<string, Opcode>> = {
  '(': (machine) => machine.mark(),
  '0': (machine) => machine.discard(),
  '1': (machine) => void machine.popMarked(),
  '2': (machine) => machine.push(machine.top()),
  F: literal(({ cursor }) => floatOf(cursor.line())),
  I: literal(({ cursor }) => intOf(cursor.line())),
  J: literal(({ cursor }) => ({ kind: 'int', value: cursor.int32() })),
  K: literal(({ cursor }) => ({ kind: 'int', value: cursor.uint8() })),
  L: literal(({ cursor }) => longOf(cursor.line())),
  M: literal(({ cursor }) => ({ kind: 'int', value: cursor.uint16() })),
  N: literal(() => NONE),
  P: forbidden('PERSID'),
  Q: (machine) => machine.push(machine.persistent(machine.pop())),
  R: reduce,
  S: literal(({ cursor }) => quotedOf(cursor.line())),
  T: literal(({ cursor }) => asciiOf(cursor.take(positive(cursor.int32())))),
  U: literal(({ cursor }) => asciiOf(cursor.take(cursor.uint8()))),
  V: literal(({ cursor }) => rawUnicodeOf(cursor.line())),
  X: literal(({ cursor }) => utf8Of(cursor.take(cursor.uint32()))),
  a: (machine) => {
    const item = machine.pop();
    machine.append(machine.top(), [item]);
  },
  b: (machine) => {
    const state = machine.pop();
    machine.build(machine.top(), state);
  },
  c: literal(globalByLines),
  d: (machine) => {
    const made = dict(false);
    machine.setItems(made, machine.popMarked());
    machine.push(made);
  },
  '}': literal(() => dict(false)),
  e: (machine) => {
    const items = machine.popMarked();
    machine.append(machine.top(), items);
  },
  g: (machine) => machine.recall(memoKeyOf(machine.cursor.line())),
  h: (machine) => machine.recall(machine.cursor.uint8()),
  i: instance,
  j: (machine) => machine.recall(machine.cursor.uint32()),
  l: literal((machine) => ({ kind: 'list', items: machine.popMarked() })),
  ']': literal(() => ({ kind: 'list', items: [] })),
  o: object,
  p: (machine) => machine.memoize(memoKeyOf(machine.cursor.line())),
  q: (machine) => machine.memoize(machine.cursor.uint8()),
  r: (machine) => machine.memoize(machine.cursor.uint32()),
  s: (machine) => {
    const value = machine.pop();
    const key = machine.pop();
    machine.setItems(machine.top(), [key, value]);
  },
  t: literal((machine) => tuple(machine.popMarked())),
  ')': literal(() => tuple([])),
  u: (machine) => {
    const items = machine.popMarked();
    machine.setItems(machine.top(), items);
  },
  G: literal(({ cursor }) => ({ kind: 'float', value: cursor.float64() })),
  B: literal((machine) => bytesAt(machine, machine.cursor.uint32(), false)),
  C: literal((machine) => bytesAt(machine, machine.cursor.uint8(), false)),
  '\x80': protocol,
  '\x81': newObject,
  '\x82': forbidden('EXT1'),
  '\x83': forbidden('EXT2'),
  '\x84': forbidden('EXT4'),
  '\x85': (machine) => machine.tupleOf(1),
  '\x86': (machine) => machine.tupleOf(2),
  '\x87': (machine) => machine.tupleOf(3),
  '\x88': literal(() => ({ kind: 'bool', value: true })),
  '\x89': literal(() => ({ kind: 'bool', value: false })),
  '\x8a': literal(({ cursor }) => twosComplement(cursor.take(cursor.uint8()))),
  '\x8b': literal(({ cursor }) => twosComplement(cursor.take(positive(cursor.int32())))),
  '\x8c': literal(({ cursor }) => utf8Of(cursor.take(cursor.uint8()))),
  '\x8d': literal(({ cursor }) => utf8Of(cursor.take(cursor.uint64()))),
  '\x8e': literal((machine) => bytesAt(machine, machine.cursor.uint64(), false)),
  '\x8f': literal(() => ({ kind: 'set', items: [], isFrozen: false })),
  '\x90': (machine) => {
    const items = machine.popMarked();
    machine.add(machine.top(), items);
  },
  '\x91': literal((machine) => machine.frozenSet(machine.popMarked())),
  '\x92': forbidden('NEWOBJ_EX'),
  '\x93': stackGlobal,
  '\x94': (machine) => machine.memoize(),
  '\x95': frame,
  '\x96': literal((machine) => bytesAt(machine, machine.cursor.uint64(), true)),
  '\x97': forbidden('NEXT_BUFFER'),
  '\x98': forbidden('READONLY_BUFFER'),
};

const OPCODES: readonly (Opcode | undefined)[] = Array.from(
  { length: 256 },
  (_, code) => table[String.fromCharCode(code)],
);

function reduce(machine: PickleMachine): void {
  const args = machine.pop();
  machine.push(machine.call(machine.pop(), args));
}

function newObject(machine: PickleMachine): void {
  const args = machine.pop();
  machine.push(machine.create(machine.pop(), args));
}

function globalByLines(machine: PickleMachine): PickleValue {
  const module = nameOf(machine.cursor.line());
  return machine.find(module, nameOf(machine.cursor.line()));
}

function instance(machine: PickleMachine): void {
  const type = globalByLines(machine);
  machine.push(machine.call(type, tuple(machine.popMarked())));
}

function object(machine: PickleMachine): void {
  const [type, ...args] = machine.popMarked();
  if (type === undefined) throw pickleMalformed('a class above the mark', 'nothing');
  machine.push(machine.call(type, tuple(args)));
}

/** The operands must be text that stands in the pickle: a computed name is a hidden one. */
function stackGlobal(machine: PickleMachine): void {
  const name = machine.pop();
  const module = machine.pop();
  if (module.kind !== 'text' || name.kind !== 'text')
    throw pickleOperation('a global named by text', `${module.kind}, ${name.kind}`);
  machine.push(machine.find(module.value, name.value));
}

function protocol(machine: PickleMachine): void {
  machine.protocol = machine.cursor.uint8();
  if (machine.opcodeCount > 1) throw pickleMalformed('PROTO as the first opcode', 'a later one');
  if (machine.protocol > 5) throw pickleMalformed('protocol 0 to 5', `${machine.protocol}`);
}

function frame(machine: PickleMachine): void {
  if (machine.protocol < 4)
    throw pickleMalformed('frames from protocol 4 on', `protocol ${machine.protocol}`);
  machine.cursor.openFrame(machine.cursor.uint64());
}

function bytesAt({ cursor }: PickleMachine, length: number | bigint, isMutable: boolean): PickleValue {
  const at = cursor.position;
  return { kind: 'bytes', bytes: cursor.take(length), isMutable, at };
}

function positive(length: number): number {
  if (length < 0) throw pickleMalformed('a length from 0 on', `${length}`);
  return length;
}

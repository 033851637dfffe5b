import { allowedGlobal, type AllowedGlobal } from './allowed-globals.ts';
import { call } from './call.ts';
import { buildArray, buildDtype } from './numpy-calls.ts';
import { PICKLE_BYTES_MAX, type PickleCursor } from './pickle-cursor.ts';
import { pickleMalformed, pickleOperation } from './pickle-error.ts';
import { isHashable, OPAQUE, tuple, type PickleValue, type StorageValue } from './pickle-value.ts';
import { isAttributeName, storageOf } from './torch-calls.ts';

/** A global that a pickle names and that this hub does not list. */
export interface UnlistedGlobal {
  readonly name: string;
  /** Where the opcode that names it stands in the source. */
  readonly position: number;
}

/** The pickle machine without Python: a stack, its marks, a memo; what a call would give is said, never done. */
export class PickleMachine {
  readonly cursor: PickleCursor;
  readonly isTorch: boolean;
  /** Every global in the order in which Python would ask for it. */
  readonly requests: string[] = [];
  readonly unlisted: UnlistedGlobal[] = [];
  /** What torch's persistent ids name, by key. */
  readonly storages = new Map<string, StorageValue>();
  protocol = 0;
  opcodeCount = 0;
  readonly #stack: PickleValue[] = [];
  readonly #marks: number[] = [];
  readonly #memo = new Map<number, PickleValue>();
  #work = 0;

  constructor(cursor: PickleCursor, isTorch: boolean) {
    this.cursor = cursor;
    this.isTorch = isTorch;
  }

  push(value: PickleValue): void {
    if (this.#stack.length >= STACK_MAX)
      throw pickleMalformed(`a stack of at most ${STACK_MAX}`, 'a higher one');
    this.#stack.push(value);
  }

  /** The topmost value above the last mark. */
  top(): PickleValue {
    const value = this.#stack.length > this.#fence() ? this.#stack.at(-1) : undefined;
    if (value === undefined)
      throw pickleMalformed('a value on the stack', `none at ${this.cursor.opcodePosition}`);
    return value;
  }

  pop(): PickleValue {
    const value = this.top();
    this.#stack.pop();
    return value;
  }

  mark(): void {
    if (this.#marks.length >= STACK_MAX) throw pickleMalformed(`at most ${STACK_MAX} marks`, 'more');
    this.#marks.push(this.#stack.length);
  }

  /** The values above the last mark, which goes with them. */
  popMarked(): PickleValue[] {
    const from = this.#marks.pop();
    if (from === undefined)
      throw pickleMalformed('a mark on the stack', `none at ${this.cursor.opcodePosition}`);
    return this.#stack.splice(from);
  }

  /** POP takes a value, or a mark where nothing stands on it. */
  discard(): void {
    if (this.#marks.length > 0 && this.#stack.length === this.#fence()) this.#marks.pop();
    else this.pop();
  }

  /** The one value that STOP leaves. */
  result(): PickleValue {
    const value = this.pop();
    if (this.#stack.length > 0 || this.#marks.length > 0) throw pickleMalformed('one value at STOP', 'more');
    return value;
  }

  memoize(key = this.#memo.size): void {
    const value = this.top();
    if (key >= MEMO_MAX) throw pickleMalformed(`memo keys below ${MEMO_MAX}`, `${key}`);
    const before = this.#memo.get(key);
    // No writer uses a key twice; a reader that loses one of the two sees another file.
    if (before !== undefined && before !== value) throw pickleMalformed('each memo key once', `${key} twice`);
    this.#memo.set(key, value);
  }

  recall(key: number): void {
    const value = this.#memo.get(key);
    if (value === undefined) throw pickleMalformed('a memo key that was set', `${key}`);
    this.push(value);
  }

  /** What a pickle asks for by module and name: a listed global, or something that nothing is known of. */
  find(module: string, name: string): PickleValue {
    this.requests.push(`${module}.${name}`);
    const global = allowedGlobal(module, name);
    if (global !== undefined) return { kind: 'global', global };
    const id = `${module}.${name}`;
    const isNew = this.unlisted.length < UNLISTED_MAX && this.unlisted.every((known) => known.name !== id);
    if (isNew) this.unlisted.push({ name: id, position: this.cursor.opcodePosition });
    return OPAQUE;
  }

  /** REDUCE, OBJ and INST: a call of something listed that may be called. */
  call(callee: PickleValue, args: PickleValue): PickleValue {
    if (callee.kind === 'opaque') return OPAQUE;
    return this.#result(this.#callable(callee, ['CALLABLE', 'CLASS']), args);
  }

  /** NEWOBJ: a new object of a listed class. */
  create(type: PickleValue, args: PickleValue): PickleValue {
    if (type.kind === 'opaque') return OPAQUE;
    return this.#result(this.#callable(type, ['CLASS']), args);
  }

  #result(global: AllowedGlobal, args: PickleValue): PickleValue {
    if (args.kind !== 'tuple') throw pickleOperation('arguments in a tuple', args.kind);
    for (const arg of args.items) this.#charge(arg);
    return call(global, args.items);
  }

  /** What is recalled from the memo costs nothing, so a few bytes could ask for copies of the largest value again and again. */
  #charge(value: PickleValue): void {
    this.#work += workOf(value);
    if (this.#work > WORK_MAX) throw pickleMalformed(`calls over at most ${WORK_MAX} bytes`, 'more');
  }

  #callable(value: PickleValue, roles: readonly AllowedGlobal['role'][]): AllowedGlobal {
    if (value.kind === 'global' && roles.includes(value.global.role)) return value.global;
    const received = value.kind === 'global' ? value.global.id : value.kind;
    throw pickleOperation('a call of something that may be called', received);
  }

  build(target: PickleValue, state: PickleValue): void {
    if (target.kind === 'opaque') return;
    this.#charge(state);
    if (target.kind === 'array' && buildArray(target, state)) return;
    if (target.kind === 'numpy-dtype' && buildDtype(target, state)) return;
    const isAttributes = state.kind === 'dict' && state.entries.every(([key]) => isAttributeName(key));
    if (target.kind !== 'dict' || !target.isSubclass || !isAttributes)
      throw pickleOperation('a state that its writer gives', `BUILD of ${state.kind} on ${target.kind}`);
    target.attributes = state;
  }

  append(target: PickleValue, items: readonly PickleValue[]): void {
    if (target.kind === 'opaque') return;
    if (target.kind !== 'list') throw pickleOperation('a list to append to', target.kind);
    for (const item of items) target.items.push(item);
  }

  add(target: PickleValue, items: readonly PickleValue[]): void {
    if (target.kind === 'opaque') return;
    if (target.kind !== 'set' || target.isFrozen) throw pickleOperation('a set to add to', target.kind);
    for (const item of items) target.items.push(this.#key(item));
  }

  setItems(target: PickleValue, items: readonly PickleValue[]): void {
    if (items.length % 2 !== 0) throw pickleMalformed('a value for each key', 'a key alone');
    if (target.kind === 'opaque') return;
    if (target.kind !== 'dict') throw pickleOperation('a dict to set items of', target.kind);
    for (let at = 0; at < items.length; at += 2)
      target.entries.push([this.#key(items[at] ?? OPAQUE), items[at + 1] ?? OPAQUE]);
  }

  frozenSet(items: readonly PickleValue[]): PickleValue {
    return { kind: 'set', items: items.map((item) => this.#key(item)), isFrozen: true };
  }

  persistent(id: PickleValue): PickleValue {
    const storage = this.isTorch ? storageOf(id) : null;
    if (storage !== null) return this.#known(storage);
    if (this.unlisted.length > 0) return OPAQUE;
    throw pickleOperation(this.isTorch ? 'a storage as persistent id' : 'no persistent id', id.kind);
  }

  #known(storage: StorageValue): StorageValue {
    const before = this.storages.get(storage.key);
    if (before === undefined) this.storages.set(storage.key, storage);
    const isSame =
      before === undefined ||
      (before.element === storage.element && before.elementCount === storage.elementCount);
    if (isSame) return storage;
    throw pickleMalformed('each storage with one type and length', JSON.stringify(storage.key.slice(0, 100)));
  }

  tupleOf(count: number): void {
    const items = Array.from({ length: count }, () => this.pop()).toReversed();
    this.push(tuple(items));
  }

  #key(value: PickleValue): PickleValue {
    if (isHashable(value)) return value;
    throw pickleOperation('keys that Python can hash', value.kind);
  }

  #fence(): number {
    return this.#marks.at(-1) ?? 0;
  }
}

/** The bytes and items that a call goes through. */
function workOf(value: PickleValue): number {
  if (value.kind === 'text') return value.value.length;
  if (value.kind === 'dict') return value.entries.length * ITEM_WORK;
  const isList = value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set';
  return isList ? value.items.length * ITEM_WORK : 1;
}

const ITEM_WORK = 16;
/** No writer spells a value twice that it can recall, so the calls of a pickle go through no more than the pickle has. */
const WORK_MAX = PICKLE_BYTES_MAX;
/** As many as a finding shows. */
const UNLISTED_MAX = 20;
const STACK_MAX = 1_000_000;
const MEMO_MAX = 1_000_000;

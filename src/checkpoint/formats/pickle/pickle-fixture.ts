/** Something to pickle in a test, spelled as a Python pickler of each protocol spells it. */
export type Pickled =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly Pickled[]
  | ReadonlyMap<Pickled, Pickled>
  | PickleNode;

export type PickleNode =
  | { readonly node: 'tuple'; readonly items: readonly Pickled[] }
  | { readonly node: 'float'; readonly value: number }
  | { readonly node: 'global'; readonly module: string; readonly name: string }
  | { readonly node: 'reduce'; readonly callee: Pickled; readonly args: Pickled; readonly state?: Pickled }
  | { readonly node: 'items'; readonly target: Pickled; readonly items: ReadonlyMap<Pickled, Pickled> }
  | { readonly node: 'persistent'; readonly id: Pickled }
  | { readonly node: 'raw'; readonly bytes: Uint8Array };

export const tupleOf = (...items: Pickled[]): PickleNode => ({ node: 'tuple', items });
export const float = (value: number): PickleNode => ({ node: 'float', value });
export const globalOf = (module: string, name: string): PickleNode => ({ node: 'global', module, name });
export const reduceOf = (callee: Pickled, args: readonly Pickled[], state?: Pickled): PickleNode => ({
  node: 'reduce',
  callee,
  args: tupleOf(...args),
  ...(state !== undefined && { state }),
});
export const raw = (text: string): PickleNode => ({ node: 'raw', bytes: Buffer.from(text, 'latin1') });
export const dictOf = (entries: Readonly<Record<string, Pickled>>) => new Map(Object.entries(entries));

/** The bytes of a pickle; what is the same object twice is written once and recalled. */
export function pickleOf(value: Pickled, protocol = 2): Buffer {
  const writer = new PickleWriter(protocol);
  writer.write(value);
  const body = Buffer.concat([...writer.parts, Buffer.from('.')]);
  const head = protocol >= 2 ? Buffer.from([0x80, protocol]) : Buffer.alloc(0);
  return Buffer.concat([head, protocol >= 4 ? framed(body) : body]);
}

export function framed(body: Uint8Array): Buffer {
  const head = Buffer.alloc(9, 0x95);
  head.writeBigUInt64LE(BigInt(body.byteLength), 1);
  return Buffer.concat([head, body]);
}

class PickleWriter {
  readonly parts: Buffer[] = [];
  readonly #protocol: number;
  readonly #memo = new Map<Pickled, number>();

  constructor(protocol: number) {
    this.#protocol = protocol;
  }

  write(value: Pickled): void {
    const key = this.#memo.get(value);
    if (key !== undefined) return this.#recall(key);
    if (value === null) return this.#put('N');
    if (typeof value === 'boolean')
      return this.#put(this.#protocol >= 2 ? (value ? '\x88' : '\x89') : `I0${Number(value)}\n`);
    if (typeof value === 'number' || typeof value === 'bigint') return this.#int(BigInt(value));
    if (typeof value === 'string') return this.#text(value);
    if (value instanceof Uint8Array) return this.#bytes(value);
    if (value instanceof Map) return this.#dict(value);
    if (Array.isArray(value)) return this.#list(value);
    if ('node' in value) this.#node(value);
  }

  #put(latin1: string): void {
    this.parts.push(Buffer.from(latin1, 'latin1'));
  }

  #number(opcode: string, value: number, bytes: number): void {
    const operand = Buffer.alloc(bytes);
    if (bytes > 0) operand.writeUIntLE(value, 0, bytes);
    this.parts.push(Buffer.from(opcode, 'latin1'), operand);
  }

  #int(value: bigint): void {
    const isSmall = value >= 0n && value < 0x7fffffffn;
    if (this.#protocol === 0) return this.#put(isSmall ? `I${value}\n` : `L${value}L\n`);
    if (isSmall && value < 0x100n) return this.#number('K', Number(value), 1);
    if (isSmall && value < 0x10000n) return this.#number('M', Number(value), 2);
    if (isSmall) return this.#number('J', Number(value), 4);
    if (this.#protocol === 1) return this.#put(`L${value}L\n`);
    const length = Math.ceil(value.toString(2).length / 8) + 1;
    const hex = BigInt.asUintN(length * 8, value)
      .toString(16)
      .padStart(length * 2, '0');
    this.parts.push(Buffer.from([0x8a, length]), Buffer.from(Buffer.from(hex, 'hex').toReversed()));
  }

  #text(text: string): void {
    const utf8 = Buffer.from(text);
    if (this.#protocol === 0) this.#put(`V${text.replaceAll(/[\\\n\u0100-\uffff]/g, escaped)}\n`);
    else if (this.#protocol >= 4 && utf8.byteLength < 0x100) this.#number('\x8c', utf8.byteLength, 1);
    else this.#number('X', utf8.byteLength, 4);
    if (this.#protocol > 0) this.parts.push(utf8);
    this.#memoize(text);
  }

  #bytes(bytes: Uint8Array): void {
    if (this.#protocol < 3)
      return this.#node(
        reduceOf(globalOf('_codecs', 'encode'), [Buffer.from(bytes).toString('latin1'), 'latin1']),
      );
    this.#number(bytes.byteLength < 0x100 ? 'C' : 'B', bytes.byteLength, bytes.byteLength < 0x100 ? 1 : 4);
    this.parts.push(Buffer.from(bytes));
    this.#memoize(bytes);
  }

  #list(items: readonly Pickled[]): void {
    this.#put(this.#protocol === 0 ? '(l' : ']');
    this.#memoize(items);
    if (this.#protocol > 0 && items.length > 0) this.#put('(');
    for (const item of items) {
      this.write(item);
      if (this.#protocol === 0) this.#put('a');
    }
    if (this.#protocol > 0 && items.length > 0) this.#put('e');
  }

  #dict(entries: ReadonlyMap<Pickled, Pickled>): void {
    this.#put(this.#protocol === 0 ? '(d' : '}');
    this.#memoize(entries);
    this.#items(entries);
  }

  #items(entries: ReadonlyMap<Pickled, Pickled>): void {
    if (this.#protocol > 0 && entries.size > 0) this.#put('(');
    for (const [key, value] of entries) {
      this.write(key);
      this.write(value);
      if (this.#protocol === 0) this.#put('s');
    }
    if (this.#protocol > 0 && entries.size > 0) this.#put('u');
  }

  #node(value: PickleNode): void {
    switch (value.node) {
      case 'tuple':
        return this.#tuple(value.items, value);
      case 'float':
        return this.#float(value.value);
      case 'global':
        return this.#global(value);
      case 'reduce':
        this.write(value.callee);
        this.write(value.args);
        this.#put('R');
        this.#memoize(value);
        if (value.state === undefined) return;
        this.write(value.state);
        return this.#put('b');
      case 'items':
        this.write(value.target);
        return this.#items(value.items);
      case 'persistent':
        this.write(value.id);
        return this.#put('Q');
      case 'raw':
        this.parts.push(Buffer.from(value.bytes));
    }
  }

  #tuple(items: readonly Pickled[], value: Pickled): void {
    const isShort = this.#protocol >= 2 && items.length <= 3;
    if (!isShort) this.#put('(');
    for (const item of items) this.write(item);
    this.#put(isShort ? (')\x85\x86\x87'[items.length] ?? '') : 't');
    if (items.length > 0) this.#memoize(value);
  }

  #float(value: number): void {
    if (this.#protocol === 0) return this.#put(`F${Number.isInteger(value) ? value.toFixed(1) : value}\n`);
    const operand = Buffer.alloc(8);
    operand.writeDoubleBE(value);
    this.parts.push(Buffer.from('G'), operand);
  }

  #global(value: PickleNode & { node: 'global' }): void {
    if (this.#protocol < 4) this.#put(`c${value.module}\n${value.name}\n`);
    else {
      this.write(value.module);
      this.write(value.name);
      this.#put('\x93');
    }
    this.#memoize(value);
  }

  /** Only what may be recalled is kept: a reduced value is, a number isn't. */
  #memoize(value: Pickled): void {
    const key = this.#memo.size;
    this.#memo.set(value, key);
    if (this.#protocol === 0) this.#put(`p${key}\n`);
    else if (this.#protocol >= 4) this.#put('\x94');
    else if (key < 0x100) this.#number('q', key, 1);
    else this.#number('r', key, 4);
  }

  #recall(key: number): void {
    if (this.#protocol === 0) this.#put(`g${key}\n`);
    else if (key < 0x100) this.#number('h', key, 1);
    else this.#number('j', key, 4);
  }
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

// A writer of flatbuffers for tests and drills; it checks nothing, so it can write attacks too.

/** A field's value inline, or something it points at. */
export type FlatField = Buffer | FlatNode;

export interface FlatNode {
  readonly kind: 'TABLE' | 'TABLES' | 'VECTOR';
  readonly fields: readonly (FlatField | null)[];
  readonly bytes: Buffer;
  readonly count: number;
}

/** Fields by their number; null for one that is left out. */
export function table(...fields: readonly (FlatField | null)[]): FlatNode {
  return { kind: 'TABLE', fields, bytes: Buffer.alloc(0), count: 0 };
}

export function tables(...items: readonly FlatNode[]): FlatNode {
  return { kind: 'TABLES', fields: items, bytes: Buffer.alloc(0), count: items.length };
}

export function vector(bytes: Buffer, count = bytes.length): FlatNode {
  return { kind: 'VECTOR', fields: [], bytes, count };
}

export function string(text: string): FlatNode {
  return vector(Buffer.concat([Buffer.from(text), Buffer.alloc(1)]), Buffer.byteLength(text));
}

export function ints(...values: readonly number[]): FlatNode {
  return vector(Buffer.from(new Int32Array(values).buffer), values.length);
}

export function int32(value: number): Buffer {
  return Buffer.from(new Int32Array([value]).buffer);
}

export function uint64(value: bigint): Buffer {
  return Buffer.from(new BigUint64Array([value]).buffer);
}

export function writeFlatbuffer(root: FlatNode, mark = 'TFL3'): Buffer {
  const file = { bytes: Buffer.concat([Buffer.alloc(4), Buffer.from(mark)]) };
  const at = write(file, root);
  file.bytes.writeUInt32LE(at, 0);
  return file.bytes;
}

/** y = fully connected of x with a 2×3 weight and a bias. */
export function smallTflite(change: Partial<SmallParts> = {}): Buffer {
  const parts = { ...SMALL, ...change };
  const graph = table(tables(...parts.tensors), ints(0), ints(3), tables(...parts.operators), string('main'));
  return writeFlatbuffer(
    table(int32(3), tables(...parts.codes), tables(graph), string('fixture'), tables(...parts.buffers)),
  );
}

interface SmallParts {
  readonly codes: readonly FlatNode[];
  readonly tensors: readonly FlatNode[];
  readonly operators: readonly FlatNode[];
  readonly buffers: readonly FlatNode[];
}

export function tensorTable(name: string, shape: readonly number[], type: number, buffer: number): FlatNode {
  return table(ints(...shape), Buffer.from([type]), int32(buffer), string(name));
}

export function bufferTable(...values: readonly number[]): FlatNode {
  return table(vector(Buffer.from(new Float32Array(values).buffer)));
}

const SMALL: SmallParts = {
  codes: [table(Buffer.from([9]), null, int32(1), int32(9))],
  tensors: [
    tensorTable('x', [1, 3], 0, 0),
    tensorTable('w', [2, 3], 0, 1),
    tensorTable('b', [2], 0, 2),
    tensorTable('y', [1, 2], 0, 0),
  ],
  operators: [table(int32(0), ints(0, 1, 2), ints(3))],
  buffers: [table(), bufferTable(1, 2, 3, 4, 5, 6), bufferTable(7, 8)],
};

/** Appends a node and what it points at, and says where it begins. */
function write(file: { bytes: Buffer }, node: FlatNode): number {
  if (node.kind === 'TABLE') return writeTable(file, node);
  const at = append(file, Buffer.concat([int32(node.count), node.bytes]));
  if (node.kind === 'TABLES') {
    append(file, Buffer.alloc(4 * node.count));
    // The same node twice is one table that is pointed at twice.
    const written = new Map<FlatField | null, number>();
    for (const [i, item] of node.fields.entries()) {
      const from = at + 4 + 4 * i;
      const earlier = written.get(item);
      if (earlier === undefined) point(file, from, item);
      else file.bytes.writeUInt32LE(earlier - from, from);
      written.set(item, from + file.bytes.readUInt32LE(from));
    }
  }
  return at;
}

/** Eight bytes for each field, behind the list of their places. */
function writeTable(file: { bytes: Buffer }, { fields }: FlatNode): number {
  const vtable = [4 + 2 * fields.length, 8 + 8 * fields.length];
  const places = fields.map((field, i) => (field === null ? 0 : 8 + 8 * i));
  const vtableAt = append(file, Buffer.from(new Uint16Array([...vtable, ...places]).buffer));
  const at = append(file, Buffer.alloc(8 + 8 * fields.length));
  file.bytes.writeInt32LE(at - vtableAt, at);
  for (const [i, field] of fields.entries())
    if (Buffer.isBuffer(field)) field.copy(file.bytes, at + 8 + 8 * i);
    else point(file, at + 8 + 8 * i, field);
  return at;
}

function point(file: { bytes: Buffer }, from: number, field: FlatField | null): void {
  if (field === null || Buffer.isBuffer(field)) return;
  const target = write(file, field);
  file.bytes.writeUInt32LE(target - from, from);
}

function append(file: { bytes: Buffer }, bytes: Buffer): number {
  const at = file.bytes.length;
  const padding = Buffer.alloc(-bytes.length & 3);
  file.bytes = Buffer.concat([file.bytes, bytes, padding]);
  return at;
}

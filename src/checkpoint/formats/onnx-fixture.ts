// A writer for the few protobuf messages that tests need; it checks nothing, so it can write attacks too.

export function proto(...fields: readonly Uint8Array[]): Buffer {
  return Buffer.concat(fields);
}

export function varintField(number: number, value: number | bigint): Buffer {
  return Buffer.concat([varint(BigInt(number) << 3n), varint(BigInt.asUintN(64, BigInt(value)))]);
}

export function lenField(number: number, payload: string | Uint8Array): Buffer {
  const bytes = Buffer.from(payload as Uint8Array);
  return Buffer.concat([varint((BigInt(number) << 3n) | 2n), varint(BigInt(bytes.byteLength)), bytes]);
}

export function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Buffer.from([...bytes, Number(rest)]);
}

export function floats(...values: readonly number[]): Buffer {
  return Buffer.from(new Float32Array(values).buffer);
}

/** A TensorProto with raw bytes; more fields may follow. */
export function tensorProto(
  name: string,
  dataType: number,
  dims: readonly number[],
  ...more: readonly Uint8Array[]
) {
  return proto(
    ...dims.map((dim) => varintField(1, dim)),
    varintField(2, dataType),
    lenField(8, name),
    ...more,
  );
}

export function nodeProto(op: string, domain = '', ...attributes: readonly Uint8Array[]): Buffer {
  return proto(
    lenField(4, op),
    lenField(7, domain),
    ...attributes.map((attribute) => lenField(5, attribute)),
  );
}

/** A tensor value of the given dims, of floats unless another element type is named; text is a free dimension. */
export function valueProto(name: string, dims: readonly (number | string)[], elementType = 1): Buffer {
  const shape = dims.map((dim) =>
    lenField(1, typeof dim === 'number' ? varintField(1, dim) : lenField(2, dim)),
  );
  const tensorType = proto(varintField(1, elementType), lenField(2, proto(...shape)));
  return proto(lenField(1, name), lenField(2, lenField(1, tensorType)));
}

/** A ModelProto around graph fields. */
export function modelProto(graph: readonly Uint8Array[], ...more: readonly Uint8Array[]): Buffer {
  const opset = proto(lenField(1, ''), varintField(2, 13));
  return proto(
    varintField(1, 8),
    lenField(2, 'fixture'),
    lenField(7, proto(...graph)),
    lenField(8, opset),
    ...more,
  );
}

/** y = x · w with a 2×3 weight. */
export function smallModel(...moreGraph: readonly Uint8Array[]): Buffer {
  return modelProto([
    lenField(1, nodeProto('MatMul')),
    lenField(5, tensorProto('w', 1, [2, 3], lenField(9, floats(1, 2, 3, 4, 5, 6)))),
    lenField(11, valueProto('x', ['n', 2])),
    lenField(12, valueProto('y', ['n', 3])),
    ...moreGraph,
  ]);
}

import { createHash } from 'node:crypto';
import { canonicalJson } from '../base/canonical-json.ts';
import { digestOf, digestOfHex, type Digest } from '../base/digest.ts';
import { refusal } from '../base/errors.ts';

/** One output tensor of a run, little-endian, as the runtime hands it out. */
export interface OutputTensor {
  readonly name: string;
  readonly dtype: OutputDtype;
  readonly dims: readonly number[];
  readonly bytes: Uint8Array;
}

/** The element types of ONNX Runtime's JavaScript tensors that have a fixed size. */
export type OutputDtype = keyof typeof DTYPES;

/**
 * Digest over the outputs sorted by name: for each the RFC 8785 JSON of [name, dtype, dims, byte count], a line
 * feed, the bytes. Every NaN becomes the canonical quiet one (0x7fc00000 in float32), for its payload is noise.
 * Refuses doubled names and sizes that contradict the dims with `EVALUATION_OUTPUT_MALFORMED`.
 */
export function outputsDigest(outputs: readonly OutputTensor[]): Digest {
  const sorted = [...outputs].sort((a, b) => (a.name < b.name ? -1 : 1));
  const hash = createHash('sha256');
  sorted.forEach((output, i) => {
    if (output.name === sorted[i - 1]?.name) throw malformed('each name once', `${output.name} twice`);
    assertSize(output, output.bytes.byteLength);
    hash.update(headOf(output));
    hash.update(withCanonicalNaN(output.bytes, output.dtype));
  });
  return digestOfHex(hash.digest('hex'));
}

/** The same digest of a single output that is too large to hold: its bytes come in order, in parts of whole values. */
export function outputDigester(output: Omit<OutputTensor, 'bytes'>) {
  const hash = createHash('sha256').update(headOf(output));
  let takenBytes = 0;
  return {
    take(bytes: Uint8Array): void {
      takenBytes += bytes.byteLength;
      hash.update(withCanonicalNaN(bytes, output.dtype));
    },
    digest(): Digest {
      assertSize(output, takenBytes);
      return digestOfHex(hash.digest('hex'));
    },
  };
}

/** sha256 over the predicted class of each item in order, as u32le. */
export function predictionsDigest(classes: ArrayLike<number>): Digest {
  const view = new DataView(new ArrayBuffer(classes.length * 4));
  for (let i = 0; i < classes.length; i++) view.setUint32(i * 4, classOf(classes[i]), true);
  return digestOf(new Uint8Array(view.buffer));
}

const DTYPES = {
  float16: 2,
  float32: 4,
  float64: 8,
  int8: 1,
  uint8: 1,
  bool: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  int64: 8,
  uint64: 8,
} as const;

function headOf({ name, dtype, dims }: Omit<OutputTensor, 'bytes'>): string {
  return `${canonicalJson([name, dtype, dims, sizeOf({ dtype, dims })])}\n`;
}

function sizeOf({ dtype, dims }: Pick<OutputTensor, 'dtype' | 'dims'>): number {
  return dims.reduce((product, dim) => product * dim, 1) * DTYPES[dtype];
}

function assertSize({ name, dtype, dims }: Omit<OutputTensor, 'bytes'>, receivedBytes: number): void {
  const isCounted = dims.every((dim) => Number.isSafeInteger(dim) && dim >= 0);
  const sizeBytes = sizeOf({ dtype, dims });
  if (isCounted && sizeBytes === receivedBytes) return;
  throw malformed(`${sizeBytes} bytes of ${name}: ${dtype}[${dims.join(',')}]`, `${receivedBytes} bytes`);
}

function withCanonicalNaN(bytes: Uint8Array, dtype: OutputDtype): Uint8Array {
  if (dtype === 'float16')
    return replaced(bytes, 2, (view, at) => (view.getUint16(at, true) & 0x7fff) > 0x7c00, 0x7e00n);
  if (dtype === 'float32')
    return replaced(
      bytes,
      4,
      (view, at) => (view.getUint32(at, true) & 0x7fffffff) > 0x7f800000,
      0x7fc00000n,
    );
  if (dtype === 'float64')
    return replaced(bytes, 8, (view, at) => Number.isNaN(view.getFloat64(at, true)), 0x7ff8000000000000n);
  return bytes;
}

/** Copies only where something is replaced: outputs are large and NaN is rare. */
function replaced(
  bytes: Uint8Array,
  stepBytes: 2 | 4 | 8,
  isNaNAt: (view: DataView, at: number) => boolean,
  quietNaN: bigint,
): Uint8Array {
  let result = bytes;
  let view = viewOf(bytes);
  for (let at = 0; at < bytes.byteLength; at += stepBytes) {
    if (!isNaNAt(view, at)) continue;
    if (result === bytes) view = viewOf((result = bytes.slice()));
    for (let i = 0; i < stepBytes; i++) view.setUint8(at + i, Number((quietNaN >> BigInt(8 * i)) & 0xffn));
  }
  return result;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function classOf(value: number | undefined): number {
  if (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 0xffff_ffff)
    return value as number;
  throw malformed('a class index that fits 32 bits', String(value));
}

function malformed(expected: string, received: string) {
  return refusal('EVALUATION_OUTPUT_MALFORMED', 'the outputs of this run contradict themselves', {
    expected,
    received: received.slice(0, 100),
  });
}

import { rangeChunks, type ByteSource } from '../../base/byte-source.ts';

/** An array laid over bytes by a step for each axis, as torch's views and Fortran order are. */
export interface StridedView {
  /** Of the first element, in bytes. */
  readonly offset: number;
  readonly itemBytes: number;
  readonly shape: readonly number[];
  /** From one index of an axis to the next, in elements; never negative. */
  readonly strides: readonly number[];
}

/** Whether the elements lie in row-major order without gaps, so that they are a plain range. */
export function isRowMajor({ shape, strides }: StridedView): boolean {
  if (shape.includes(0)) return true;
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const length = shape[axis] ?? 1;
    if (length > 1 && strides[axis] !== step) return false;
    step *= length;
  }
  return true;
}

/** The strides of an array stored column by column. */
export function fortranStrides(shape: readonly number[]): readonly number[] {
  let step = 1;
  return shape.map((length) => {
    const own = step;
    step *= length;
    return own;
  });
}

/** The view's elements in row-major order; memory stays at one block, whatever the view. */
export async function* stridedChunks(source: ByteSource, view: StridedView): AsyncGenerator<Uint8Array> {
  if (view.shape.includes(0)) return;
  if (isRowMajor(view)) {
    const elements = view.shape.reduce((count, length) => count * length, 1);
    yield* rangeChunks(source, view.offset, elements * view.itemBytes);
    return;
  }
  yield* blocks(source, view, view.offset, 0);
}

/** Large blocks let a transposed matrix be read in few long runs. */
const BLOCK_BYTES = 16 << 20;
/** What is read at once where the elements of a block lie close together. */
const SPAN_BYTES = 4 << 20;

/** Splits along the outermost axes until a block fits. */
async function* blocks(
  source: ByteSource,
  view: StridedView,
  offset: number,
  axis: number,
): AsyncGenerator<Uint8Array> {
  const length = view.shape[axis] ?? 1;
  const stepBytes = (view.strides[axis] ?? 0) * view.itemBytes;
  const rowBytes = view.shape.slice(axis + 1).reduce((bytes, inner) => bytes * inner, view.itemBytes);
  if (rowBytes > BLOCK_BYTES) {
    for (let index = 0; index < length; index++)
      yield* blocks(source, view, offset + index * stepBytes, axis + 1);
    return;
  }
  const rows = Math.floor(BLOCK_BYTES / rowBytes);
  for (let first = 0; first < length; first += rows) {
    const count = Math.min(rows, length - first);
    const shape = [count, ...view.shape.slice(axis + 1)];
    const out = new Uint8Array(count * rowBytes);
    const axes = axesOf(shape, view.strides.slice(axis), view.itemBytes);
    await gather(source, offset + first * stepBytes, axes, { out, itemBytes: view.itemBytes });
    yield out;
  }
}

/** An axis by its steps in the source and in the output, in bytes. */
interface Axis {
  readonly length: number;
  readonly step: number;
  readonly place: number;
}

/** From the smallest step in the source to the largest. */
function axesOf(shape: readonly number[], strides: readonly number[], itemBytes: number): readonly Axis[] {
  let place = itemBytes;
  const axes = shape.map((length, axis) => ({ length, step: (strides[axis] ?? 0) * itemBytes, place: 0 }));
  for (const axis of axes.toReversed()) {
    axis.place = place;
    place *= axis.length;
  }
  return axes.filter(({ length }) => length > 1).sort((a, b) => a.step - b.step);
}

interface Block {
  readonly out: Uint8Array;
  readonly itemBytes: number;
}

/** Reads the axes that lie close together in one span, and walks the others. */
async function gather(
  source: ByteSource,
  offset: number,
  axes: readonly Axis[],
  block: Block,
): Promise<void> {
  let spanBytes = block.itemBytes;
  let near = 0;
  for (const { length, step } of axes) {
    if (spanBytes + (length - 1) * step > SPAN_BYTES) break;
    spanBytes += (length - 1) * step;
    near++;
  }
  const span = new Uint8Array(spanBytes);
  const far = axes.slice(near);
  const walk = async (level: number, at: number, place: number): Promise<void> => {
    const axis = far[level];
    if (axis === undefined) {
      const bytes = await source.read(at, spanBytes, span);
      return scatter(bytes, 0, axes.slice(0, near), { ...block, out: block.out.subarray(place) });
    }
    for (let index = 0; index < axis.length; index++)
      await walk(level + 1, at + index * axis.step, place + index * axis.place);
  };
  await walk(0, offset, 0);
}

function scatter(bytes: Uint8Array, at: number, axes: readonly Axis[], { out, itemBytes }: Block): void {
  const axis = axes.at(-1);
  if (axis === undefined) {
    for (let byte = 0; byte < itemBytes; byte++) out[byte] = bytes[at + byte] ?? 0;
    return;
  }
  if (axes.length === 1) return scatterRow(bytes, at, axis, { out, itemBytes });
  for (let index = 0; index < axis.length; index++)
    scatter(bytes, at + index * axis.step, axes.slice(0, -1), {
      out: out.subarray(index * axis.place),
      itemBytes,
    });
}

function scatterRow(
  bytes: Uint8Array,
  at: number,
  { length, step, place }: Axis,
  { out, itemBytes }: Block,
): void {
  if (step === itemBytes && place === itemBytes) return out.set(bytes.subarray(at, at + length * itemBytes));
  const from = itemsOf(bytes, at, itemBytes);
  const to = itemsOf(out, 0, itemBytes);
  if (from !== null && to !== null) return copyItems(from, step / itemBytes, to, place / itemBytes, length);
  for (let index = 0; index < length; index++)
    for (let byte = 0; byte < itemBytes; byte++)
      out[index * place + byte] = bytes[at + index * step + byte] ?? 0;
}

type Items = Uint8Array | Uint16Array | Uint32Array;

function copyItems(from: Items, step: number, to: Items, place: number, length: number): void {
  for (let index = 0; index < length; index++) to[index * place] = from[index * step] ?? 0;
}

/** The bytes as items of their own width, several times faster to copy; null where they are not aligned. */
function itemsOf(bytes: Uint8Array, at: number, itemBytes: number): Items | null {
  const offset = bytes.byteOffset + at;
  if (offset % itemBytes !== 0) return null;
  const count = Math.floor((bytes.byteLength - at) / itemBytes);
  if (itemBytes === 1) return new Uint8Array(bytes.buffer, offset, count);
  if (itemBytes === 2) return new Uint16Array(bytes.buffer, offset, count);
  return itemBytes === 4 ? new Uint32Array(bytes.buffer, offset, count) : null;
}

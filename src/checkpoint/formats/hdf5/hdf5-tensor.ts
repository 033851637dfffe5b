import { elementCount, type Dtype } from '../../dtype.ts';
import { refuse } from '../../checkpoint-error.ts';
import type { TensorEntry } from '../format-report.ts';
import {
  hdf5External,
  hdf5Malformed,
  hdf5TooLarge,
  type Hdf5File,
  type Hdf5Library,
} from './hdf5-library.ts';

/** A dataset as an entry of the table; its bytes are read by slabs, decompressed by the library. */
export async function hdf5Tensor(file: Hdf5File, path: string, onRead: () => void): Promise<TensorEntry> {
  const [metadata, filters] = await file.call((module, id) => [
    module.get_dataset_metadata(id, path),
    module.get_dataset_filters(id, path),
  ]);
  const label = JSON.stringify(path.slice(0, 100));
  if (metadata.virtual_sources !== undefined) throw hdf5External('a dataset made of others', label);
  const stranger = filters.find(({ id }) => !FILTERS.has(id));
  if (stranger !== undefined)
    throw hdf5External(`a filter that is a plugin, in ${label}`, `${stranger.id} ${stranger.name}`);
  const dtype = dtypeOf(metadata, label);
  const shape = metadata.shape ?? [];
  const count = metadata.shape === null ? null : elementCount(shape);
  if (count === null || !Number.isSafeInteger(count * metadata.size))
    throw hdf5Malformed(`${label}: a shape of countable elements`, `[${shape.join(', ')}]`);
  const slab = count === 0 ? null : slabOf(shape, metadata.size, metadata.chunks, label);
  // Data in another file would show only when it is read, which a look at headers never does.
  if (slab !== null && metadata.chunks === null)
    await readSlab(
      file,
      path,
      shape.map(() => 0),
      shape.map(() => 1),
      metadata.size,
    );
  return {
    name: nameOf(path),
    dtype,
    shape,
    offset: null,
    lengthBytes: count * metadata.size,
    chunks: () => chunks(file, path, shape, metadata.size, slab, onRead),
  };
}

type Metadata = ReturnType<Hdf5Library['module']['get_dataset_metadata']>;

/** Deflate, shuffle, Fletcher's checksum. */
const FILTERS: ReadonlySet<number> = new Set([1, 2, 3]);
const SLAB_BYTES = 1 << 20;
const SLAB_BYTES_MAX = 64 << 20;
const INTEGER = 0;
const FLOAT = 1;
const ENUM = 8;

const INTEGERS: ReadonlyMap<number, readonly [Dtype, Dtype]> = new Map<number, readonly [Dtype, Dtype]>([
  [1, ['U8', 'I8']],
  [2, ['U16', 'I16']],
  [4, ['U32', 'I32']],
  [8, ['U64', 'I64']],
]);
const FLOATS: ReadonlyMap<number, Dtype> = new Map<number, Dtype>([
  [2, 'F16'],
  [4, 'F32'],
  [8, 'F64'],
]);

function dtypeOf({ type, size, signed, enum_type: members }: Metadata, label: string): Dtype {
  const dtype =
    type === INTEGER ? INTEGERS.get(size)?.[Number(signed)] : type === FLOAT ? FLOATS.get(size) : undefined;
  if (dtype !== undefined) return dtype;
  // h5py's truth values.
  const isBool =
    type === ENUM &&
    size === 1 &&
    Object.keys(members?.members ?? {})
      .sort()
      .join() === 'FALSE,TRUE';
  if (isBool) return 'BOOL';
  throw refuse('CHECKPOINT_FORMAT_UNSUPPORTED', `${label} holds no plain numbers`, {
    expected: 'whole numbers of 1 to 8 bytes, floats of 2 to 8, truth values',
    received: `HDF5 type class ${type} of ${size} bytes`,
  });
}

/** `model_weights/` only says which half of the file this is; the other half is the optimizer's state. */
function nameOf(path: string): string {
  return path
    .slice(1)
    .replace(/^model_weights\//, '')
    .replace(/^optimizer_weights\//, 'optimizer/');
}

/** Steps along one axis: everything behind it is read whole, of those before it one index at a time. */
interface Slab {
  readonly axis: number;
  readonly rows: number;
}

/** Whole chunks are read at once, so that none is decompressed twice. */
function slabOf(
  shape: readonly number[],
  size: number,
  chunkShape: readonly number[] | null,
  label: string,
): Slab {
  let axis = 0;
  let rowBytes = shape.slice(1).reduce((product, dim) => product * dim, size);
  for (; rowBytes > SLAB_BYTES_MAX / 8 && axis + 1 < shape.length; axis++) rowBytes /= shape[axis + 1] ?? 1;
  const chunkRows = chunkShape?.[axis] ?? 1;
  const rows = Math.max(1, Math.floor(SLAB_BYTES / rowBytes / chunkRows)) * chunkRows;
  const isSplit = (chunkShape ?? []).slice(0, axis).some((length) => length > 1);
  const chunkBytes = (chunkShape ?? []).reduce((product, length) => product * length, size);
  if (isSplit || rows * rowBytes > SLAB_BYTES_MAX || chunkBytes > SLAB_BYTES_MAX)
    throw hdf5TooLarge(`${SLAB_BYTES_MAX} bytes a chunk, and those along the last dimensions`, label);
  return { axis, rows };
}

async function* chunks(
  file: Hdf5File,
  path: string,
  shape: readonly number[],
  size: number,
  slab: Slab | null,
  onRead: () => void,
): AsyncGenerator<Uint8Array> {
  for (const { offset, count } of slab === null ? [] : slabsOf(shape, slab))
    yield await readSlab(file, path, offset, count, size);
  onRead();
}

interface Selection {
  readonly offset: readonly number[];
  readonly count: readonly number[];
}

function* slabsOf(shape: readonly number[], { axis, rows }: Slab): Generator<Selection> {
  if (shape.length === 0) return yield { offset: [], count: [] };
  const length = shape[axis] ?? 1;
  const before = shape.slice(0, axis);
  const index = before.map(() => 0);
  const total = before.reduce((product, dim) => product * dim, 1);
  for (let done = 0; done < total; done++, next(index, before))
    for (let row = 0; row < length; row += rows)
      yield {
        offset: [...index, row, ...shape.slice(axis + 1).map(() => 0)],
        count: [...index.map(() => 1), Math.min(rows, length - row), ...shape.slice(axis + 1)],
      };
}

function next(index: number[], shape: readonly number[]): void {
  for (let i = index.length - 1; i >= 0; i--) {
    index[i] = ((index[i] ?? 0) + 1) % (shape[i] ?? 1);
    if (index[i] !== 0) return;
  }
}

function readSlab(
  file: Hdf5File,
  path: string,
  offset: readonly number[],
  count: readonly number[],
  size: number,
): Promise<Uint8Array> {
  const lengthBytes = count.reduce((product, dim) => product * dim, size);
  return file.call((module, id) => {
    const at = module._malloc(lengthBytes);
    if (at === 0) throw hdf5TooLarge('the memory of the reader', `${lengthBytes} bytes`);
    try {
      const isScalar = count.length === 0;
      const [counts, offsets] = [count.map(BigInt), offset.map(BigInt)];
      const strides = count.map(() => 1n);
      const status = isScalar
        ? module.get_dataset_data(id, path, null, null, null, BigInt(at))
        : module.get_dataset_data(id, path, counts, offsets, strides, BigInt(at));
      if (status < 0) throw hdf5Malformed('a dataset that can be read', path.slice(0, 100));
      return module.HEAPU8.slice(at, at + lengthBytes);
    } finally {
      module._free(at);
    }
  });
}

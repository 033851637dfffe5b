import { bytesOf, type ByteSource } from '../../../base/byte-source.ts';
import type { FormatReport, TensorEntry } from '../format-report.ts';
import { stridedChunks } from '../strided-chunks.ts';
import { checkOnce } from '../torch/storage-place.ts';
import type { ZipEntry } from '../zip/zip-archive.ts';
import { memberBytes, memberChunks } from '../zip/zip-chunks.ts';
import { inOrder, isPlain, noNumbers, npyView } from './npy.ts';
import { NPY_HEADER_BYTES_MAX, npyHeader, type NpyHeader } from './npy-header.ts';
import { numpyDtype } from './numpy-element.ts';

/** Whether an archive is what numpy.savez writes: arrays and nothing else. */
export function isNpz(entries: readonly ZipEntry[]): boolean {
  return entries.length > 0 && entries.every(({ name }) => name.endsWith('.npy'));
}

/** Arrays by their members' names, stored or deflated. */
export async function readNpz(source: ByteSource, entries: readonly ZipEntry[]): Promise<FormatReport> {
  const tensors: TensorEntry[] = [];
  const findings: ReturnType<typeof noNumbers>[] = [];
  for (const entry of entries) {
    const name = entry.name.slice(0, -'.npy'.length);
    const header = npyHeader(await headOf(source, entry), entry.lengthBytes);
    const tensor = memberEntry(source, entry, name, header);
    if (tensor === null) findings.push(noNumbers(name, header));
    else tensors.push(tensor);
  }
  return { format: 'npz', tensors, findings };
}

async function headOf(source: ByteSource, entry: ZipEntry): Promise<Buffer> {
  const wanted = Math.min(NPY_HEADER_BYTES_MAX, entry.lengthBytes);
  if (entry.isStored) return Buffer.from(await source.read(entry.offset, wanted));
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of memberChunks(source, entry)) {
    parts.push(Buffer.from(chunk));
    bytes += chunk.byteLength;
    if (bytes >= wanted) break;
  }
  return Buffer.concat(parts);
}

function memberEntry(
  source: ByteSource,
  entry: ZipEntry,
  name: string,
  header: NpyHeader,
): TensorEntry | null {
  const dtype = numpyDtype(header.code);
  if (dtype === null) return null;
  const facts = { name, dtype, shape: header.shape, lengthBytes: header.dataBytes };
  const offset = entry.isStored && isPlain(header) ? entry.offset + header.headerBytes : null;
  return { ...facts, offset, chunks: () => inOrder(header, valuesOf(source, entry, header)) };
}

/** A turned array is gathered from the file, or from memory where it is deflated. */
async function* valuesOf(source: ByteSource, entry: ZipEntry, header: NpyHeader): AsyncGenerator<Uint8Array> {
  const view = npyView(header);
  if (!header.isFortran || isPlain({ ...header, isBigEndian: false })) {
    yield* behind(memberChunks(source, entry), header);
  } else if (entry.isStored) {
    await checkOnce({ checkedChunks: () => memberChunks(source, entry) })();
    yield* stridedChunks(source, { ...view, offset: entry.offset + header.headerBytes });
  } else {
    const bytes = await memberBytes(source, entry, INFLATED_AT_ONCE_BYTES_MAX);
    yield* stridedChunks(bytesOf(bytes), { ...view, offset: header.headerBytes });
  }
}

const INFLATED_AT_ONCE_BYTES_MAX = 64 << 20;

/** The values behind the header, in chunks of whole items. */
async function* behind(
  chunks: AsyncIterable<Uint8Array>,
  { headerBytes, itemBytes }: NpyHeader,
): AsyncGenerator<Uint8Array> {
  let skipBytes = headerBytes;
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    const skipped = Math.min(skipBytes, chunk.byteLength);
    skipBytes -= skipped;
    const bytes =
      rest.byteLength > 0 ? Buffer.concat([rest, chunk.subarray(skipped)]) : chunk.subarray(skipped);
    const whole = bytes.byteLength - (bytes.byteLength % itemBytes);
    rest = Uint8Array.from(bytes.subarray(whole));
    if (whole > 0) yield bytes.subarray(0, whole);
  }
}

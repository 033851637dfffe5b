import type { ByteSource } from '../base/byte-source.ts';
import { invariant } from '../base/errors.ts';
import type { ArtifactRole } from './artifact.ts';
import { refuse } from './checkpoint-error.ts';
import { DTYPE_BITS, isSafetensorsDtype, type SafetensorsDtype } from './dtype.ts';
import { ruleOf } from './findings/rules.ts';
import type { FormatReport, TensorEntry } from './formats/format-report.ts';
import { readers } from './formats/readers.ts';
import { bytesOfTensor } from './measure-tensors.ts';
import { HEAD_BYTES, sniffFormat } from './sniff.ts';
import { isOptimizerTensor } from './weights-identity.ts';
import { safetensorsHead } from './write-safetensors.ts';

/** What a legacy file becomes, before a byte of it is written. */
export interface ConversionPlan {
  readonly outputs: readonly ConversionOutput[];
  /** What no output holds, and why, one sentence each. */
  readonly notes: readonly string[];
}

export interface ConversionOutput {
  readonly path: string;
  readonly lengthBytes: number;
  readonly role: ArtifactRole;
  /** In the order of the file. */
  readonly tensors: readonly Pick<TensorEntry, 'name' | 'dtype' | 'shape' | 'lengthBytes'>[];
  /** The file from its first byte to its last, the same each time; a chunk is valid until the next one is asked for. */
  chunks(): AsyncIterable<Uint8Array>;
}

/**
 * Plans a torch or NumPy file as safetensors, without Python: the model's tensors in `<stem>.safetensors`, the optimizer's
 * in `<stem>.optimizer.safetensors`, scalars as metadata. Memory stays at one chunk beside the table. Refuses with the
 * reader's rule what the reader refuses, with `CHECKPOINT_NOT_CONVERTIBLE` what is no verified torch or NumPy file.
 */
export async function planConversion(path: string, source: ByteSource): Promise<ConversionPlan> {
  const report = await readLegacy(path, source);
  const notes = (report.findings ?? []).map(({ message }) => message);
  notes.push(...(report.nesting?.leftovers ?? []).map((name) => `${name} is neither a tensor nor a scalar`));
  const tensors = nameTensors(report, notes);
  const model = tensors.filter(({ name }) => !isOptimizerTensor(name));
  const optimizer = tensors.filter(({ name }) => isOptimizerTensor(name));
  const stem = path.replace(/\.[^./]*$/, '');
  const metadata = metadataOf(report);
  const outputs = [
    ...(model.length > 0
      ? [outputOf(source, `${stem}.safetensors`, model, { role: 'WEIGHTS', metadata })]
      : []),
    ...(optimizer.length > 0
      ? [outputOf(source, optimizerPath(stem), optimizer, { role: 'OPTIMIZER', metadata })]
      : []),
  ];
  return { outputs, notes };
}

type Named = TensorEntry & { readonly dtype: SafetensorsDtype };

async function readLegacy(path: string, source: ByteSource): Promise<FormatReport> {
  const sniffed = sniffFormat(await source.read(0, Math.min(HEAD_BYTES, source.sizeBytes)));
  const format = sniffed === 'unknown' ? 'unmarked pickle' : sniffed;
  if (!CONVERTIBLE.has(format)) throw notConvertible(sniffed);
  const report = await readers.get(format)?.({ path, source, options: {} });
  invariant(report, `${format} has a reader`);
  const worst = report.findings?.find(({ rule }) => ruleOf(rule)?.effect !== 'NOTE');
  if (worst !== undefined) throw notConvertible(worst.message);
  return report;
}

const CONVERTIBLE: ReadonlySet<string> = new Set(['zip', 'pickle', 'unmarked pickle', 'npy']);

function notConvertible(received: string) {
  return refuse('CHECKPOINT_NOT_CONVERTIBLE', 'only verified torch and NumPy files are converted', {
    expected: 'a file whose state is VERIFIED_LEGACY, or .npy, .npz',
    received,
  });
}

/** Drops the trainer's own key in front of the model's names, and what safetensors has no place for. */
function nameTensors({ tensors = [], nesting }: FormatReport, notes: string[]): readonly Named[] {
  const taken = new Set(tensors.map(({ name }) => name));
  return tensors.flatMap((tensor) => {
    const { dtype } = tensor;
    if (!isSafetensorsDtype(dtype) || tensor.name === '__metadata__') {
      notes.push(`${tensor.name} has no place in safetensors (${dtype})`);
      return [];
    }
    const name = nameWithout(nesting?.nestedUnder ?? null, tensor.name, taken);
    return { ...tensor, name, dtype };
  });
}

function nameWithout(container: string | null, name: string, taken: Set<string>): string {
  if (container === null || !name.startsWith(`${container}.`)) return name;
  const short = name.slice(container.length + 1);
  // A shorter name must stay one tensor's name, and must not turn a weight into optimizer state.
  const isFree = short !== '__metadata__' && !taken.has(short);
  if (!isFree || isOptimizerTensor(short) !== isOptimizerTensor(name)) return name;
  taken.add(short);
  return short;
}

/** Scalars as text; `format` is what loaders of safetensors ask for. */
function metadataOf({ format, entries, nesting }: FormatReport): Readonly<Record<string, string>> {
  const nested = nesting?.nestedUnder ?? null;
  return {
    ...Object.fromEntries(entries ?? []),
    ...(nested !== null && { nested_under: nested }),
    format: format === 'torch' ? 'pt' : 'np',
  };
}

function optimizerPath(stem: string): string {
  return stem.endsWith('.optimizer') ? `${stem}.safetensors` : `${stem}.optimizer.safetensors`;
}

function outputOf(
  source: ByteSource,
  path: string,
  tensors: readonly Named[],
  { role, metadata }: { role: ArtifactRole; metadata: Readonly<Record<string, string>> },
): ConversionOutput {
  const inOrder = tensors.toSorted(byAlignment);
  const head = safetensorsHead(inOrder, metadata);
  const lengthBytes = inOrder.reduce((sum, tensor) => sum + tensor.lengthBytes, head.byteLength);
  return { path, lengthBytes, role, tensors: inOrder, chunks: () => fileChunks(source, head, inOrder) };
}

/** As the reference writer orders them: wide elements first, so that each tensor is aligned; then by name. */
function byAlignment(a: Named, b: Named): number {
  const width = DTYPE_BITS[b.dtype] - DTYPE_BITS[a.dtype];
  return width === 0 ? (a.name < b.name ? -1 : Number(a.name > b.name)) : width;
}

async function* fileChunks(
  source: ByteSource,
  head: Uint8Array,
  tensors: readonly Named[],
): AsyncGenerator<Uint8Array> {
  yield head;
  for (const tensor of tensors) {
    let bytes = 0;
    for await (const chunk of bytesOfTensor(source, tensor)) {
      bytes += chunk.byteLength;
      yield chunk;
    }
    invariant(bytes === tensor.lengthBytes, `${tensor.name} has the bytes that its table says`);
  }
}

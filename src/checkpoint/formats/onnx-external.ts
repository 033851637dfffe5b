import { rangeChunks, type ByteSource } from '../../base/byte-source.ts';
import { refuse } from '../checkpoint-error.ts';
import { externalBytes } from '../findings/external-bytes.ts';
import { findingBy } from '../findings/rule.ts';
import type { Finding } from '../inspection.ts';
import type { FormatReport, TensorEntry } from './format-report.ts';
import { onnxMalformed } from './onnx-fields.ts';
import { isPlainName, type Siblings } from './reader.ts';

/** Where a tensor says its bytes are: a file beside the model. */
export interface ExternalPlace {
  readonly location: string;
  readonly offset: number;
  /** Null for all that follows. */
  readonly lengthBytes: number | null;
}

/**
 * The place that `external_data` describes. ONNX Runtime reads from wherever `location` points: three CVEs came of it.
 * A location must be a plain file name; anything else is refused with `CHECKPOINT_ONNX_EXTERNAL_LOCATION`.
 */
export function externalPlace(entries: ReadonlyMap<string, string>): ExternalPlace {
  const location = entries.get('location') ?? '';
  assertPlainLocation(location);
  const length = entries.get('length');
  return {
    location,
    offset: wholeNumber('offset', entries.get('offset') ?? '0'),
    lengthBytes: length === undefined ? null : wholeNumber('length', length),
  };
}

/** The files that a model's external tensors lie in: each place is checked, and in the end every byte of each file. */
export class ExternalFiles {
  readonly #siblings: Siblings | undefined;
  readonly #files = new Map<string, ExternalFile | null>();

  constructor(siblings: Siblings | undefined) {
    this.#siblings = siblings;
  }

  /** The tensor as an entry of the table, or null where its file is not here. */
  async entry(facts: TableFacts, place: ExternalPlace): Promise<TensorEntry | null> {
    const file = await this.#file(place.location);
    if (file === null) return null;
    const { source } = file;
    const label = JSON.stringify(facts.name.slice(0, 100));
    const room = source.sizeBytes - place.offset;
    if (room < 0 || (place.lengthBytes ?? 0) > room)
      throw onnxMalformed(`${label} inside the ${source.sizeBytes} bytes of its file`, shown(place));
    const lengthBytes = place.lengthBytes ?? room;
    if (lengthBytes !== facts.lengthBytes)
      throw onnxMalformed(`${label}: ${facts.lengthBytes} external bytes`, `${lengthBytes}`);
    file.ranges.push({ offset: place.offset, lengthBytes });
    return { ...facts, offset: null, chunks: () => rangeChunks(source, place.offset, lengthBytes) };
  }

  /** Which files are accounted for to the last byte, which are not here, and which hold something else as well. */
  async account(): Promise<Pick<FormatReport, 'parts' | 'missingParts'> & { findings: readonly Finding[] }> {
    const parts: string[] = [];
    const findings: Finding[] = [];
    for (const [name, file] of this.#files) {
      const stray = file === null ? null : await strayByte(file);
      if (file !== null && stray === null) parts.push(name);
      if (stray !== null) findings.push(strayFinding(name, stray));
    }
    const missingParts = [...this.#files].filter(([, file]) => file === null).map(([name]) => name);
    return { parts, missingParts, findings: findings.slice(0, FINDINGS_MAX) };
  }

  async #file(name: string): Promise<ExternalFile | null> {
    const known = this.#files.get(name);
    if (known !== undefined) return known;
    if (this.#files.size === FILES_MAX) throw tooManyFiles();
    const source = (await this.#siblings?.(name)) ?? null;
    const file = source === null ? null : { source, ranges: [] };
    this.#files.set(name, file);
    return file;
  }
}

type TableFacts = Pick<TensorEntry, 'name' | 'dtype' | 'shape' | 'lengthBytes'>;

interface Range {
  readonly offset: number;
  readonly lengthBytes: number;
}

interface ExternalFile {
  readonly source: ByteSource;
  readonly ranges: Range[];
}

/** Older exporters write a file for each tensor. */
const FILES_MAX = 10_000;
const FINDINGS_MAX = 20;
/** The step in which Windows maps files; exporters align large tensors to it. */
const PADDING_BYTES_MAX = 64 << 10;

function assertPlainLocation(location: string): void {
  if (isPlainName(location) && !location.includes('_ORT_MEM_ADDR_')) return;
  throw refuse('CHECKPOINT_ONNX_EXTERNAL_LOCATION', 'an external tensor points outside its own folder', {
    expected: 'the plain name of a file beside the model',
    received: JSON.stringify(location.slice(0, 200)),
  });
}

function wholeNumber(key: string, text: string): number {
  if (/^(0|[1-9]\d{0,15})$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
  throw onnxMalformed(`a whole number as external ${key}`, JSON.stringify(text.slice(0, 50)));
}

/** The first byte that is neither a tensor's nor zero padding; tensors may share bytes only as a whole. */
async function strayByte({ source, ranges }: ExternalFile): Promise<number | null> {
  const sorted = ranges
    .filter(({ lengthBytes }) => lengthBytes > 0)
    .sort((a, b) => a.offset - b.offset || a.lengthBytes - b.lengthBytes);
  let end = 0;
  let last: Range | null = null;
  for (const range of sorted) {
    const isShared = last?.offset === range.offset && last.lengthBytes === range.lengthBytes;
    if (!isShared) {
      if (range.offset < end)
        throw onnxMalformed('external tensors that share all their bytes or none', shown(range));
      if (!(await isPadding(source, end, range.offset))) return end;
    }
    end = range.offset + range.lengthBytes;
    last = range;
  }
  return (await isPadding(source, end, source.sizeBytes)) ? null : end;
}

async function isPadding(source: ByteSource, from: number, to: number): Promise<boolean> {
  if (to - from > PADDING_BYTES_MAX) return false;
  const bytes = await source.read(from, to - from);
  return bytes.every((byte) => byte === 0);
}

function shown({ offset, lengthBytes }: { offset: number; lengthBytes: number | null }): string {
  return lengthBytes === null ? `from ${offset}` : `${offset}..${offset + lengthBytes}`;
}

function strayFinding(name: string, at: number): Finding {
  return findingBy(externalBytes, {
    message: `${name.slice(0, 100)} holds bytes that belong to no tensor`,
    expected: 'tensors and zeros between them',
    received: `others at ${at}`,
  });
}

function tooManyFiles() {
  return refuse('CHECKPOINT_TOO_LARGE', 'the model lies in more files than this hub inspects', {
    expected: `at most ${FILES_MAX}`,
    received: 'more',
  });
}

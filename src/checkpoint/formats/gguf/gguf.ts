import type { ByteSource } from '../../../base/byte-source.ts';
import { refuse } from '../../checkpoint-error.ts';
import type { FormatReport } from '../format-report.ts';
import { GgufCursor } from './gguf-cursor.ts';
import { ggufMalformed } from './gguf-error.ts';
import { ggufArchitecture, ggufChatTemplates, ggufEntries, ggufTexts, ggufTokenizer } from './gguf-facts.ts';
import { readCount, readGgufMetadata } from './gguf-metadata.ts';
import { assertRowsFit, placeGgufRows, readGgufRows } from './gguf-table.ts';

/** Reads header, metadata and table of GGUF 2 and 3; refuses with `CHECKPOINT_GGUF_MALFORMED`. */
export async function readGguf(source: ByteSource): Promise<FormatReport> {
  const cursor = new GgufCursor(source);
  const { tensors: count, pairs } = await readCounts(cursor);
  const metadata = await readGgufMetadata(cursor, pairs);
  const rows = await readGgufRows(cursor, assertRowsFit(count, cursor.leftBytes));
  const tokenizer = ggufTokenizer(metadata);
  return {
    format: 'gguf',
    tensors: await placeGgufRows(source, rows, cursor.at, metadata.alignment),
    entries: ggufEntries(metadata),
    architecture: ggufArchitecture(metadata),
    ...(tokenizer && { tokenizer }),
    chatTemplates: ggufChatTemplates(metadata),
    texts: ggufTexts(metadata),
  };
}

/** "GGUF" as a little-endian number. */
const MAGIC = 0x46554747;
const PAIRS_MAX = 65_536;
/** Key length, one byte of key, type, one byte of value. */
const PAIR_BYTES_MIN = 14;

async function readCounts(cursor: GgufCursor): Promise<{ tensors: bigint; pairs: number }> {
  if ((await cursor.u32()) !== MAGIC) throw ggufMalformed('a file that begins with GGUF', 'other bytes');
  assertVersion(await cursor.u32());
  const tensors = await cursor.u64();
  const pairs = await readCount(cursor, PAIR_BYTES_MIN, PAIRS_MAX, 'key-value pairs');
  assertRowsFit(tensors, cursor.leftBytes);
  return { tensors, pairs };
}

function assertVersion(version: number): void {
  if (version === 2 || version === 3) return;
  const isOld = version === 1;
  // Version 3 of a big-endian machine, read the other way round.
  const isBigEndian = version === 0x03000000;
  if (!isOld && !isBigEndian) throw ggufMalformed('version 2 or 3', `${version}`);
  throw refuse('CHECKPOINT_FORMAT_UNSUPPORTED', 'this hub reads GGUF 2 and 3, little-endian', {
    expected: 'version 2 or 3, little-endian',
    received: isOld ? 'version 1' : 'big-endian numbers',
  });
}

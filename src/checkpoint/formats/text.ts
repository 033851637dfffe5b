import { chunksOf, type ByteSource } from '../../base/byte-source.ts';
import { refuse } from '../checkpoint-error.ts';
import type { FormatReport, TextPiece } from './format-report.ts';

/** UTF-8 text of a kind that is only ever read or downloaded; anything else is quarantined. */
export async function readText(path: string, source: ByteSource): Promise<FormatReport> {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const bytesMax = name === 'tokenizer.json' ? TOKENIZER_BYTES_MAX : TEXT_BYTES_MAX;
  if (source.sizeBytes > bytesMax) throw tooLarge(bytesMax, source.sizeBytes);
  await assertText(source);
  await assertNoMarkup(source);
  const extension = extensionOf(name);
  if (!TEXT_EXTENSIONS.has(extension)) throw unsupported(`.${extension.slice(0, 20)}`);
  return { format: FORMAT_NAMES.get(extension) ?? 'text', texts: await textsOf(path, source) };
}

/** The part after the last dot, or nothing. */
export function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1);
}

/** The file itself, for the rules that look for secrets; larger ones are vocabularies, logs and data. */
async function textsOf(path: string, source: ByteSource): Promise<readonly TextPiece[]> {
  if (source.sizeBytes > SEARCHED_BYTES_MAX) return [];
  const text = Buffer.from(await source.read(0, source.sizeBytes)).toString();
  return [{ place: path.slice(path.lastIndexOf('/') + 1), text }];
}

const SEARCHED_BYTES_MAX = 1 << 20;
const TEXT_BYTES_MAX = 16 << 20;
/** Vocabularies of 256,000 entries with merges come to 30 MB. */
const TOKENIZER_BYTES_MAX = 64 << 20;

/** Names such as LICENSE have no extension; vocab, merges and templates are text. */
const TEXT_EXTENSIONS: ReadonlySet<string> = new Set(
  [
    '',
    'txt',
    'md',
    'rst',
    'json',
    'jsonl',
    'yaml',
    'yml',
    'csv',
    'tsv',
    'toml',
    'ini',
    'cfg',
    'bib',
    'cff',
    'log',
  ].concat(['vocab', 'merges', 'jinja', 'license']),
);

const FORMAT_NAMES: ReadonlyMap<string, string> = new Map([
  ['md', 'markdown'],
  ['json', 'json'],
  ['jsonl', 'jsonl'],
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
  ['csv', 'csv'],
  ['tsv', 'csv'],
]);

async function assertText(source: ByteSource): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of chunksOf(source)) {
      if (chunk.includes(0)) throw unsupported('a NUL byte');
      decoder.decode(chunk, { stream: true });
    }
    decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw unsupported('bytes that are not UTF-8');
    throw error;
  }
}

// Markup that a browser would run stays quarantined even under a harmless name.
async function assertNoMarkup(source: ByteSource): Promise<void> {
  const head = Buffer.from(await source.read(0, Math.min(1024, source.sizeBytes))).toString();
  if (!/^\s*(<\?xml[^>]*>\s*)?<(!doctype\s+html|html|svg|script)\b/i.test(head)) return;
  throw refuse('CHECKPOINT_CODE', 'this file is markup that a browser would run', {
    received: head.trim().slice(0, 40),
  });
}

function unsupported(received: string) {
  return refuse('CHECKPOINT_FORMAT_UNSUPPORTED', 'this hub has no reader for this kind of file', {
    expected:
      'a format of weights that this hub reads, UTF-8 text, JSON, YAML, Markdown, CSV, PNG, JPEG or WebP',
    received,
  });
}

function tooLarge(bytesMax: number, sizeBytes: number) {
  return refuse('CHECKPOINT_TOO_LARGE', 'this text is larger than this hub inspects', {
    expected: `at most ${bytesMax} bytes`,
    received: `${sizeBytes}`,
  });
}

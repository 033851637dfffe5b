import { stat } from 'node:fs/promises';
import path from 'node:path';
import { digestOf } from '../../base/digest.ts';
import { refusal } from '../../base/errors.ts';
import { isStubName } from '../../checkpoint/reference.ts';
import type { Store } from '../../store/store.ts';
import { boundedLines, LINE_BYTES_MAX, type Line } from './bounded-lines.ts';
import { ImportReport, type ReportLine } from './import-report.ts';
import { Tally } from './tally.ts';

/** What an import is told. */
export interface ImportOptions {
  readonly files: readonly string[];
  /** The host's name of the source, as stubs have it: huggingface.co. */
  readonly source: string;
  /** When the source was asked; without it each row's own word counts, else its file's date. */
  readonly crawledAt: Date | null;
  /** Whether the files together are the whole listing: what they don't name is gone. */
  readonly isComplete: boolean;
  readonly report: string;
}

export interface ImportProgress {
  readonly file: string;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly rows: number;
  /** Checkpoints placed in the graph; null until all rows are in. */
  readonly placed: number | null;
}

export interface ImportSummary {
  readonly counts: Readonly<Record<string, number>>;
  readonly changes: number;
  readonly leftOut: number;
  readonly wasResumed: boolean;
  /** The file that says what was left out, where something was. */
  readonly report: string | null;
}

/** One row of a file, ready to be written, or why not. */
export interface TakenRow<Row> {
  readonly row: Row | null;
  readonly problems: readonly ReportLine[];
}

/** How the rows of a kind of file are read and written. */
export interface RowKind<Row> {
  readonly name: string;
  /** Lines of one file in order, to rows; made anew for each file. */
  reader(file: ImportFile): (line: Line) => TakenRow<Row> | null;
  /** In one transaction; answers what the graph refused, and the checkpoints that the rows listed. */
  write(store: Store, rows: readonly Row[], tally: Tally): Promise<Written>;
}

export interface ImportFile {
  readonly path: string;
  /** When its rows were crawled, as far as they don't say it themselves. */
  readonly crawledAt: Date;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

export interface Written {
  readonly listed: readonly number[];
  readonly problems: readonly Omit<ReportLine, 'file'>[];
}

interface Import {
  readonly store: Store;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Imports files row by row, in batches of one transaction each, which also keeps the position: the same command goes on
 * behind the last batch, whatever ended the one before. At the end every new edge finds its place in the graph.
 */
export async function importFiles<Row>(
  { store, onProgress, signal }: Import,
  options: ImportOptions,
  kind: RowKind<Row>,
): Promise<ImportSummary> {
  assertSource(options.source);
  const files = await Promise.all(options.files.map((file) => importFile(file, options.crawledAt)));
  const key = keyOf(kind.name, files, options);
  const before = await store.imports.positionOf(key);
  const report = await ImportReport.open(options.report, before?.reportBytes ?? 0);
  const run = { store, key, kind, report, isComplete: options.isComplete, tally: new Tally(before?.counts) };
  const progress = progressOf(files, onProgress);
  for (const [index, file] of files.entries()) {
    progress.start(index);
    const skipped = index < (before?.file ?? 0) ? Infinity : index === before?.file ? before.line : 0;
    for await (const batch of readAhead(batchesOf(file, kind.reader(file), skipped, progress.onBytes))) {
      signal?.throwIfAborted();
      await writeBatch(run, index, file, batch);
      progress.onRows(run.tally.of('rows'));
    }
  }
  if (options.isComplete)
    run.tally.add('modelsGone', await store.imports.markGone(key, options.source, listedAt(files)));
  progress.onPlaced(0);
  await store.graph.rebuildAll((placed) => {
    progress.onPlaced(placed);
    signal?.throwIfAborted();
  });
  await store.imports.finish(key);
  const written = await report.close();
  const counts = run.tally.toJSON();
  return {
    counts,
    changes: run.tally.changes,
    leftOut: run.tally.of('leftOut'),
    wasResumed: before !== null,
    report: written,
  };
}

export function assertSource(source: string): void {
  if (isStubName(`${source}:owner/name`)) return;
  throw refusal('IMPORT_SOURCE_MALFORMED', `${source} is not the name of a source`, {
    expected: 'a host’s name, such as huggingface.co',
    received: source.slice(0, 100),
  });
}

async function importFile(file: string, crawledAt: Date | null): Promise<ImportFile> {
  const facts = await stat(file).catch(() => null);
  if (!facts?.isFile())
    throw refusal('IMPORT_FILE_UNREADABLE', `${file} is no file here`, {
      expected: 'a file',
      remedy: 'check the path',
    });
  return {
    path: path.resolve(file),
    crawledAt: crawledAt ?? facts.mtime,
    sizeBytes: facts.size,
    modifiedMs: facts.mtimeMs,
  };
}

// The same files, untouched, under the same options: anything else is another import.
function keyOf(
  kind: string,
  files: readonly ImportFile[],
  { source, crawledAt, isComplete }: ImportOptions,
): string {
  const parts = files.map(({ path: place, sizeBytes, modifiedMs }) => [place, sizeBytes, modifiedMs]);
  return digestOf(JSON.stringify([kind, parts, source, crawledAt, isComplete]));
}

function listedAt(files: readonly ImportFile[]): Date {
  return new Date(Math.max(...files.map(({ crawledAt }) => crawledAt.getTime())));
}

interface Batch<Row> {
  readonly rows: readonly Row[];
  readonly problems: readonly ReportLine[];
  readonly lines: number;
  /** The last line that is in it. */
  readonly line: number;
}

/** Enough for set-based statements to pay; rows of a megabyte make smaller batches. */
const BATCH_ROWS = 5_000;
const BATCH_BYTES = 32 << 20;

// Skipped lines are read too: names that come again behind them are repeated.
async function* batchesOf<Row>(
  file: ImportFile,
  take: (line: Line) => TakenRow<Row> | null,
  skipped: number,
  onBytes: (bytesDone: number) => void,
): AsyncGenerator<Batch<Row>> {
  if (skipped === Infinity) return;
  let [rows, problems, lines, bytes, last]: [Row[], ReportLine[], number, number, number] = [
    [],
    [],
    0,
    0,
    skipped,
  ];
  for await (const chunk of boundedLines(file.path, onBytes))
    for (const line of chunk) {
      const taken = line.bytes === null ? tooLong<Row>(file, line) : take(line);
      if (line.number <= skipped) continue;
      last = line.number;
      if (taken === null) continue;
      lines++;
      bytes += line.bytes?.length ?? 0;
      if (taken.row !== null) rows.push(taken.row);
      problems.push(...taken.problems);
      if (rows.length < BATCH_ROWS && problems.length < BATCH_ROWS && bytes < BATCH_BYTES) continue;
      yield { rows, problems, lines, line: last };
      [rows, problems, lines, bytes] = [[], [], 0, 0];
    }
  yield { rows, problems, lines, line: last };
}

// One batch is read while the database writes the one before it.
async function* readAhead<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  let next = items.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done) return;
      next = items.next();
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    await items.return(undefined).catch(() => undefined);
  }
}

function tooLong<Row>(file: ImportFile, { number }: Line): TakenRow<Row> {
  const why = { code: 'IMPORT_LINE_TOO_LONG', leftOut: 'ROW', at: null } as const;
  const facts = { expected: `at most ${LINE_BYTES_MAX} bytes`, received: 'a longer line' };
  return { row: null, problems: [{ file: file.path, line: number, id: null, ...why, ...facts }] };
}

interface Run<Row> {
  readonly store: Store;
  readonly key: string;
  readonly kind: RowKind<Row>;
  readonly report: ImportReport;
  readonly isComplete: boolean;
  tally: Tally;
}

async function writeBatch<Row>(
  run: Run<Row>,
  index: number,
  file: ImportFile,
  batch: Batch<Row>,
): Promise<void> {
  const { store, key, kind, report } = run;
  run.tally = await store.transaction(async (within) => {
    const tally = new Tally(run.tally.toJSON());
    await within.imports.lock();
    const { listed, problems } = await kind.write(within, batch.rows, tally);
    if (run.isComplete) await within.imports.list(key, listed);
    const lines = [...batch.problems, ...problems.map((problem) => ({ file: file.path, ...problem }))];
    await report.add(lines.toSorted((a, b) => a.line - b.line));
    tally.add('rows', batch.lines);
    tally.add('leftOut', lines.length);
    for (const { code } of lines) tally.add(`leftOut:${code}`);
    const position = { key, file: index, line: batch.line, reportBytes: report.bytes };
    await within.imports.keepPosition({ ...position, counts: tally.toJSON() });
    return tally;
  });
}

function progressOf(
  files: readonly ImportFile[],
  onProgress: (progress: ImportProgress) => void = () => undefined,
) {
  const bytesTotal = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  let now: ImportProgress = { file: '', bytesDone: 0, bytesTotal, rows: 0, placed: null };
  let bytesBefore = 0;
  const tell = (news: Partial<ImportProgress>) => onProgress((now = { ...now, ...news }));
  return {
    start(index: number) {
      bytesBefore = files.slice(0, index).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      tell({ file: files[index]?.path ?? '', bytesDone: bytesBefore });
    },
    onBytes: (bytesDone: number) => tell({ bytesDone: bytesBefore + bytesDone }),
    onRows: (rows: number) => tell({ rows }),
    onPlaced: (placed: number) => tell({ placed: (now.placed ?? 0) + placed }),
  };
}

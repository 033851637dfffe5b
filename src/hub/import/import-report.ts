import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import { fault, messageOf } from '../../base/errors.ts';
import type { ImportProblem } from '../../import/import-problem.ts';

/** A problem with the place of its row. */
export interface ReportLine extends ImportProblem {
  readonly file: string;
  readonly line: number;
  readonly id: string | null;
}

/** What could not be taken, one JSON line a problem; no file where nothing was left out. */
export class ImportReport {
  readonly path: string;
  #bytes: number;

  private constructor(place: string, bytes: number) {
    this.path = place;
    this.#bytes = bytes;
  }

  /** Goes on behind what an interrupted import is known to have reported. */
  static async open(file: string, bytes: number): Promise<ImportReport> {
    try {
      await using handle = await open(file, bytes === 0 ? 'w' : 'r+');
      await handle.truncate(bytes);
    } catch (error) {
      throw unwritable(file, error);
    }
    return new ImportReport(file, bytes);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Where it lies; null where there is nothing to read, and so no file. */
  async close(): Promise<string | null> {
    if (this.#bytes > 0) return this.path;
    await rm(this.path, { force: true });
    return null;
  }

  /** On disk when this returns: what is committed next must not outlive it. */
  async add(lines: readonly ReportLine[]): Promise<void> {
    if (lines.length === 0) return;
    const text = lines.map((line) => `${JSON.stringify(inOrder(line))}\n`).join('');
    try {
      await using handle = await open(this.path, 'r+');
      await handle.write(text, this.#bytes);
      await handle.datasync();
    } catch (error) {
      throw unwritable(this.path, error);
    }
    this.#bytes += Buffer.byteLength(text);
  }
}

function inOrder({ file, line, id, leftOut, code, at, expected, received }: ReportLine) {
  return {
    file: path.basename(file),
    line,
    id: id?.slice(0, 300).toWellFormed() ?? null,
    leftOut,
    code,
    at,
    expected,
    received,
  };
}

function unwritable(file: string, cause: unknown) {
  return fault(
    'IMPORT_REPORT_UNWRITABLE',
    `the report ${file} can’t be written`,
    { received: messageOf(cause), remedy: 'name another place with --report' },
    { cause },
  );
}

import { parse } from 'csv-parse/sync';
import { messageOf, refusal } from '../base/errors.ts';

/**
 * Rows of a CSV file by the names in its first line, in lower case. Refuses with `IMPORT_TABLE_MALFORMED` what is no CSV,
 * lacks a column, or has more than {@link ROWS_MAX} rows.
 */
export function readTable<const Column extends string>(
  text: string,
  columns: readonly Column[],
): readonly Readonly<Record<Column, string>>[] {
  const rows = recordsOf(text);
  const missing = columns.filter((column) => rows.length === 0 || rows[0]?.[column] === undefined);
  if (missing.length === 0 && rows.length <= ROWS_MAX) return rows as readonly Record<Column, string>[];
  throw malformed(
    missing.length > 0
      ? `the columns ${columns.join(', ')} and at least one row`
      : `at most ${ROWS_MAX} rows`,
    missing.length > 0 ? `no ${missing.join(', ')}` : `${rows.length} rows`,
  );
}

/** BBQ has 58,492 questions. */
const ROWS_MAX = 1_000_000;

function recordsOf(text: string): readonly Record<string, string>[] {
  try {
    return parse(text, {
      bom: true,
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      skip_empty_lines: true,
      trim: true,
    });
  } catch (error) {
    throw malformed('CSV with a first line of names', messageOf(error).slice(0, 200));
  }
}

function malformed(expected: string, received: string) {
  return refusal('IMPORT_TABLE_MALFORMED', 'the table can’t be read', { expected, received });
}

import { invariant } from '../base/errors.ts';

/** A row that a foreign key promises. */
export function found<Row>(row: Row | null | undefined, key: unknown): Row {
  invariant(row !== null && row !== undefined, `row ${String(key)} is gone`);
  return row;
}

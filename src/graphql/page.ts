import { refusal } from '../base/errors.ts';

const FIRST_MAX = 100;

/** A page's size, 1 to 100, or a coded refusal. */
export function pageSize(first: number): number {
  if (Number.isInteger(first) && first >= 1 && first <= FIRST_MAX) return first;
  throw refusal('GRAPHQL_PAGE_SIZE', 'that is not a page size', {
    expected: `first between 1 and ${FIRST_MAX}`,
    received: String(first),
  });
}

/** An opaque keyset cursor over integers. */
export function cursorOf(...key: number[]): string {
  return Buffer.from(key.join('.')).toString('base64url');
}

export function keyOf(cursor: string | null | undefined, parts: number): number[] | null {
  if (cursor === null || cursor === undefined) return null;
  const key = Buffer.from(cursor, 'base64url').toString().split('.').map(Number);
  if (key.length === parts && key.every((part) => Number.isSafeInteger(part) && part >= 0)) return key;
  throw refusal('GRAPHQL_CURSOR_INVALID', 'that is not a cursor of this connection', {
    expected: 'an endCursor that this hub gave',
    received: cursor.slice(0, 60),
  });
}

/** Cuts one row more than the page into a connection. */
export function connectionOf<Row>(rows: readonly Row[], first: number, cursor: (row: Row) => string) {
  const nodes = rows.slice(0, first);
  const edges = nodes.map((node) => ({ node, cursor: cursor(node) }));
  const pageInfo = { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor ?? null };
  return { edges, nodes, pageInfo };
}

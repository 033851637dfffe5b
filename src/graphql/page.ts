import { refusal } from '../base/errors.ts';
import type { KeysetPage } from '../store/queries/keyset.ts';

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

export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

const FIRST_UNTOLD = 50;

/** The page that `first` and `after`, or `last` and `before`, mean: one row more than its size is asked for. */
export function keysetOf({ first, after, last, before }: PageArguments, parts: number): KeysetPage {
  const isForwards = isGiven(first) || isGiven(after);
  const isBackwards = isGiven(last) || isGiven(before);
  if (isForwards && isBackwards)
    throw refusal('GRAPHQL_PAGE_BOTH_WAYS', 'a page is read one way', {
      expected: 'first and after, or last and before',
      received: 'some of both',
    });
  const size = pageSize((isBackwards ? last : first) ?? FIRST_UNTOLD) + 1;
  return { size, key: keyOf(isBackwards ? before : after, parts), isBackwards };
}

/** Cuts rows that were asked for with `keysetOf` into a connection, in reading order. */
export function keysetConnectionOf<Row>(
  rows: readonly Row[],
  { size, key, isBackwards }: KeysetPage,
  cursor: (row: Row) => string,
) {
  const isMore = rows.length === size;
  const kept = rows.slice(0, size - 1);
  const nodes = isBackwards ? kept.toReversed() : kept;
  const cursorAt = (node: Row | undefined) => (node === undefined ? null : cursor(node));
  // Cursors and edges are made when they are asked for: most questions ask for nodes and where the page ends.
  return {
    nodes,
    pageInfo: {
      hasNextPage: isBackwards ? key !== null : isMore,
      hasPreviousPage: isBackwards ? isMore : key !== null,
      get startCursor() {
        return cursorAt(nodes[0]);
      },
      get endCursor() {
        return cursorAt(nodes.at(-1));
      },
    },
    get edges() {
      return nodes.map((node) => ({ node, cursor: cursor(node) }));
    },
  };
}

function isGiven(value: unknown): boolean {
  return value !== null && value !== undefined;
}

/** Cuts one row more than the page into a connection that is read forwards only. */
export function connectionOf<Row>(
  rows: readonly Row[],
  first: number,
  cursor: (row: Row) => string,
  after: string | null | undefined,
) {
  const page = { size: first + 1, key: isGiven(after) ? [] : null, isBackwards: false };
  return keysetConnectionOf(rows, page, cursor);
}

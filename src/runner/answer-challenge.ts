import { blendsOf, writeAnswers, type Nonce } from '../evaluation/challenge.ts';
import type { Column, Rows } from './feed/feed.ts';
import { canonicalizeNaN } from './predictions.ts';
import type { Ask, Task } from './tasks/task.ts';

/** What a model says to the blends of a nonce, in batches of the size that its items ran in. */
export async function answerChallenge(
  nonce: Nonce,
  items: number,
  { task, ask }: { readonly task: Task; readonly ask: Ask },
): Promise<string> {
  const blended: Rows[] = [];
  for (const { a, b, eighths } of blendsOf(nonce, items))
    blended.push(task.blend(await task.read(a, 1), await task.read(b, 1), eighths));
  const rows = joined(blended);
  const values = Float32Array.from(task.shown(rows, await task.answer(rows, ask)));
  canonicalizeNaN(values);
  return writeAnswers(values);
}

function joined(rows: readonly Rows[]): Rows {
  const columns = (rows[0]?.columns ?? []).map((_, i) =>
    joinedColumn(rows.flatMap((row) => row.columns[i] ?? [])),
  );
  return { first: null, count: rows.reduce((sum, { count }) => sum + count, 0), columns };
}

function joinedColumn(columns: readonly Column[]): Column {
  const length = columns.reduce((sum, column) => sum + column.length, 0);
  const isIntegers = columns[0] instanceof BigInt64Array;
  const whole: Column = isIntegers ? new BigInt64Array(length) : new Float32Array(length);
  let at = 0;
  for (const column of columns) {
    // Columns of one input have one type.
    (whole as { set(values: Column, at: number): void }).set(column, at);
    at += column.length;
  }
  return whole;
}

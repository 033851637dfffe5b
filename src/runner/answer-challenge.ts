import { blendsOf, writeAnswers, type Nonce } from '../evaluation/challenge.ts';
import type { Column, Feed, Rows } from './feed/feed.ts';
import type { Model } from './model.ts';
import { canonicalizeNaN } from './predictions.ts';
import type { Scorer } from './scoring/scorer.ts';

/** What a model says to the blends of a nonce, in batches of the size that its items ran in. */
export async function answerChallenge(
  nonce: Nonce,
  items: number,
  { feed, scorer, model }: { readonly feed: Feed; readonly scorer: Scorer; readonly model: Model },
): Promise<string> {
  const blended: Rows[] = [];
  for (const { a, b, eighths } of blendsOf(nonce, items))
    blended.push(feed.blend(await feed.read(a, 1), await feed.read(b, 1), eighths));
  const answers: number[] = [];
  for (let done = 0; done < blended.length; done += model.batchSize) {
    const rows = joined(blended.slice(done, done + model.batchSize));
    answers.push(...scorer.shown(rows, await model.run(rows)));
  }
  const values = Float32Array.from(answers);
  canonicalizeNaN(values);
  return writeAnswers(values);
}

function joined(rows: readonly Rows[]): Rows {
  const columns = (rows[0]?.columns ?? []).map((_, i) =>
    joinedColumn(rows.flatMap((row) => row.columns[i] ?? [])),
  );
  return { count: rows.length, columns };
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

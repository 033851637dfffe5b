import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';
import { invariant } from '../../base/errors.ts';
import { from, to } from 'pg-copy-streams';

/** Hands each row of whole numbers that a SELECT gives to `onRow`; the array is used again for the next row. */
export async function copyNumbers(
  client: PoolClient,
  select: string,
  columns: number,
  onRow: (row: Float64Array) => void,
): Promise<void> {
  const row = new Float64Array(columns);
  let column = 0;
  let value = 0;
  for await (const chunk of client.query(to(`COPY (${select}) TO STDOUT`)) as AsyncIterable<Buffer>)
    for (const byte of chunk)
      if (byte >= ZERO) value = value * 10 + (byte - ZERO);
      else {
        row[column++] = value;
        value = 0;
        if (byte === NEWLINE) {
          onRow(row);
          column = 0;
        }
      }
}

const ZERO = 0x30;
const NEWLINE = 0x0a;

/** The connection of a transaction, for COPY. */
export async function copyClient({ queryRunner }: EntityManager): Promise<PoolClient> {
  invariant(queryRunner, 'COPY writes within a transaction');
  return (await queryRunner.connect()) as PoolClient;
}

/** Writes lines in COPY's text format to `target`, a table with its columns. */
export async function copyLines(client: PoolClient, target: string, lines: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(inChunks(lines)), client.query(from(`COPY ${target} FROM STDIN`)));
}

const CHUNK_CHARACTERS = 1 << 18;

function* inChunks(lines: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += line;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

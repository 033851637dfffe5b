import type { EntityManager } from 'typeorm';
import { searchWords } from '../../checkpoint/facet-words.ts';
import type { CheckpointRecord } from '../checkpoint-repository.ts';
import { CHECKPOINT_COLUMNS, CHECKPOINT_TABLES } from './checkpoint-columns.ts';
import { shelvesOf, type CheckpointFilter } from './checkpoint-filter.ts';
import { rankedList } from './ranked-list.ts';

export interface FoundRecord {
  readonly checkpoint: CheckpointRecord;
  /** The number of its shelf from the last one on, 0. */
  readonly tier: number;
  readonly rank: number;
}

export interface Found {
  readonly rows: readonly FoundRecord[];
  /** The words that were searched for instead, where those given find nothing. */
  readonly correctedText: string | null;
}

type Key = readonly number[] | null;

/** What fits, shelf by shelf, then by rank, in pages after (tier, rank, id); checkpoint_facet_words or _rank. */
export async function searchCheckpoints(
  manager: EntityManager,
  filter: CheckpointFilter,
  first: number,
  after: Key,
): Promise<Found> {
  const rows = await ask(manager, filter, first, after);
  if (rows.length > 0 || after || !filter.text) return { rows, correctedText: null };
  const correctedText = await nearestText(manager, filter.text);
  if (correctedText === null) return { rows, correctedText };
  return { rows: await ask(manager, { ...filter, text: correctedText }, first, after), correctedText };
}

/** A shelf is asked only where those before it don't fill the page. */
async function ask(
  manager: EntityManager,
  filter: CheckpointFilter,
  first: number,
  after: Key,
): Promise<readonly FoundRecord[]> {
  const found: FoundRecord[] = [];
  for (const { shelf, tier, key } of shelvesAfter(filter, after)) {
    const list = await rankedList({ manager, filter, first: first - found.length, key, shelf });
    found.push(...(await withRecords(manager, tier, list)));
    if (found.length >= first) break;
  }
  return found;
}

function shelvesAfter(filter: CheckpointFilter, after: Key) {
  const shelves = shelvesOf(filter);
  const [afterTier = shelves.length - 1, ...afterKey] = after ?? [];
  return shelves
    .map((shelf, n) => ({ shelf, tier: shelves.length - 1 - n }))
    .filter(({ tier }) => tier <= afterTier)
    .map(({ shelf, tier }) => ({ shelf, tier, key: after && tier === afterTier ? afterKey : null }));
}

type Ranked = readonly { readonly id: number; readonly rank: number }[];

async function withRecords(
  manager: EntityManager,
  tier: number,
  list: Ranked,
): Promise<readonly FoundRecord[]> {
  if (list.length === 0) return [];
  const records: CheckpointRecord[] = await manager.query(
    `SELECT ${CHECKPOINT_COLUMNS} FROM ${CHECKPOINT_TABLES} WHERE c.id = ANY($1)`,
    [list.map(({ id }) => id)],
  );
  const byId = new Map(records.map((record) => [record.id, record]));
  return list.flatMap(({ id, rank }) => {
    const checkpoint = byId.get(id);
    return checkpoint ? [{ checkpoint, tier, rank }] : [];
  });
}

/** Each word that no name has, replaced by the most similar one; null where none is near. Uses search_word_near. */
async function nearestText(manager: EntityManager, text: string): Promise<string | null> {
  const words = searchWords(text);
  const rows: { word: string; nearest: string | null }[] = await manager.query(NEAREST, [words]);
  const nearest = rows.map(({ word, nearest: near }) => near ?? word);
  return nearest.some((word, n) => word !== words[n]) ? nearest.join(' ') : null;
}

// A word that begins some name's word is left alone.
const NEAREST = `
  SELECT w.word,
         CASE WHEN EXISTS (SELECT FROM search_word s WHERE s.word ^@ w.word) THEN NULL
              ELSE (SELECT s.word FROM search_word s WHERE s.word % w.word
                     ORDER BY similarity(s.word, w.word) DESC, s.word LIMIT 1) END AS nearest
    FROM unnest($1::text[]) WITH ORDINALITY AS w(word, n) ORDER BY w.n`;

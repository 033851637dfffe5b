import type { EntityManager } from 'typeorm';
import { searchWords } from '../../checkpoint/facet-words.ts';
import type { CheckpointRecord } from '../checkpoint-repository.ts';
import { CHECKPOINT_COLUMNS, CHECKPOINT_TABLES } from './checkpoint-columns.ts';
import { filterConditions, type CheckpointFilter } from './checkpoint-filter.ts';
import { SqlParameters } from './sql-text.ts';

export interface FoundRecord {
  readonly checkpoint: CheckpointRecord;
  /** 1 where the words stand in the name, 0 where they stand in card and tags. */
  readonly tier: number;
  readonly rank: number;
}

export interface Found {
  readonly rows: readonly FoundRecord[];
  /** The words that were searched for instead, where those given find nothing. */
  readonly correctedText: string | null;
}

/** What fits, names before cards, then by rank, in pages after (tier, rank, id); checkpoint_facet_words or _rank. */
export async function searchCheckpoints(
  manager: EntityManager,
  filter: CheckpointFilter,
  first: number,
  after: readonly number[] | null,
): Promise<Found> {
  const rows = await ask(manager, filter, first, after);
  if (rows.length > 0 || after || !filter.text) return { rows, correctedText: null };
  const correctedText = await nearestText(manager, filter.text);
  if (correctedText === null) return { rows, correctedText };
  return { rows: await ask(manager, { ...filter, text: correctedText }, first, after), correctedText };
}

async function ask(
  manager: EntityManager,
  filter: CheckpointFilter,
  first: number,
  after: readonly number[] | null,
): Promise<readonly FoundRecord[]> {
  const { text, values } = searchStatement(filter, first, after);
  const rows: (CheckpointRecord & { tier: number; rank: number })[] = await manager.query(text, values);
  return rows.map(({ tier, rank, ...checkpoint }) => ({ checkpoint, tier, rank }));
}

/** Two short lists, each by rank, joined before anything else is read: the planner may walk an index and stop. */
function searchStatement(
  filter: CheckpointFilter,
  first: number,
  after: readonly number[] | null,
): { readonly text: string; readonly values: readonly unknown[] } {
  const parameters = new SqlParameters();
  const limit = parameters.add(first, 'int');
  const [tier, rank, id] = after ?? [];
  const key = after === null ? null : `(${parameters.add(rank, 'int')}, ${parameters.add(id, 'bigint')})`;
  const hasWords = searchWords(filter.text ?? '').length > 0;
  const inName = hasWords ? filterConditions(filter, parameters, true) : [];
  const anywhere = filterConditions(filter, parameters);
  const list = (own: number, conditions: readonly string[]) => {
    const beyond = key !== null && tier === own ? [`(f.rank, f.checkpoint_id) < ${key}`] : [];
    const all = [...conditions, ...beyond];
    return `(SELECT f.checkpoint_id AS id, f.rank, ${own} AS tier
       FROM checkpoint_facet f ${needsPlace(filter) ? 'JOIN lineage_node n ON n.checkpoint_id = f.checkpoint_id' : ''}
      ${all.length > 0 ? `WHERE ${all.join(' AND ')}` : ''} ORDER BY f.rank DESC, f.checkpoint_id DESC LIMIT ${limit})`;
  };
  const notInName = hasWords ? [...anywhere, `NOT (${inName.join(' AND ')})`] : anywhere;
  const lists = [...(hasWords && tier !== 0 ? [list(1, inName)] : []), list(0, notInName)];
  const text = `
  WITH page AS (SELECT * FROM (${lists.join(' UNION ALL ')}) both_lists ORDER BY tier DESC, rank DESC, id DESC LIMIT ${limit})
  SELECT p.tier, p.rank, ${CHECKPOINT_COLUMNS}
    FROM page p JOIN (${CHECKPOINT_TABLES}) ON c.id = p.id
   ORDER BY p.tier DESC, p.rank DESC, p.id DESC`;
  return { text, values: parameters.values };
}

function needsPlace({ isRoot, hasBiasWarning }: CheckpointFilter): boolean {
  return typeof isRoot === 'boolean' || typeof hasBiasWarning === 'boolean';
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

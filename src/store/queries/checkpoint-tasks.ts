import type { EntityManager } from 'typeorm';
import { facetWord } from '../../checkpoint/facet-words.ts';
import { factsQuery } from './checkpoint-filter.ts';

/** A task of a checkpoint, by the field's id, and how it is known. */
export interface TaskRecord {
  readonly checkpointId: number;
  readonly id: string;
  readonly isDeclared: boolean;
  readonly isEvaluated: boolean;
}

/** Writes what all checkpoints with a core digest were evaluated on among their words, where it is something else. */
export async function setEvaluatedTasks(
  manager: EntityManager,
  coreDigest: string,
  tasks: readonly string[],
): Promise<void> {
  const words = tasks.map((task) => facetWord('evaluated', task)).toSorted();
  await manager.query(SET_EVALUATED, [coreDigest, words, LIKE_EVALUATED]);
}

/** What cards declare first, then what was only evaluated. */
export async function tasksOf(
  manager: EntityManager,
  checkpointIds: readonly number[],
): Promise<readonly TaskRecord[]> {
  return manager.query(TASKS_OF, [checkpointIds, LIKE_EVALUATED, EVALUATED.length + 1]);
}

/** How many checkpoints published here have each task, counted up to a limit; uses checkpoint_facet_words. */
export async function publishedWith(
  manager: EntityManager,
  tasks: readonly string[],
  countedMax: number,
): Promise<readonly { readonly id: string; readonly count: number }[]> {
  const queries = tasks.map((task) => factsQuery({ task, isPublished: true }));
  return manager.query(PUBLISHED_WITH, [tasks, queries, countedMax]);
}

const EVALUATED = facetWord('evaluated', '');
const LIKE_EVALUATED = `${EVALUATED}%`;

const evaluatedIn = (words: string, like: string) =>
  `ARRAY(SELECT w.lexeme FROM unnest(${words}) w WHERE w.lexeme LIKE ${like} ORDER BY w.lexeme)`;

const SET_EVALUATED = `
  UPDATE checkpoint_facet f
     SET words = ts_delete(f.words, ${evaluatedIn('f.words', '$3')}) || array_to_tsvector($2::text[])
    FROM checkpoint c
   WHERE c.core_digest = $1 AND f.checkpoint_id = c.id AND ${evaluatedIn('f.words', '$3')} <> $2::text[]`;

const TASKS_OF = `
  SELECT f.checkpoint_id AS "checkpointId", t.id, bool_or(t.declared) AS "isDeclared", bool_or(NOT t.declared) AS "isEvaluated"
    FROM checkpoint_facet f
    CROSS JOIN LATERAL (
      SELECT f.task AS id, true AS declared WHERE f.task IS NOT NULL
      UNION ALL
      SELECT substr(w.lexeme, $3), false FROM unnest(f.words) w WHERE w.lexeme LIKE $2
    ) t
   WHERE f.checkpoint_id = ANY($1)
   GROUP BY f.checkpoint_id, t.id ORDER BY f.checkpoint_id, "isDeclared" DESC, t.id`;

const PUBLISHED_WITH = `
  SELECT q.id, (SELECT count(*)::int FROM (SELECT FROM checkpoint_facet f WHERE f.words @@ q.query LIMIT $3) counted) AS count
    FROM unnest($1::text[], $2::tsquery[]) AS q(id, query)`;

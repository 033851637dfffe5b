import type { EntityManager } from 'typeorm';
import { CHECKPOINT_COLUMNS, CHECKPOINT_TABLES } from './checkpoint-columns.ts';
import type { CheckpointRecord } from '../checkpoint-repository.ts';
import type { ReachedRecord } from './dataset-reach.ts';
import type { KeysetPage } from './keyset.ts';

/** The ids that a license expression in `column` names, as an array. */
export function licenseIdsOf(column: string): string {
  return `string_to_array(translate(${column}, '()', '  '), ' ')`;
}

/**
 * `affected(id, depth)`: the checkpoints that the advisory `logIndex` names, at depth 0, and everything made from them, at
 * the fewest edges. About 1 µs for each edge below; a license costs a look at every checkpoint.
 */
export function affectedBy(logIndex: string): string {
  return `
  named AS MATERIALIZED (SELECT "of", value FROM advisory_target WHERE log_index = ${logIndex}),
  direct AS (
    SELECT c.id FROM named t JOIN checkpoint c ON c.core_digest = t.value WHERE t.of = 'CHECKPOINT'
    UNION
    SELECT f.checkpoint_id FROM named t JOIN checkpoint_artifact f ON f.digest = t.value WHERE t.of = 'ARTIFACT'
    UNION
    SELECT coalesce(c.merged_into_id, c.id) FROM named t
      JOIN imported_digest i ON i.digest = decode(substr(t.value, 8), 'hex') JOIN checkpoint c ON c.id = i.checkpoint_id
     WHERE t.of = 'ARTIFACT'
    UNION
    SELECT f.checkpoint_id FROM named t
      JOIN (SELECT DISTINCT license FROM checkpoint_facet WHERE EXISTS (SELECT FROM named WHERE "of" = 'LICENSE')) l
        ON t.value = ANY (${licenseIdsOf('l.license')})
      JOIN checkpoint_facet f ON f.license = l.license
     WHERE t.of = 'LICENSE'
    UNION
    SELECT e.checkpoint_id FROM named t JOIN dataset d ON d.digest = t.value
      JOIN dataset_node n ON n.name = d.name_key
      JOIN dataset_edge e ON e.dataset_node_id = n.id AND e.kind = 'TRAINED_ON'
     WHERE t.of = 'DATASET'
  ),
  below(id, depth) AS (
    SELECT id, 0 FROM direct
    UNION
    SELECT e.child_id, b.depth + 1 FROM below b JOIN lineage_edge e ON e.parent_id = b.id WHERE b.depth < 100
  ),
  affected AS (SELECT id, min(depth) AS depth FROM below GROUP BY id)`;
}

/** A page of what an advisory reaches, nearest first. */
export async function affectedPage(
  manager: EntityManager,
  logIndex: number,
  { size, key, isBackwards }: KeysetPage,
): Promise<readonly ReachedRecord[]> {
  const [depth = null, id = null] = key ?? [];
  const rows: (CheckpointRecord & { depth: number })[] = await manager.query(
    PAGE(isBackwards ? '<' : '>', isBackwards ? 'DESC' : 'ASC'),
    [logIndex, size, depth, id],
  );
  return rows.map(({ depth: own, ...checkpoint }) => ({ checkpoint, depth: own }));
}

const PAGE = (beyond: string, order: string) => `
  WITH RECURSIVE ${affectedBy('$1')},
  page AS (
    SELECT id, depth FROM affected
     WHERE $3::bigint IS NULL OR (depth, id) ${beyond} ($3::bigint, $4::bigint)
     ORDER BY depth ${order}, id ${order} LIMIT $2
  )
  SELECT p.depth, ${CHECKPOINT_COLUMNS} FROM page p JOIN (${CHECKPOINT_TABLES}) ON c.id = p.id
   ORDER BY p.depth ${order}, p.id ${order}`;

import type { EntityManager } from 'typeorm';
import type { AffectedKind } from '../../attestation/advisory-words.ts';
import { aboveOf } from './above.ts';
import { licenseIdsOf } from './affected-by.ts';

/** An open advisory that reaches a checkpoint from `depth` edges above it, by the nearest way. */
export interface AdvisoryReachRecord {
  readonly checkpointId: number;
  readonly advisoryLogIndex: number;
  readonly depth: number;
  /** What of the checkpoint it came by is named. */
  readonly because: AffectedKind;
  /** The named one: the checkpoint itself, or one above it. */
  readonly throughId: number;
}

/** One statement for a page of checkpoints: up from each, since ancestors are few. */
export async function advisoriesOn(
  manager: EntityManager,
  checkpointIds: readonly number[],
): Promise<readonly AdvisoryReachRecord[]> {
  return manager.query(SQL, [checkpointIds]);
}

const SQL = `
  WITH RECURSIVE open AS MATERIALIZED (
    SELECT t.log_index, t.of, t.value FROM advisory a JOIN advisory_target t ON t.log_index = a.log_index
     WHERE a.withdrawal_log_index IS NULL
  ),
  asked AS MATERIALIZED (SELECT unnest($1::bigint[]) AS id WHERE EXISTS (SELECT FROM open)),
  ${aboveOf('ARRAY(SELECT id FROM asked)')},
  nearest AS MATERIALIZED (SELECT start, id, depth FROM above UNION ALL SELECT id, id, 0 FROM starts),
  hit AS (
    SELECT n.start, n.id, n.depth, o.log_index, o.of
      FROM nearest n JOIN checkpoint c ON c.id = n.id JOIN open o ON o.of = 'CHECKPOINT' AND o.value = c.core_digest
    UNION ALL
    SELECT n.start, n.id, n.depth, o.log_index, o.of
      FROM nearest n JOIN checkpoint_artifact f ON f.checkpoint_id = n.id
      JOIN open o ON o.of = 'ARTIFACT' AND o.value = f.digest
    UNION ALL
    SELECT n.start, n.id, n.depth, o.log_index, o.of
      FROM open o JOIN imported_digest i ON i.digest = decode(substr(o.value, 8), 'hex')
      JOIN checkpoint c ON c.id = i.checkpoint_id JOIN nearest n ON n.id = coalesce(c.merged_into_id, c.id)
     WHERE o.of = 'ARTIFACT'
    UNION ALL
    SELECT n.start, n.id, n.depth, o.log_index, o.of
      FROM nearest n JOIN checkpoint_facet f ON f.checkpoint_id = n.id
      JOIN open o ON o.of = 'LICENSE' AND o.value = ANY (${licenseIdsOf('f.license')})
    UNION ALL
    SELECT n.start, n.id, n.depth, o.log_index, o.of
      FROM nearest n JOIN dataset_edge e ON e.checkpoint_id = n.id AND e.kind = 'TRAINED_ON'
      JOIN dataset_node d ON d.id = e.dataset_node_id JOIN dataset s ON s.name_key = d.name
      JOIN open o ON o.of = 'DATASET' AND o.value = s.digest
  )
  SELECT DISTINCT ON (start, log_index) start AS "checkpointId", log_index AS "advisoryLogIndex", depth::int AS depth,
         "of" AS because, id AS "throughId"
    FROM hit ORDER BY start, log_index DESC, depth, id, "of"`;

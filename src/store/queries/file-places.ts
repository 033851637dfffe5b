import type { EntityManager } from 'typeorm';
import type { ArtifactState } from '../../checkpoint/inspection.ts';

/** A checkpoint that holds a file: published here, or listed elsewhere. */
export interface FilePlaceRecord {
  readonly digest: string;
  readonly checkpointId: number;
  readonly isWeights: boolean;
  /** What the bytes are in it; null where nobody published them here. */
  readonly state: ArtifactState | null;
}

/** The first checkpoints with each of the files, weights first: one statement for all of them. */
export async function filePlaces(
  manager: EntityManager,
  digests: readonly string[],
): Promise<readonly FilePlaceRecord[]> {
  return manager.query(SQL, [digests]);
}

/** Bytes that more checkpoints share are a tokenizer's or a license's, and say little of each. */
const PLACES_MAX = 10;

// By checkpoint_artifact_digest and imported_digest_value.
const SQL = `
  SELECT d.digest, p.id AS "checkpointId", p.is_weights AS "isWeights", p.state
    FROM unnest($1::text[]) AS d(digest), LATERAL (
      (SELECT f.checkpoint_id AS id, f.role = 'WEIGHTS' AS is_weights, f.state
         FROM checkpoint_artifact f WHERE f.digest = d.digest ORDER BY 2 DESC, 1 LIMIT ${PLACES_MAX})
      UNION ALL
      (SELECT coalesce(c.merged_into_id, c.id), i.is_weights, NULL
         FROM imported_digest i JOIN checkpoint c ON c.id = i.checkpoint_id
        WHERE i.digest = decode(substr(d.digest, 8), 'hex') ORDER BY 2 DESC, 1 LIMIT ${PLACES_MAX})
    ) p
   ORDER BY d.digest, p.is_weights DESC, p.id`;

import type { EntityManager } from 'typeorm';
import type { EdgeKind } from '../checkpoint/edge-kind.ts';
import type { ImportedFacts, ImportPlace } from '../import/imported-model.ts';

/** What a source says of a model, for the checkpoint that its stub is now. */
export interface ImportedRecord {
  readonly stubId: number;
  readonly checkpointId: number;
  readonly stubName: string;
  readonly facts: ImportedFacts;
  readonly crawledAt: Date;
  readonly goneSince: Date | null;
}

/** An edge as one place of a source says it. */
export interface SayingRecord {
  readonly childId: number;
  readonly parentId: number;
  readonly kind: EdgeKind;
  readonly stubName: string;
  readonly place: ImportPlace;
  readonly crawledAt: Date;
}

export interface EarlierFactsRecord {
  readonly crawledAt: Date;
  readonly said: ImportedFacts;
}

export interface ListedFileRecord {
  readonly stubId: number;
  readonly checkpointId: number;
  readonly path: string;
  readonly sizeBytes: number | null;
}

/** The reading side of imports. */
export class ImportedRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Of each checkpoint, what is said of it and of the stubs it was merged with; uses checkpoint_merged. */
  async of(checkpointIds: readonly number[]): Promise<readonly ImportedRecord[]> {
    return this.#manager.query(IMPORTED_OF, [checkpointIds]);
  }

  /** Who says these edges; uses imported_edge_pk. */
  async sayingsOf(
    edges: readonly { childId: number; parentId: number; kind: EdgeKind }[],
  ): Promise<readonly SayingRecord[]> {
    return this.#manager.query(SAYINGS_OF, [
      edges.map(({ childId }) => childId),
      edges.map(({ parentId }) => parentId),
      edges.map(({ kind }) => kind),
    ]);
  }

  /** What was said before, newest first. */
  async earlierFacts(stubId: number, first: number): Promise<readonly EarlierFactsRecord[]> {
    return this.#manager.query(
      `SELECT crawled_at AS "crawledAt", said FROM imported_model_history
        WHERE checkpoint_id = $1 ORDER BY crawled_at DESC LIMIT $2`,
      [stubId, first],
    );
  }

  /** Where sources list a file of these bytes, the one listed first coming first; uses imported_digest_value. */
  async filesByDigest(hex: string, first: number): Promise<readonly ListedFileRecord[]> {
    return this.#manager.query(FILES_BY_DIGEST, [hex, first]);
  }
}

const IMPORTED_OF = `
  SELECT c.id AS "stubId", coalesce(c.merged_into_id, c.id) AS "checkpointId", c.stub_name AS "stubName", m.facts,
         m.crawled_at AS "crawledAt", m.gone_since AS "goneSince"
    FROM checkpoint c JOIN imported_model m ON m.checkpoint_id = c.id
   WHERE c.id = ANY($1) OR c.merged_into_id = ANY($1) ORDER BY c.id`;

const SAYINGS_OF = `
  SELECT k.child_id AS "childId", k.parent_id AS "parentId", k.kind, c.stub_name AS "stubName", e.place,
         e.crawled_at AS "crawledAt"
    FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS k(child_id, parent_id, kind)
    JOIN checkpoint c ON c.id = k.child_id OR c.merged_into_id = k.child_id
    JOIN imported_edge e ON e.child_id = c.id AND e.kind = k.kind AND e.gone_since IS NULL AND e.refused IS NULL
    JOIN checkpoint p ON p.id = e.parent_id AND coalesce(p.merged_into_id, p.id) = k.parent_id
   ORDER BY c.id, e.place`;

const FILES_BY_DIGEST = `
  SELECT d.checkpoint_id AS "stubId", coalesce(c.merged_into_id, c.id) AS "checkpointId", f.file ->> 'path' AS path,
         (f.file ->> 'sizeBytes')::bigint AS "sizeBytes"
    FROM (SELECT checkpoint_id FROM imported_digest WHERE digest = decode($1, 'hex') ORDER BY 1 LIMIT $2) d
    JOIN checkpoint c ON c.id = d.checkpoint_id
    JOIN imported_model m ON m.checkpoint_id = d.checkpoint_id
   CROSS JOIN LATERAL jsonb_array_elements(m.facts -> 'files') AS f(file)
   WHERE f.file ->> 'sha256' = $1
   ORDER BY 1, 3 LIMIT $2`;

import type { EntityManager } from 'typeorm';
import type { EdgeKind } from '../../checkpoint/edge-kind.ts';
import type { CheckpointRecord } from '../checkpoint-repository.ts';

export interface SearchFilter {
  readonly text?: string | null | undefined;
  readonly license?: string | null | undefined;
  readonly kind?: EdgeKind | null | undefined;
  readonly architecture?: string | null | undefined;
  readonly owner?: string | null | undefined;
}

/** Published checkpoints that fit, newest first, in pages by id (checkpoint_pk). */
export async function searchCheckpoints(
  manager: EntityManager,
  selectCheckpoint: string,
  filter: SearchFilter,
  first: number,
  beforeId: number | null,
): Promise<readonly CheckpointRecord[]> {
  const sql = `${selectCheckpoint}
     WHERE c.digest IS NOT NULL
       AND ($1::bigint IS NULL OR c.id < $1)
       AND ($2::text[] IS NULL OR m.name_key LIKE ALL ($2))
       AND ($3::text IS NULL OR c.license = $3)
       AND ($4::text IS NULL OR EXISTS (SELECT FROM lineage_edge e WHERE e.child_id = c.id AND e.kind = $4))
       AND ($5::text IS NULL OR c.architecture LIKE $5)
       AND ($6::text IS NULL OR m.name_key LIKE $6)
     ORDER BY c.id DESC LIMIT $7`;
  return manager.query(sql, [
    beforeId,
    words(filter.text),
    filter.license ?? null,
    filter.kind ?? null,
    filter.architecture ? `${literal(filter.architecture)}%` : null,
    filter.owner ? `${literal(filter.owner.toLowerCase())}/%` : null,
    first,
  ]);
}

function words(text: string | null | undefined): string[] | null {
  const found = text?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
  return found.length === 0 ? null : found.map((word) => `%${literal(word)}%`);
}

// A stranger's % and _ mean themselves.
function literal(text: string): string {
  return text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
}

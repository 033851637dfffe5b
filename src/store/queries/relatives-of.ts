import type { EntityManager } from 'typeorm';
import type { EdgeKind } from '../../checkpoint/edge-kind.ts';

export type Direction = 'ANCESTORS' | 'DESCENDANTS';

export interface RelativeRecord {
  readonly checkpointId: number;
  readonly depth: number;
  /** Edges that leave this relative towards the start, within the relatives found. */
  readonly edges: readonly {
    readonly childId: number;
    readonly parentId: number;
    readonly kind: EdgeKind;
    readonly logIndex: number | null;
  }[];
}

/** A chain of 100 generations is six times the longest on Hugging Face (16). */
const DEPTH_MAX = 100;

/** One statement a question: lineage_edge_pk upwards, lineage_edge_parent downwards. */
export async function relativesOf(
  manager: EntityManager,
  id: number,
  direction: Direction,
  first: number,
  after: { depth: number; id: number } | null,
): Promise<readonly RelativeRecord[]> {
  const sql = direction === 'ANCESTORS' ? ANCESTORS : DESCENDANTS;
  return manager.query(sql, [id, first, after?.depth ?? null, after?.id ?? null]);
}

const ANCESTORS = walk('parent_id', 'child_id');
const DESCENDANTS = walk('child_id', 'parent_id');

function walk(next: string, here: string): string {
  return `
  WITH RECURSIVE reached(id, depth) AS (
    SELECT $1::bigint, 0
    UNION
    SELECT e.${next}, r.depth + 1 FROM lineage_edge e JOIN reached r ON e.${here} = r.id
     WHERE r.depth < ${DEPTH_MAX}
  ),
  nearest AS (SELECT id, min(depth)::int AS depth FROM reached GROUP BY id),
  page AS (
    SELECT id, depth FROM nearest
     WHERE depth > 0 AND ($3::bigint IS NULL OR (depth, id) > ($3, $4::bigint))
     ORDER BY depth, id LIMIT $2
  )
  SELECT p.id AS "checkpointId", p.depth,
         (SELECT json_agg(json_build_object('childId', e.child_id, 'parentId', e.parent_id,
                                            'kind', e.kind, 'logIndex', e.log_index) ORDER BY e.${here}, e.kind)
            FROM lineage_edge e JOIN nearest n ON n.id = e.${here} WHERE e.${next} = p.id) AS edges
    FROM page p ORDER BY p.depth, p.id`;
}

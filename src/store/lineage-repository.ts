import type { EntityManager } from 'typeorm';
import type { Reference } from '../checkpoint/reference.ts';
import type { CheckpointRecord } from './checkpoint-repository.ts';
import { checkpointsAtRisk, type AtRiskRecord } from './queries/at-risk.ts';
import type { CheckpointFilter } from './queries/checkpoint-filter.ts';
import { commonAncestors, type CommonAncestorRecord } from './queries/common-ancestors.ts';
import { pathsBetween } from './queries/paths-between.ts';
import {
  checkpointWithRelatives,
  relativesOf,
  type RelativeRecord,
  type RelativesQuestion,
  type StartWithRelatives,
} from './queries/relatives-of.ts';
import { siblingsOf } from './queries/siblings-of.ts';
import { lineageChargeTable } from './tables/lineage-tables.ts';
import { lineageEdgeTable, type LineageEdgeRow } from './tables/registry-tables.ts';

export type LineageEdgeRecord = Readonly<LineageEdgeRow>;

/** Where a checkpoint stands in the graph. */
export interface PlaceRecord {
  readonly checkpointId: number;
  readonly generation: number;
  readonly ancestorCount: number;
  readonly childCount: number;
  readonly descendantCount: number;
  readonly descendantBytes: number;
  readonly descendantDownloads: number;
}

export const LINEAGE_LOCK = 7_420_003;

/** Edges from child to parent, and what follows from them. */
export class LineageRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Holds off other edges until the transaction ends: two edges together could close a cycle. */
  async lock(): Promise<void> {
    // After an import all places are computed at once; who publishes meanwhile waits for that and is not refused.
    await this.#manager.query(`SET LOCAL statement_timeout = '60s'`);
    await this.#manager.query('SELECT pg_advisory_xact_lock($1)', [LINEAGE_LOCK]);
    await this.#manager.query('SET LOCAL statement_timeout TO DEFAULT');
  }

  async add(edges: readonly LineageEdgeRecord[]): Promise<void> {
    if (edges.length > 0) await this.#manager.insert(lineageEdgeTable, [...edges]);
  }

  async find(childId: number, parentId: number): Promise<readonly LineageEdgeRecord[]> {
    return this.#manager.findBy(lineageEdgeTable, { childId, parentId });
  }

  /** Whether it was there. */
  async remove({ childId, parentId, kind }: Omit<LineageEdgeRecord, 'logIndex'>): Promise<boolean> {
    const { affected } = await this.#manager.delete(lineageEdgeTable, { childId, parentId, kind });
    return affected === 1;
  }

  /** What a contributor's changes to the graph have cost since then. */
  async chargedSince(contributorId: number, since: Date): Promise<number> {
    const [row] = await this.#manager.query(
      'SELECT coalesce(sum(cost), 0)::int AS spent FROM lineage_charge WHERE contributor_id = $1 AND charged_at > $2',
      [contributorId, since],
    );
    return row.spent;
  }

  async charge(contributorId: number, cost: number, now: Date): Promise<void> {
    await this.#manager.insert(lineageChargeTable, { contributorId, cost, chargedAt: now });
  }

  /** An edge that was only imported has a statement from now on. */
  async sign({ childId, parentId, kind, logIndex }: LineageEdgeRecord): Promise<void> {
    await this.#manager.update(lineageEdgeTable, { childId, parentId, kind }, { logIndex });
  }

  async isAncestor(ancestorId: number, descendantId: number): Promise<boolean> {
    const [row] = await this.#manager.query(IS_ANCESTOR, [ancestorId, descendantId]);
    return row.found === true;
  }

  async parentEdgesOf(childIds: readonly number[]): Promise<readonly LineageEdgeRecord[]> {
    return this.#manager.query(`${SELECT_EDGE} WHERE child_id = ANY($1) ORDER BY child_id, parent_id, kind`, [
      childIds,
    ]);
  }

  /** Newest first, `first` for each parent. */
  async childEdgesOf(parentIds: readonly number[], first: number): Promise<readonly LineageEdgeRecord[]> {
    return this.#manager.query(
      `SELECT e.* FROM unnest($1::bigint[]) AS p(id)
         CROSS JOIN LATERAL (${SELECT_EDGE} WHERE parent_id = p.id ORDER BY child_id DESC LIMIT $2) e`,
      [parentIds, first],
    );
  }

  /** Nearest generation first, in pages of (depth, id). */
  async relativesOf(question: RelativesQuestion): Promise<readonly RelativeRecord[]> {
    return relativesOf(this.#manager, question);
  }

  /** A checkpoint together with a page of its relatives, in one statement. */
  async withRelatives(
    reference: Reference,
    question: Omit<RelativesQuestion, 'id'>,
  ): Promise<StartWithRelatives | null> {
    return checkpointWithRelatives(this.#manager, reference, question);
  }

  async commonAncestors(ids: readonly number[], first: number): Promise<readonly CommonAncestorRecord[]> {
    return commonAncestors(this.#manager, ids, first);
  }

  async siblingsOf(id: number, first: number, beforeId: number | null): Promise<readonly CheckpointRecord[]> {
    return siblingsOf(this.#manager, id, first, beforeId);
  }

  async atRisk(
    filter: CheckpointFilter,
    first: number,
    after: readonly number[] | null,
  ): Promise<readonly AtRiskRecord[]> {
    return checkpointsAtRisk(this.#manager, filter, first, after);
  }

  async placesOf(ids: readonly number[]): Promise<readonly PlaceRecord[]> {
    return this.#manager.query(SELECT_PLACE, [ids]);
  }

  async pathsBetween(fromId: number, toId: number, first: number): Promise<readonly LineageEdgeRecord[][]> {
    return pathsBetween(this.#manager, fromId, toId, first);
  }
}

const SELECT_PLACE = `
  SELECT checkpoint_id AS "checkpointId", generation, cardinality(ancestor_ids) AS "ancestorCount",
         child_count AS "childCount", descendant_count AS "descendantCount",
         descendant_bytes AS "descendantBytes", descendant_downloads AS "descendantDownloads"
    FROM lineage_node WHERE checkpoint_id = ANY($1)`;

const SELECT_EDGE = `SELECT child_id AS "childId", parent_id AS "parentId", kind, log_index AS "logIndex" FROM lineage_edge`;

// Walks up from the descendant by lineage_edge_pk; UNION ends at nodes already seen.
const IS_ANCESTOR = `
  WITH RECURSIVE above(id) AS (
    SELECT $2::bigint
    UNION
    SELECT e.parent_id FROM lineage_edge e JOIN above a ON e.child_id = a.id
  )
  SELECT EXISTS (SELECT FROM above WHERE id = $1) AS found`;

import type { EntityManager } from 'typeorm';
import type { CheckpointRecord } from './checkpoint-repository.ts';
import { CHECKPOINT_COLUMNS, CHECKPOINT_TABLES } from './queries/checkpoint-columns.ts';
import {
  modelTable,
  revisionMoveTable,
  revisionTable,
  type ModelRow,
  type RevisionRow,
} from './tables/registry-tables.ts';

export type ModelRecord = Readonly<Omit<ModelRow, 'nameKey'>>;
export type RevisionRecord = Readonly<RevisionRow>;

export type RevisionMoveRecord = Readonly<RevisionRow>;

/** A checkpoint with its place in a training run; `UNKNOWN` where it doesn't say. */
export type SeriesRecord = CheckpointRecord & { readonly step: number; readonly epoch: number };

/** Models and the revisions that point into them. */
export class ModelRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async findByName(name: string): Promise<ModelRecord | null> {
    return this.#manager.findOneBy(modelTable, { nameKey: name.toLowerCase() });
  }

  async byIds(ids: readonly number[]): Promise<readonly ModelRecord[]> {
    return this.#manager.query(
      'SELECT id, owner_id AS "ownerId", name, created_at AS "createdAt" FROM model WHERE id = ANY($1)',
      [ids],
    );
  }

  async add(name: string, ownerId: number, now: Date): Promise<ModelRecord> {
    const row = { ownerId, name, nameKey: name.toLowerCase(), createdAt: now };
    const { identifiers } = await this.#manager.insert(modelTable, row);
    return { id: Number(identifiers[0]?.['id']), ownerId, name, createdAt: now };
  }

  async pointRevision(revision: RevisionRecord): Promise<void> {
    await this.#manager.upsert(revisionTable, revision, ['modelId', 'name']);
    await this.#manager.insert(revisionMoveTable, revision);
  }

  /** Every move of a revision, newest first; uses revision_move_pk. */
  async historyOf(
    modelId: number,
    first: number,
    beforeIndex: number | null,
  ): Promise<readonly RevisionMoveRecord[]> {
    return this.#manager.query(
      `SELECT model_id AS "modelId", name, checkpoint_id AS "checkpointId", log_index AS "logIndex"
         FROM revision_move WHERE model_id = $1 AND ($2::bigint IS NULL OR log_index < $2)
        ORDER BY log_index DESC LIMIT $3`,
      [modelId, beforeIndex, first],
    );
  }

  /** A model's checkpoints by step, epoch and id, after those three; what is not known comes last. */
  async seriesOf(
    modelId: number,
    first: number,
    after: readonly number[] | null,
  ): Promise<readonly SeriesRecord[]> {
    const [step = -1, epoch = -1, id = -1] = after ?? [];
    return this.#manager.query(SERIES, [modelId, first, step, epoch, id]);
  }

  /** Newest first. */
  async revisionsOf(modelIds: readonly number[]): Promise<readonly RevisionRecord[]> {
    return this.#manager.query(
      `SELECT model_id AS "modelId", name, checkpoint_id AS "checkpointId", log_index AS "logIndex"
         FROM revision WHERE model_id = ANY($1) ORDER BY log_index DESC`,
      [modelIds],
    );
  }
}

/** Beyond any step, and still a whole number that JSON keeps. */
const UNKNOWN = 2 ** 52;

const SERIES = `
  WITH members AS (
    SELECT id, coalesce((manifest #>> '{metadata,step}')::bigint, ${UNKNOWN}) AS step,
           coalesce((manifest #>> '{metadata,epoch}')::bigint, ${UNKNOWN}) AS epoch
      FROM checkpoint WHERE model_id = $1
  ),
  page AS (
    SELECT * FROM members WHERE (step, epoch, id) > ($3, $4, $5) ORDER BY step, epoch, id LIMIT $2
  )
  SELECT p.step, p.epoch, ${CHECKPOINT_COLUMNS} FROM page p JOIN (${CHECKPOINT_TABLES}) ON c.id = p.id
   ORDER BY p.step, p.epoch, p.id`;

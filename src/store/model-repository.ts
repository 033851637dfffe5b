import type { EntityManager } from 'typeorm';
import { modelTable, revisionTable, type ModelRow, type RevisionRow } from './tables/registry-tables.ts';

export type ModelRecord = Readonly<Omit<ModelRow, 'nameKey'>>;
export type RevisionRecord = Readonly<RevisionRow>;

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

import type { EntityManager } from 'typeorm';
import { datasetTable, type DatasetRow } from './tables/registry-tables.ts';

export type DatasetRecord = Readonly<Omit<DatasetRow, 'nameKey'>>;

export class DatasetRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Everything published under a name, newest first. */
  async byName(name: string): Promise<readonly DatasetRecord[]> {
    return this.#manager.query(`${SELECT_DATASET} WHERE name_key = $1 ORDER BY log_index DESC LIMIT 100`, [
      name.toLowerCase(),
    ]);
  }

  async withdraw(id: number, withdrawalLogIndex: number): Promise<void> {
    await this.#manager.update(datasetTable, { id }, { withdrawalLogIndex });
  }

  async add(row: Omit<DatasetRow, 'id' | 'nameKey'>): Promise<DatasetRecord> {
    const { identifiers } = await this.#manager.insert(datasetTable, {
      ...row,
      nameKey: row.name.toLowerCase(),
    });
    return { ...row, id: Number(identifiers[0]?.['id']) };
  }

  async byDigests(digests: readonly string[]): Promise<readonly DatasetRecord[]> {
    return this.#manager.query(`${SELECT_DATASET} WHERE digest = ANY($1)`, [digests]);
  }

  async byIds(ids: readonly number[]): Promise<readonly DatasetRecord[]> {
    return this.#manager.query(`${SELECT_DATASET} WHERE id = ANY($1)`, [ids]);
  }

  /** The one published last under the name. */
  async findByName(name: string): Promise<DatasetRecord | null> {
    const [row] = await this.#manager.query(
      `${SELECT_DATASET} WHERE name_key = $1 ORDER BY log_index DESC LIMIT 1`,
      [name.toLowerCase()],
    );
    return row ?? null;
  }
}

const SELECT_DATASET = `
  SELECT id, name, digest, license, path, item_count AS "itemCount", kind, shape, answers, token_length AS "tokenLength",
         label_counts AS "labelCounts", attributes, rights, limitations,
         published_by AS "publishedBy", log_index AS "logIndex",
         withdrawal_log_index AS "withdrawalLogIndex"
    FROM dataset`;

import { In, type EntityManager } from 'typeorm';
import { checkpointFacetTable } from './tables/lineage-tables.ts';
import { checkpointWithdrawalTable, type CheckpointWithdrawalRow } from './tables/withdrawal-tables.ts';

export type CheckpointWithdrawalRecord = Readonly<CheckpointWithdrawalRow>;

/** Checkpoints that their publisher took back. */
export class WithdrawalRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Marks them, also among what searches look at. */
  async add(rows: readonly CheckpointWithdrawalRecord[]): Promise<void> {
    await this.#manager.insert(checkpointWithdrawalTable, [...rows]);
    const checkpointIds = rows.map(({ checkpointId }) => checkpointId);
    await this.#manager.update(
      checkpointFacetTable,
      { checkpointId: In(checkpointIds) },
      { isWithdrawn: true },
    );
  }

  async of(checkpointIds: readonly number[]): Promise<readonly CheckpointWithdrawalRecord[]> {
    return this.#manager.query(
      `SELECT checkpoint_id AS "checkpointId", reason, log_index AS "logIndex"
         FROM checkpoint_withdrawal WHERE checkpoint_id = ANY($1)`,
      [checkpointIds],
    );
  }
}

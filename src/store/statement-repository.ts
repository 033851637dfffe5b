import type { EntityManager } from 'typeorm';
import type { Statement } from '../attestation/statement.ts';
import type { Custody } from '../attestation/role.ts';
import { statementTable, type StatementRow } from './tables/statement-table.ts';

export type StatementRecord = Readonly<StatementRow>;

const LOG_LOCK = 7_420_002;

/** The log: appended to by one sequencer at a time, gapless, never changed. */
export class StatementRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Holds off other appends until the transaction ends: what is checked under it stays true. */
  async lock(): Promise<void> {
    await this.#manager.query('SELECT pg_advisory_xact_lock($1)', [LOG_LOCK]);
  }

  /** Appends inside the caller's transaction; the lock makes the next index certain until it commits. */
  async append(
    statement: Statement,
    signer: { readonly custody: Custody; readonly contributorId: number },
    now: Date,
  ): Promise<StatementRecord> {
    await this.lock();
    const record: StatementRow = {
      logIndex: await this.size(),
      id: statement.id,
      kind: statement.kind,
      subjectDigest: statement.subject.digest,
      author: statement.author,
      custody: signer.custody,
      contributorId: signer.contributorId,
      bytes: Buffer.from(statement.bytes),
      signature: Buffer.from(statement.signature),
      acceptedAt: now,
    };
    await this.#manager.insert(statementTable, record);
    return record;
  }

  async size(): Promise<number> {
    const [row] = await this.#manager.query('SELECT coalesce(max(log_index) + 1, 0) AS size FROM statement');
    return row.size;
  }

  async findById(id: string): Promise<StatementRecord | null> {
    return this.#manager.findOneBy(statementTable, { id });
  }

  /** Where in the log each of these statements stands. */
  async placesOf(ids: readonly string[]): Promise<readonly Pick<StatementRow, 'id' | 'logIndex'>[]> {
    return this.#manager.query('SELECT id, log_index AS "logIndex" FROM statement WHERE id = ANY($1)', [ids]);
  }

  async byLogIndexes(logIndexes: readonly number[]): Promise<readonly StatementRecord[]> {
    return this.#manager.query(
      `SELECT log_index AS "logIndex", id, kind, subject_digest AS "subjectDigest", author, custody,
              contributor_id AS "contributorId", bytes, signature, accepted_at AS "acceptedAt"
         FROM statement WHERE log_index = ANY($1)`,
      [logIndexes],
    );
  }
}

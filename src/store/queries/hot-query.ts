import type { EntityManager, QueryRunner } from 'typeorm';
import type { Pool, PoolClient } from 'pg';

/**
 * A read of the hot path: a named prepared statement on the same pool, or on the transaction's connection, past what
 * TypeORM does to each row. The name must stand for one text.
 */
export async function hotQuery<Row>(
  manager: EntityManager,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  const on = await connectionOf(manager.queryRunner, manager);
  const { rows } = await on.query({ name, text, values: [...values] });
  return rows as Row[];
}

async function connectionOf(
  runner: QueryRunner | undefined,
  manager: EntityManager,
): Promise<Pool | PoolClient> {
  if (runner) return runner.connect() as Promise<PoolClient>;
  return (manager.connection.driver as unknown as { readonly master: Pool }).master;
}

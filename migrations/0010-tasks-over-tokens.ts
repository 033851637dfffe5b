// Not breaking: columns that older releases don't know.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Datasets of tokens, means with the error of their sampling, and runs that were submitted by hand. */
export class TasksOverTokens1764600000010 implements MigrationInterface {
  readonly name = 'TasksOverTokens1764600000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE dataset ADD token_length integer');
    await runner.query('ALTER TABLE run ADD sampling_error text, ADD by_hand boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE run DROP COLUMN by_hand, DROP COLUMN sampling_error');
    await runner.query('ALTER TABLE dataset DROP COLUMN token_length');
  }
}

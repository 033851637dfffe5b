// Not breaking: a column that older releases don't know.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Attributes of a dataset's items, for reports by group. */
export class WhatItemsDifferIn1765000000014 implements MigrationInterface {
  readonly name = 'WhatItemsDifferIn1765000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE dataset ADD attributes jsonb NOT NULL DEFAULT '[]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE dataset DROP COLUMN attributes');
  }
}

// Not breaking: columns that older releases don't know.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a dataset's items are, what is right of them, and what its publisher says of rights and limits. */
export class DatasetsOfEveryKind1765300000017 implements MigrationInterface {
  readonly name = 'DatasetsOfEveryKind1765300000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dataset
        ADD kind text NOT NULL DEFAULT 'IMAGES',
        ADD shape jsonb NOT NULL DEFAULT '[]',
        ADD answers jsonb NOT NULL DEFAULT '[]',
        ADD rights text,
        ADD limitations text
    `);
    await runner.query(`
      UPDATE dataset SET kind = 'TOKENS', shape = jsonb_build_array(token_length) WHERE token_length IS NOT NULL
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dataset DROP COLUMN kind, DROP COLUMN shape, DROP COLUMN answers, DROP COLUMN rights,
        DROP COLUMN limitations
    `);
  }
}

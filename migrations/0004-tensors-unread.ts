// Not breaking: an older release never writes a tensor without a digest, and reads such a one until its own rescan.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A large file's table is known before the bytes of its tensors are read. */
export class TensorsUnread1764000000004 implements MigrationInterface {
  readonly name = 'TensorsUnread1764000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE tensor ALTER COLUMN digest DROP NOT NULL');
  }

  // Files whose tensors were not read yet are of an older inspector's version: they are inspected again.
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM tensor WHERE digest IS NULL');
    await runner.query('ALTER TABLE tensor ALTER COLUMN digest SET NOT NULL');
  }
}

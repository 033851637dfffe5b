import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Checkpoints that their publisher took back; a table of its own, since few are and every question reads checkpoints. */
export class WithdrawnCheckpoints1765500000019 implements MigrationInterface {
  readonly name = 'WithdrawnCheckpoints1765500000019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE checkpoint_facet DROP COLUMN is_withdrawn');
    await runner.query('DROP TABLE checkpoint_withdrawal');
  }
}

const UP = `
    CREATE TABLE checkpoint_withdrawal (
      checkpoint_id bigint NOT NULL,
      reason text NOT NULL,
      log_index bigint NOT NULL,
      CONSTRAINT checkpoint_withdrawal_pk PRIMARY KEY (checkpoint_id),
      CONSTRAINT checkpoint_withdrawal_checkpoint_id_fk FOREIGN KEY (checkpoint_id) REFERENCES checkpoint(id),
      CONSTRAINT checkpoint_withdrawal_log_index_fk FOREIGN KEY (log_index) REFERENCES statement(log_index)
    );

    ALTER TABLE checkpoint_facet ADD is_withdrawn boolean NOT NULL DEFAULT false;
`;

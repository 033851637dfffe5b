// Not breaking: an older release writes and reads the same columns.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Facts of stubs, and edges to datasets, lose the foreign keys that cost an import more than the rows themselves. */
export class ImportsWithoutKeys1765400000018 implements MigrationInterface {
  readonly name = 'ImportsWithoutKeys1765400000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}

const UP = `
    ALTER TABLE imported_model DROP CONSTRAINT imported_model_checkpoint_id_fk;

    ALTER TABLE dataset_edge
      DROP CONSTRAINT dataset_edge_dataset_node_id_fk,
      DROP CONSTRAINT dataset_edge_checkpoint_id_fk;
`;

const DOWN = `
    ALTER TABLE imported_model
      ADD CONSTRAINT imported_model_checkpoint_id_fk FOREIGN KEY (checkpoint_id) REFERENCES checkpoint(id);

    ALTER TABLE dataset_edge
      ADD CONSTRAINT dataset_edge_dataset_node_id_fk FOREIGN KEY (dataset_node_id) REFERENCES dataset_node(id),
      ADD CONSTRAINT dataset_edge_checkpoint_id_fk FOREIGN KEY (checkpoint_id) REFERENCES checkpoint(id);
`;

// Not breaking: tables and a column that older releases don't know.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Datasets as nodes of the graph, and those that their publishers took back. */
export class DatasetsInTheGraph1764300000007 implements MigrationInterface {
  readonly name = 'DatasetsInTheGraph1764300000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(FILLED);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE dataset_edge, dataset_node');
    await runner.query('ALTER TABLE dataset DROP COLUMN withdrawal_log_index');
  }
}

const TABLES = `
    CREATE TABLE dataset_node (
      id bigserial NOT NULL,
      name text NOT NULL,
      CONSTRAINT dataset_node_pk PRIMARY KEY (id)
    );

    CREATE UNIQUE INDEX dataset_node_name ON dataset_node (name);

    CREATE TABLE dataset_edge (
      dataset_node_id bigint NOT NULL,
      checkpoint_id bigint NOT NULL,
      kind text NOT NULL,
      log_index bigint,
      CONSTRAINT dataset_edge_pk PRIMARY KEY (dataset_node_id, checkpoint_id, kind),
      CONSTRAINT dataset_edge_dataset_node_id_fk FOREIGN KEY (dataset_node_id) REFERENCES dataset_node(id),
      CONSTRAINT dataset_edge_checkpoint_id_fk FOREIGN KEY (checkpoint_id) REFERENCES checkpoint(id),
      CONSTRAINT dataset_edge_log_index_fk FOREIGN KEY (log_index) REFERENCES statement(log_index)
    );

    CREATE INDEX dataset_edge_checkpoint ON dataset_edge (checkpoint_id);

    ALTER TABLE dataset
      ADD withdrawal_log_index bigint,
      ADD CONSTRAINT dataset_withdrawal_log_index_fk FOREIGN KEY (withdrawal_log_index)
        REFERENCES statement(log_index);

    CREATE INDEX dataset_withdrawn ON dataset (id) WHERE withdrawal_log_index IS NOT NULL;
`;

// What was published and evaluated before; imports bring theirs when they are repeated.
const FILLED = `
    INSERT INTO dataset_node (name) SELECT DISTINCT lower(name) FROM dataset;

    INSERT INTO dataset_edge (dataset_node_id, checkpoint_id, kind, log_index)
    SELECT n.id, c.id, 'TRAINED_ON', c.log_index
      FROM checkpoint c JOIN dataset_node n ON n.name = lower(c.manifest #>> '{metadata,dataset}')
        OR n.name = (SELECT lower(d.name) FROM dataset d WHERE d.digest = c.manifest #>> '{metadata,dataset}');

    INSERT INTO dataset_edge (dataset_node_id, checkpoint_id, kind, log_index)
    SELECT n.id, c.id, 'EVALUATED_ON', min(r.log_index)
      FROM run r JOIN protocol p ON p.digest = r.protocol_digest JOIN dataset d ON d.digest = p.dataset_digest
      JOIN dataset_node n ON n.name = lower(d.name) JOIN checkpoint c ON c.core_digest = r.core_digest
     GROUP BY n.id, c.id;
`;

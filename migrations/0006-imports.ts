// Not breaking: tables and a column that older releases don't know; they show merged stubs beside what they became.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What other places say of models: facts, files, edges, and which published checkpoint a stub turned out to be. */
export class Imports1764200000006 implements MigrationInterface {
  readonly name = 'Imports1764200000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(BACK);
  }
}

const TABLES = `
    ALTER TABLE checkpoint ADD merged_into_id bigint;

    CREATE INDEX checkpoint_merged ON checkpoint (merged_into_id) WHERE merged_into_id IS NOT NULL;

    ALTER TABLE checkpoint
      ADD CONSTRAINT checkpoint_merged_into_id_fk FOREIGN KEY (merged_into_id) REFERENCES checkpoint(id);

    CREATE TABLE imported_model (
      checkpoint_id bigint NOT NULL,
      facts jsonb NOT NULL,
      facts_digest bytea NOT NULL,
      crawled_at timestamptz NOT NULL,
      gone_since timestamptz,
      CONSTRAINT imported_model_pk PRIMARY KEY (checkpoint_id),
      CONSTRAINT imported_model_checkpoint_id_fk FOREIGN KEY (checkpoint_id) REFERENCES checkpoint(id)
    );

    CREATE TABLE imported_model_history (
      checkpoint_id bigint NOT NULL,
      crawled_at timestamptz NOT NULL,
      said jsonb NOT NULL,
      CONSTRAINT imported_model_history_pk PRIMARY KEY (checkpoint_id, crawled_at),
      CONSTRAINT imported_model_history_checkpoint_id_fk FOREIGN KEY (checkpoint_id)
        REFERENCES imported_model(checkpoint_id)
    );

    CREATE TABLE imported_digest (
      checkpoint_id bigint NOT NULL,
      digest bytea NOT NULL,
      is_weights boolean NOT NULL,
      CONSTRAINT imported_digest_pk PRIMARY KEY (checkpoint_id, digest)
    );

    CREATE INDEX imported_digest_value ON imported_digest (digest);

    CREATE TABLE imported_edge (
      child_id bigint NOT NULL,
      parent_id bigint NOT NULL,
      kind text NOT NULL,
      place text NOT NULL,
      crawled_at timestamptz NOT NULL,
      gone_since timestamptz,
      refused text,
      CONSTRAINT imported_edge_pk PRIMARY KEY (child_id, parent_id, kind, place)
    );

    CREATE INDEX imported_edge_refused ON imported_edge (child_id) WHERE refused IS NOT NULL;

    CREATE TABLE import_position (
      key text NOT NULL,
      file bigint NOT NULL,
      line bigint NOT NULL,
      report_bytes bigint NOT NULL,
      counts jsonb NOT NULL,
      CONSTRAINT import_position_pk PRIMARY KEY (key)
    );

    CREATE TABLE import_listing (
      key text NOT NULL,
      checkpoint_id bigint NOT NULL,
      CONSTRAINT import_listing_pk PRIMARY KEY (key, checkpoint_id)
    );
`;

// Stubs and edges between them stay: they are names, as before.
const BACK = `
    DROP TABLE import_listing, import_position, imported_edge, imported_digest, imported_model_history, imported_model;

    DROP INDEX checkpoint_merged;

    ALTER TABLE checkpoint DROP COLUMN merged_into_id;
`;

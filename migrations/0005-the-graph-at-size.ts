// Not breaking: an older release reads and writes the tables it knows; what it adds is placed by the next start.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where each checkpoint stands in the graph, and what it is found by. */
export class TheGraphAtSize1764100000005 implements MigrationInterface {
  readonly name = 'TheGraphAtSize1764100000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
    await runner.query(TABLES);
    await runner.query(PARTIAL);
    await runner.query(FILLED);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(WHOLE);
    await runner.query(
      'DROP TABLE revision_move, search_word, checkpoint_facet, landmark_descendant, lineage_charge, lineage_rebuild, lineage_node',
    );
  }
}

const TABLES = `
    CREATE TABLE lineage_node (
      checkpoint_id bigint NOT NULL,
      ancestor_ids bigint[] NOT NULL,
      ancestor_depths smallint[] NOT NULL,
      generation integer NOT NULL,
      child_count integer NOT NULL DEFAULT 0,
      descendant_count bigint NOT NULL DEFAULT 0,
      descendant_bytes bigint NOT NULL DEFAULT 0,
      descendant_downloads bigint NOT NULL DEFAULT 0,
      is_landmark boolean NOT NULL DEFAULT false,
      is_due boolean NOT NULL DEFAULT true,
      counted_nodes integer NOT NULL DEFAULT 0,
      counted_bytes bigint NOT NULL DEFAULT 0,
      counted_downloads bigint NOT NULL DEFAULT 0,
      CONSTRAINT lineage_node_pk PRIMARY KEY (checkpoint_id)
    ) WITH (fillfactor = 90);

    CREATE INDEX lineage_node_due ON lineage_node (checkpoint_id) WHERE is_due;

    CREATE INDEX lineage_node_landmark_due ON lineage_node (checkpoint_id)
     WHERE descendant_count >= 1000 AND NOT is_landmark;

    CREATE TABLE lineage_rebuild (
      checkpoint_id bigint NOT NULL,
      due_at timestamptz NOT NULL DEFAULT now(),
      is_expanded boolean NOT NULL DEFAULT false,
      is_ready boolean NOT NULL DEFAULT false,
      CONSTRAINT lineage_rebuild_pk PRIMARY KEY (checkpoint_id)
    );

    CREATE INDEX lineage_rebuild_narrow ON lineage_rebuild (checkpoint_id) WHERE NOT is_expanded;

    CREATE INDEX lineage_rebuild_ready ON lineage_rebuild (checkpoint_id) WHERE is_ready;

    CREATE TABLE lineage_charge (
      id bigserial NOT NULL,
      contributor_id bigint NOT NULL,
      cost integer NOT NULL,
      charged_at timestamptz NOT NULL,
      CONSTRAINT lineage_charge_pk PRIMARY KEY (id)
    );

    CREATE INDEX lineage_charge_contributor ON lineage_charge (contributor_id, charged_at);

    CREATE TABLE landmark_descendant (
      landmark_id bigint NOT NULL,
      depth smallint NOT NULL,
      descendant_id bigint NOT NULL,
      CONSTRAINT landmark_descendant_pk PRIMARY KEY (landmark_id, depth, descendant_id)
    );

    CREATE TABLE checkpoint_facet (
      checkpoint_id bigint NOT NULL,
      name text NOT NULL,
      owner text,
      license text,
      architecture text,
      task text,
      library text,
      languages text[] NOT NULL,
      parameter_count bigint,
      level integer,
      seeders integer NOT NULL DEFAULT 0,
      downloads bigint NOT NULL DEFAULT 0,
      rank integer NOT NULL,
      shown_at timestamptz,
      words tsvector NOT NULL,
      CONSTRAINT checkpoint_facet_pk PRIMARY KEY (checkpoint_id)
    );

    CREATE INDEX checkpoint_facet_words ON checkpoint_facet USING gin (words);

    CREATE INDEX checkpoint_facet_rank ON checkpoint_facet (rank, checkpoint_id);

    CREATE INDEX checkpoint_facet_level ON checkpoint_facet (level, checkpoint_id) WHERE level IS NOT NULL;

    CREATE INDEX checkpoint_facet_seeders ON checkpoint_facet (seeders, checkpoint_id) WHERE seeders > 0;

    CREATE TABLE revision_move (
      model_id bigint NOT NULL,
      log_index bigint NOT NULL,
      name text NOT NULL,
      checkpoint_id bigint NOT NULL,
      CONSTRAINT revision_move_pk PRIMARY KEY (model_id, log_index),
      CONSTRAINT revision_move_model_id_fk FOREIGN KEY (model_id) REFERENCES model(id),
      CONSTRAINT revision_move_checkpoint_id_fk FOREIGN KEY (checkpoint_id) REFERENCES checkpoint(id),
      CONSTRAINT revision_move_log_index_fk FOREIGN KEY (log_index) REFERENCES statement(log_index)
    );

    CREATE TABLE search_word (
      word text NOT NULL,
      CONSTRAINT search_word_pk PRIMARY KEY (word)
    );

    CREATE INDEX search_word_near ON search_word USING gin (word gin_trgm_ops);
`;

// Most checkpoints of a hub that imported a graph are stubs: these columns are null in nearly all rows.
const PARTIAL = `
    DROP INDEX checkpoint_digest, checkpoint_core, checkpoint_weights, checkpoint_conversion, checkpoint_model;

    CREATE UNIQUE INDEX checkpoint_digest ON checkpoint (digest) WHERE digest IS NOT NULL;

    CREATE INDEX checkpoint_core ON checkpoint (core_digest) WHERE core_digest IS NOT NULL;

    CREATE INDEX checkpoint_weights ON checkpoint (weights_identity) WHERE weights_identity IS NOT NULL;

    CREATE INDEX checkpoint_conversion ON checkpoint (conversion_id) WHERE conversion_id IS NOT NULL;

    CREATE INDEX checkpoint_model ON checkpoint (model_id) WHERE model_id IS NOT NULL;
`;

const WHOLE = `
    DROP INDEX checkpoint_digest, checkpoint_core, checkpoint_weights, checkpoint_conversion, checkpoint_model;

    CREATE UNIQUE INDEX checkpoint_digest ON checkpoint (digest);

    CREATE INDEX checkpoint_core ON checkpoint (core_digest);

    CREATE INDEX checkpoint_weights ON checkpoint (weights_identity);

    CREATE INDEX checkpoint_conversion ON checkpoint (conversion_id);

    CREATE INDEX checkpoint_model ON checkpoint (model_id);
`;

// The hub's own work places and describes what was there; of earlier moves each checkpoint still knows its first.
const FILLED = `
    INSERT INTO lineage_rebuild (checkpoint_id) SELECT id FROM checkpoint;

    INSERT INTO revision_move (model_id, log_index, name, checkpoint_id)
    SELECT model_id, log_index, name, checkpoint_id FROM revision
     UNION
    SELECT model_id, log_index, revision, id FROM checkpoint
     WHERE model_id IS NOT NULL AND log_index IS NOT NULL AND revision IS NOT NULL;
`;

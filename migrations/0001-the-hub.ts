// Not breaking: the first tables.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contributors, the log, and everything projected from it. */
export class TheHub1763700000001 implements MigrationInterface {
  readonly name = 'TheHub1763700000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE ${NAMES.join(', ')}`);
  }
}

const TABLES = `
    CREATE TABLE hub_setting (
      key text NOT NULL,
      value text NOT NULL,
      CONSTRAINT hub_setting_pk PRIMARY KEY (key)
    );

    CREATE TABLE contributor (
      id bigserial NOT NULL,
      name text NOT NULL,
      name_key text NOT NULL,
      role text NOT NULL,
      created_at timestamptz NOT NULL,
      CONSTRAINT contributor_pk PRIMARY KEY (id)
    );

    CREATE UNIQUE INDEX contributor_name_key ON contributor (name_key);

    CREATE TABLE contributor_key (
      key_id text NOT NULL,
      contributor_id bigint NOT NULL,
      custody text NOT NULL,
      sealed_seed bytea,
      next_key_digest text,
      created_at timestamptz NOT NULL,
      CONSTRAINT contributor_key_pk PRIMARY KEY (key_id)
    );

    CREATE INDEX contributor_key_contributor ON contributor_key (contributor_id);

    CREATE TABLE access_token (
      id uuid NOT NULL,
      contributor_id bigint NOT NULL,
      secret_digest text NOT NULL,
      label text NOT NULL,
      scopes text[] NOT NULL,
      created_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      revoked_at timestamptz,
      CONSTRAINT access_token_pk PRIMARY KEY (id)
    );

    CREATE UNIQUE INDEX access_token_secret ON access_token (secret_digest);

    CREATE INDEX access_token_contributor ON access_token (contributor_id);

    CREATE TABLE invitation (
      code_digest text NOT NULL,
      name text,
      role text NOT NULL,
      created_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      redeemed_by bigint,
      CONSTRAINT invitation_pk PRIMARY KEY (code_digest)
    );

    CREATE TABLE upload_grant (
      id uuid NOT NULL,
      contributor_id bigint NOT NULL,
      digest text NOT NULL,
      created_at timestamptz NOT NULL,
      CONSTRAINT upload_grant_pk PRIMARY KEY (id)
    );

    CREATE UNIQUE INDEX upload_grant_digest ON upload_grant (contributor_id, digest);

    CREATE TABLE statement (
      log_index bigint NOT NULL,
      id text NOT NULL,
      kind text NOT NULL,
      subject_digest text NOT NULL,
      author text NOT NULL,
      custody text NOT NULL,
      contributor_id bigint NOT NULL,
      bytes bytea NOT NULL,
      signature bytea NOT NULL,
      accepted_at timestamptz NOT NULL,
      CONSTRAINT statement_pk PRIMARY KEY (log_index)
    );

    CREATE UNIQUE INDEX statement_id ON statement (id);

    CREATE INDEX statement_subject ON statement (subject_digest);

    CREATE TABLE artifact (
      digest text NOT NULL,
      size_bytes bigint NOT NULL,
      git_blob_digest text NOT NULL,
      format text NOT NULL,
      state text NOT NULL,
      inspection jsonb NOT NULL,
      infohash text,
      piece_hashes bytea NOT NULL,
      created_at timestamptz NOT NULL,
      CONSTRAINT artifact_pk PRIMARY KEY (digest)
    );

    CREATE UNIQUE INDEX artifact_infohash ON artifact (infohash);

    CREATE TABLE model (
      id bigserial NOT NULL,
      owner_id bigint NOT NULL,
      name text NOT NULL,
      name_key text NOT NULL,
      created_at timestamptz NOT NULL,
      CONSTRAINT model_pk PRIMARY KEY (id)
    );

    CREATE UNIQUE INDEX model_name_key ON model (name_key);

    CREATE INDEX model_owner ON model (owner_id);

    CREATE TABLE checkpoint (
      id bigserial NOT NULL,
      digest text,
      stub_name text,
      model_id bigint,
      revision text,
      core_digest text,
      weights_identity text,
      license text,
      manifest jsonb,
      architecture text,
      parameter_count bigint,
      size_bytes bigint NOT NULL,
      state text,
      publisher_host text,
      published_by bigint,
      log_index bigint,
      created_at timestamptz NOT NULL,
      CONSTRAINT checkpoint_pk PRIMARY KEY (id)
    );

    CREATE UNIQUE INDEX checkpoint_digest ON checkpoint (digest);

    CREATE UNIQUE INDEX checkpoint_stub_name ON checkpoint (stub_name);

    CREATE INDEX checkpoint_core ON checkpoint (core_digest);

    CREATE INDEX checkpoint_model ON checkpoint (model_id);

    CREATE TABLE checkpoint_artifact (
      checkpoint_id bigint NOT NULL,
      path text NOT NULL,
      position integer NOT NULL,
      role text NOT NULL,
      digest text NOT NULL,
      CONSTRAINT checkpoint_artifact_pk PRIMARY KEY (checkpoint_id, path)
    );

    CREATE INDEX checkpoint_artifact_digest ON checkpoint_artifact (digest);

    CREATE TABLE revision (
      model_id bigint NOT NULL,
      name text NOT NULL,
      checkpoint_id bigint NOT NULL,
      log_index bigint NOT NULL,
      CONSTRAINT revision_pk PRIMARY KEY (model_id, name)
    );

    CREATE TABLE lineage_edge (
      child_id bigint NOT NULL,
      parent_id bigint NOT NULL,
      kind text NOT NULL,
      log_index bigint,
      CONSTRAINT lineage_edge_pk PRIMARY KEY (child_id, parent_id, kind)
    );

    CREATE INDEX lineage_edge_parent ON lineage_edge (parent_id, child_id);

    CREATE TABLE dataset (
      id bigserial NOT NULL,
      name text NOT NULL,
      name_key text NOT NULL,
      digest text NOT NULL,
      license text NOT NULL,
      path text NOT NULL,
      item_count bigint NOT NULL,
      label_counts jsonb NOT NULL,
      published_by bigint NOT NULL,
      log_index bigint NOT NULL,
      CONSTRAINT dataset_pk PRIMARY KEY (id)
    );

    CREATE UNIQUE INDEX dataset_digest ON dataset (digest);

    CREATE INDEX dataset_name_key ON dataset (name_key);

    CREATE TABLE protocol (
      digest text NOT NULL,
      body jsonb NOT NULL,
      dataset_digest text NOT NULL,
      CONSTRAINT protocol_pk PRIMARY KEY (digest)
    );

    CREATE TABLE claim (
      log_index bigint NOT NULL,
      core_digest text NOT NULL,
      protocol_digest text NOT NULL,
      metric text NOT NULL,
      value text NOT NULL,
      items bigint NOT NULL,
      decimals integer,
      margin text,
      host text,
      contributor_id bigint NOT NULL,
      claimed_at timestamptz NOT NULL,
      CONSTRAINT claim_pk PRIMARY KEY (log_index)
    );

    CREATE INDEX claim_core ON claim (core_digest, protocol_digest, metric);

    CREATE TABLE evaluation_job (
      id uuid NOT NULL,
      request_id uuid NOT NULL,
      checkpoint_id bigint NOT NULL,
      protocol_digest text NOT NULL,
      state text NOT NULL,
      attempts integer NOT NULL,
      lease_token text,
      leased_by bigint,
      lease_expires_at timestamptz,
      error text,
      run_log_index bigint,
      requested_by bigint NOT NULL,
      created_at timestamptz NOT NULL,
      CONSTRAINT evaluation_job_pk PRIMARY KEY (id)
    );

    CREATE INDEX evaluation_job_waiting ON evaluation_job (state, created_at);

    CREATE INDEX evaluation_job_request ON evaluation_job (request_id);

    CREATE INDEX evaluation_job_checkpoint ON evaluation_job (checkpoint_id);

    CREATE TABLE run (
      log_index bigint NOT NULL,
      core_digest text NOT NULL,
      protocol_digest text NOT NULL,
      metric text NOT NULL,
      value text NOT NULL,
      correct bigint,
      items bigint NOT NULL,
      standard_error text NOT NULL,
      outputs_digest text NOT NULL,
      predictions_digest text NOT NULL,
      items_artifact text,
      host text NOT NULL,
      hardware_class text NOT NULL,
      stack text NOT NULL,
      conditions jsonb NOT NULL,
      contributor_id bigint NOT NULL,
      ran_at timestamptz NOT NULL,
      CONSTRAINT run_pk PRIMARY KEY (log_index)
    );

    CREATE INDEX run_core ON run (core_digest, protocol_digest, metric);

    CREATE TABLE bias_report (
      log_index bigint NOT NULL,
      checkpoint_id bigint NOT NULL,
      core_digest text NOT NULL,
      dataset_digest text NOT NULL,
      attribute text NOT NULL,
      payload jsonb NOT NULL,
      computed jsonb NOT NULL,
      verdict text NOT NULL,
      contributor_id bigint NOT NULL,
      filed_at timestamptz NOT NULL,
      CONSTRAINT bias_report_pk PRIMARY KEY (log_index)
    );

    CREATE INDEX bias_report_core ON bias_report (core_digest);

    ALTER TABLE contributor_key
      ADD CONSTRAINT contributor_key_contributor_id_fk FOREIGN KEY (contributor_id)
      REFERENCES contributor(id);

    ALTER TABLE access_token
      ADD CONSTRAINT access_token_contributor_id_fk FOREIGN KEY (contributor_id)
      REFERENCES contributor(id);

    ALTER TABLE invitation
      ADD CONSTRAINT invitation_redeemed_by_fk FOREIGN KEY (redeemed_by)
      REFERENCES contributor(id);

    ALTER TABLE upload_grant
      ADD CONSTRAINT upload_grant_contributor_id_fk FOREIGN KEY (contributor_id)
      REFERENCES contributor(id);

    ALTER TABLE statement
      ADD CONSTRAINT statement_contributor_id_fk FOREIGN KEY (contributor_id)
      REFERENCES contributor(id);

    ALTER TABLE statement
      ADD CONSTRAINT statement_author_fk FOREIGN KEY (author)
      REFERENCES contributor_key(key_id);

    ALTER TABLE model ADD CONSTRAINT model_owner_id_fk FOREIGN KEY (owner_id) REFERENCES contributor(id);

    ALTER TABLE checkpoint
      ADD CONSTRAINT checkpoint_model_id_fk FOREIGN KEY (model_id)
      REFERENCES model(id);

    ALTER TABLE checkpoint
      ADD CONSTRAINT checkpoint_published_by_fk FOREIGN KEY (published_by)
      REFERENCES contributor(id);

    ALTER TABLE checkpoint
      ADD CONSTRAINT checkpoint_log_index_fk FOREIGN KEY (log_index)
      REFERENCES statement(log_index);

    ALTER TABLE checkpoint_artifact
      ADD CONSTRAINT checkpoint_artifact_checkpoint_id_fk FOREIGN KEY (checkpoint_id)
      REFERENCES checkpoint(id);

    ALTER TABLE checkpoint_artifact
      ADD CONSTRAINT checkpoint_artifact_digest_fk FOREIGN KEY (digest)
      REFERENCES artifact(digest);

    ALTER TABLE revision ADD CONSTRAINT revision_model_id_fk FOREIGN KEY (model_id) REFERENCES model(id);

    ALTER TABLE revision
      ADD CONSTRAINT revision_checkpoint_id_fk FOREIGN KEY (checkpoint_id)
      REFERENCES checkpoint(id);

    ALTER TABLE revision
      ADD CONSTRAINT revision_log_index_fk FOREIGN KEY (log_index)
      REFERENCES statement(log_index);

    ALTER TABLE lineage_edge
      ADD CONSTRAINT lineage_edge_child_id_fk FOREIGN KEY (child_id)
      REFERENCES checkpoint(id);

    ALTER TABLE lineage_edge
      ADD CONSTRAINT lineage_edge_parent_id_fk FOREIGN KEY (parent_id)
      REFERENCES checkpoint(id);

    ALTER TABLE lineage_edge
      ADD CONSTRAINT lineage_edge_log_index_fk FOREIGN KEY (log_index)
      REFERENCES statement(log_index);

    ALTER TABLE dataset
      ADD CONSTRAINT dataset_digest_fk FOREIGN KEY (digest)
      REFERENCES artifact(digest);

    ALTER TABLE dataset
      ADD CONSTRAINT dataset_published_by_fk FOREIGN KEY (published_by)
      REFERENCES contributor(id);

    ALTER TABLE dataset
      ADD CONSTRAINT dataset_log_index_fk FOREIGN KEY (log_index)
      REFERENCES statement(log_index);

    ALTER TABLE claim
      ADD CONSTRAINT claim_log_index_fk FOREIGN KEY (log_index)
      REFERENCES statement(log_index);

    ALTER TABLE claim
      ADD CONSTRAINT claim_protocol_digest_fk FOREIGN KEY (protocol_digest)
      REFERENCES protocol(digest);

    ALTER TABLE claim
      ADD CONSTRAINT claim_contributor_id_fk FOREIGN KEY (contributor_id)
      REFERENCES contributor(id);

    ALTER TABLE evaluation_job
      ADD CONSTRAINT evaluation_job_checkpoint_id_fk FOREIGN KEY (checkpoint_id)
      REFERENCES checkpoint(id);

    ALTER TABLE evaluation_job
      ADD CONSTRAINT evaluation_job_protocol_digest_fk FOREIGN KEY (protocol_digest)
      REFERENCES protocol(digest);

    ALTER TABLE evaluation_job
      ADD CONSTRAINT evaluation_job_leased_by_fk FOREIGN KEY (leased_by)
      REFERENCES contributor(id);

    ALTER TABLE evaluation_job
      ADD CONSTRAINT evaluation_job_requested_by_fk FOREIGN KEY (requested_by)
      REFERENCES contributor(id);

    ALTER TABLE evaluation_job
      ADD CONSTRAINT evaluation_job_run_log_index_fk FOREIGN KEY (run_log_index)
      REFERENCES statement(log_index);

    ALTER TABLE run
      ADD CONSTRAINT run_log_index_fk FOREIGN KEY (log_index)
      REFERENCES statement(log_index);

    ALTER TABLE run
      ADD CONSTRAINT run_protocol_digest_fk FOREIGN KEY (protocol_digest)
      REFERENCES protocol(digest);

    ALTER TABLE run
      ADD CONSTRAINT run_items_artifact_fk FOREIGN KEY (items_artifact)
      REFERENCES artifact(digest);

    ALTER TABLE run
      ADD CONSTRAINT run_contributor_id_fk FOREIGN KEY (contributor_id)
      REFERENCES contributor(id);

    ALTER TABLE bias_report
      ADD CONSTRAINT bias_report_log_index_fk FOREIGN KEY (log_index)
      REFERENCES statement(log_index);

    ALTER TABLE bias_report
      ADD CONSTRAINT bias_report_checkpoint_id_fk FOREIGN KEY (checkpoint_id)
      REFERENCES checkpoint(id);

    ALTER TABLE bias_report
      ADD CONSTRAINT bias_report_contributor_id_fk FOREIGN KEY (contributor_id)
      REFERENCES contributor(id);
`;

const NAMES = [
  'hub_setting',
  'contributor',
  'contributor_key',
  'access_token',
  'invitation',
  'upload_grant',
  'statement',
  'artifact',
  'model',
  'checkpoint',
  'checkpoint_artifact',
  'revision',
  'lineage_edge',
  'dataset',
  'protocol',
  'claim',
  'evaluation_job',
  'run',
  'bias_report',
];

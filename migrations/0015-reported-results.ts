// Not breaking: tables that older releases don't know.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Results that others report: the files they came in, their records, and each value. */
export class ReportedResults1765100000015 implements MigrationInterface {
  readonly name = 'ReportedResults1765100000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reported_result, reported_record, reported_file');
  }
}

const TABLES = `
    CREATE TABLE reported_file (
      log_index bigint NOT NULL,
      artifact_digest text NOT NULL,
      format text NOT NULL,
      contributor_id bigint NOT NULL,
      imported_at timestamptz NOT NULL,
      withdrawal_log_index bigint,
      CONSTRAINT reported_file_pk PRIMARY KEY (log_index),
      CONSTRAINT reported_file_log_index_fk FOREIGN KEY (log_index) REFERENCES statement(log_index),
      CONSTRAINT reported_file_artifact_digest_fk FOREIGN KEY (artifact_digest) REFERENCES artifact(digest),
      CONSTRAINT reported_file_contributor_id_fk FOREIGN KEY (contributor_id) REFERENCES contributor(id),
      CONSTRAINT reported_file_withdrawal_log_index_fk FOREIGN KEY (withdrawal_log_index) REFERENCES statement(log_index)
    );

    CREATE INDEX reported_file_artifact ON reported_file (artifact_digest);

    CREATE TABLE reported_record (
      id bigserial NOT NULL,
      log_index bigint NOT NULL,
      digest text NOT NULL,
      model_name text NOT NULL,
      model_key text NOT NULL,
      revision text,
      step bigint,
      source jsonb NOT NULL,
      raw text NOT NULL,
      CONSTRAINT reported_record_pk PRIMARY KEY (id),
      CONSTRAINT reported_record_log_index_fk FOREIGN KEY (log_index) REFERENCES reported_file(log_index)
    );

    CREATE UNIQUE INDEX reported_record_digest ON reported_record (digest);

    CREATE INDEX reported_record_model ON reported_record (model_key, id);

    CREATE INDEX reported_record_file ON reported_record (log_index);

    CREATE TABLE reported_result (
      record_id bigint NOT NULL,
      position integer NOT NULL,
      benchmark text NOT NULL,
      benchmark_version text,
      dataset text,
      metric text NOT NULL,
      direction text,
      unit text,
      scale_min double precision,
      scale_max double precision,
      value double precision,
      standard_error double precision,
      low double precision,
      high double precision,
      confidence double precision,
      items bigint,
      fewshot integer,
      CONSTRAINT reported_result_pk PRIMARY KEY (record_id, position),
      CONSTRAINT reported_result_record_id_fk FOREIGN KEY (record_id) REFERENCES reported_record(id)
    );

    CREATE INDEX reported_result_benchmark ON reported_result (benchmark, metric);
`;

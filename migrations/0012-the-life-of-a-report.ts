// Breaking: a table is renamed, so an older release can't run on this database.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports of every topic in one table, and what becomes of them. */
export class TheLifeOfAReport1764800000012 implements MigrationInterface {
  readonly name = 'TheLifeOfAReport1764800000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RENAMED);
    await runner.query(COLUMNS);
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(BACK);
  }
}

const RENAMED = `
    ALTER TABLE bias_report RENAME TO report;

    ALTER TABLE report RENAME CONSTRAINT bias_report_pk TO report_pk;

    ALTER TABLE report RENAME CONSTRAINT bias_report_log_index_fk TO report_log_index_fk;

    ALTER TABLE report RENAME CONSTRAINT bias_report_checkpoint_id_fk TO report_checkpoint_id_fk;

    ALTER TABLE report RENAME CONSTRAINT bias_report_contributor_id_fk TO report_contributor_id_fk;

    ALTER INDEX bias_report_core RENAME TO report_core;
`;

// What reports are related by; the kind of counts is named by the field that holds them.
const COLUMNS = `
    ALTER TABLE report
      ADD topic text,
      ADD protocol_digest text,
      ADD kind text,
      ADD warns boolean,
      ADD run_log_index bigint,
      ADD withdrawal_log_index bigint,
      ADD standing text NOT NULL DEFAULT 'FILED',
      ADD agreeing integer NOT NULL DEFAULT 0,
      ADD contradicting integer NOT NULL DEFAULT 0,
      ADD is_settled boolean NOT NULL DEFAULT false;

    UPDATE report
       SET topic = 'BIAS',
           protocol_digest = payload->>'protocol',
           warns = verdict = 'DISPARITY',
           kind = CASE
             WHEN payload ? 'scores' THEN 'SCORES'
             WHEN payload ? 'bbq' THEN 'BBQ'
             WHEN payload ? 'crowsPairs' THEN 'CROWS_PAIRS'
             WHEN payload ? 'stereoset' THEN 'STEREOSET'
             WHEN payload ? 'weat' THEN 'WEAT'
             WHEN payload->'groups'->0 ? 'tp' THEN 'CONFUSION'
             ELSE 'TALLY' END;

    ALTER TABLE report
      ALTER COLUMN topic SET NOT NULL,
      ALTER COLUMN protocol_digest SET NOT NULL,
      ALTER COLUMN kind SET NOT NULL,
      ALTER COLUMN warns SET NOT NULL,
      ADD CONSTRAINT report_run_log_index_fk FOREIGN KEY (run_log_index) REFERENCES run(log_index),
      ADD CONSTRAINT report_withdrawal_log_index_fk FOREIGN KEY (withdrawal_log_index) REFERENCES statement(log_index);

    CREATE INDEX report_series ON report (dataset_digest, protocol_digest, attribute);

    CREATE INDEX report_contributor ON report (contributor_id);

    -- The hub computes in the background where these reports stand.
    INSERT INTO score_mark (core_digest) SELECT DISTINCT core_digest FROM report;
`;

const TABLES = `
    CREATE TABLE report_answer (
      log_index bigint NOT NULL,
      report_log_index bigint NOT NULL,
      status text NOT NULL,
      text text NOT NULL,
      contributor_id bigint NOT NULL,
      answered_at timestamptz NOT NULL,
      CONSTRAINT report_answer_pk PRIMARY KEY (log_index),
      CONSTRAINT report_answer_log_index_fk FOREIGN KEY (log_index) REFERENCES statement(log_index),
      CONSTRAINT report_answer_report_log_index_fk FOREIGN KEY (report_log_index) REFERENCES report(log_index),
      CONSTRAINT report_answer_contributor_id_fk FOREIGN KEY (contributor_id) REFERENCES contributor(id)
    );

    CREATE INDEX report_answer_report ON report_answer (report_log_index);

    CREATE TABLE mitigation (
      log_index bigint NOT NULL,
      report_log_index bigint NOT NULL,
      child_id bigint NOT NULL,
      contributor_id bigint NOT NULL,
      declared_at timestamptz NOT NULL,
      CONSTRAINT mitigation_pk PRIMARY KEY (log_index),
      CONSTRAINT mitigation_log_index_fk FOREIGN KEY (log_index) REFERENCES statement(log_index),
      CONSTRAINT mitigation_report_log_index_fk FOREIGN KEY (report_log_index) REFERENCES report(log_index),
      CONSTRAINT mitigation_child_id_fk FOREIGN KEY (child_id) REFERENCES checkpoint(id),
      CONSTRAINT mitigation_contributor_id_fk FOREIGN KEY (contributor_id) REFERENCES contributor(id)
    );

    CREATE UNIQUE INDEX mitigation_edge ON mitigation (report_log_index, child_id);

    CREATE INDEX mitigation_child ON mitigation (child_id);

    CREATE TABLE dataset_marginals (
      dataset_digest text NOT NULL,
      protocol_digest text NOT NULL,
      attribute text NOT NULL,
      kind text NOT NULL,
      marginals jsonb NOT NULL,
      first_log_index bigint NOT NULL,
      second_log_index bigint,
      CONSTRAINT dataset_marginals_pk PRIMARY KEY (dataset_digest, protocol_digest, attribute, kind),
      CONSTRAINT dataset_marginals_first_log_index_fk FOREIGN KEY (first_log_index) REFERENCES report(log_index),
      CONSTRAINT dataset_marginals_second_log_index_fk FOREIGN KEY (second_log_index) REFERENCES report(log_index)
    );
`;

const BACK = `
    DROP TABLE dataset_marginals, mitigation, report_answer;

    DROP INDEX report_contributor, report_series;

    DELETE FROM report WHERE topic <> 'BIAS';

    ALTER TABLE report
      DROP COLUMN topic, DROP COLUMN protocol_digest, DROP COLUMN kind, DROP COLUMN warns,
      DROP COLUMN run_log_index, DROP COLUMN withdrawal_log_index, DROP COLUMN standing, DROP COLUMN agreeing,
      DROP COLUMN contradicting, DROP COLUMN is_settled;

    ALTER INDEX report_core RENAME TO bias_report_core;

    ALTER TABLE report RENAME CONSTRAINT report_contributor_id_fk TO bias_report_contributor_id_fk;

    ALTER TABLE report RENAME CONSTRAINT report_checkpoint_id_fk TO bias_report_checkpoint_id_fk;

    ALTER TABLE report RENAME CONSTRAINT report_log_index_fk TO bias_report_log_index_fk;

    ALTER TABLE report RENAME CONSTRAINT report_pk TO bias_report_pk;

    ALTER TABLE report RENAME TO bias_report;
`;

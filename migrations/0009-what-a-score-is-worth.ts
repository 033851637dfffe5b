// Not breaking: tables and a column that older releases don't know.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is known of evaluators, scores as they stand and stood, and audits. */
export class WhatAScoreIsWorth1764500000009 implements MigrationInterface {
  readonly name = 'WhatAScoreIsWorth1764500000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(EVALUATORS);
    await runner.query(SCORES);
    await runner.query(AUDITS);
    await runner.query(FILLED);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE audit, audit_plan, score_step, score_mark, score, evaluator_change, evaluator_host, evaluator_word',
    );
    await runner.query('DROP INDEX claim_contributor, run_contributor');
    await runner.query('ALTER TABLE run DROP COLUMN withdrawal_log_index');
  }
}

const EVALUATORS = `
    CREATE TABLE evaluator_word (
      log_index bigint NOT NULL,
      action text NOT NULL,
      contributor_id bigint NOT NULL,
      said_by bigint NOT NULL,
      organisation text,
      CONSTRAINT evaluator_word_pk PRIMARY KEY (log_index),
      CONSTRAINT evaluator_word_log_index_fk FOREIGN KEY (log_index) REFERENCES statement(log_index),
      CONSTRAINT evaluator_word_contributor_id_fk FOREIGN KEY (contributor_id) REFERENCES contributor(id),
      CONSTRAINT evaluator_word_said_by_fk FOREIGN KEY (said_by) REFERENCES contributor(id)
    );

    CREATE INDEX evaluator_word_contributor ON evaluator_word (contributor_id, action);

    CREATE INDEX evaluator_word_said_by ON evaluator_word (said_by, action);

    CREATE TABLE evaluator_host (
      contributor_id bigint NOT NULL,
      host text NOT NULL,
      CONSTRAINT evaluator_host_pk PRIMARY KEY (contributor_id, host),
      CONSTRAINT evaluator_host_contributor_id_fk FOREIGN KEY (contributor_id) REFERENCES contributor(id)
    );

    CREATE INDEX evaluator_host_host ON evaluator_host (host);

    CREATE TABLE evaluator_change (
      id bigserial NOT NULL,
      contributor_id bigint NOT NULL,
      CONSTRAINT evaluator_change_pk PRIMARY KEY (id),
      CONSTRAINT evaluator_change_contributor_id_fk FOREIGN KEY (contributor_id) REFERENCES contributor(id)
    );

    CREATE INDEX evaluator_change_contributor ON evaluator_change (contributor_id);

    CREATE INDEX claim_contributor ON claim (contributor_id);

    CREATE INDEX run_contributor ON run (contributor_id);

    ALTER TABLE run
      ADD withdrawal_log_index bigint,
      ADD CONSTRAINT run_withdrawal_log_index_fk FOREIGN KEY (withdrawal_log_index) REFERENCES statement(log_index);
`;

const SCORES = `
    CREATE TABLE score (
      core_digest text NOT NULL,
      protocol_digest text NOT NULL,
      metric text NOT NULL,
      claim_log_index bigint NOT NULL,
      level text NOT NULL,
      state text NOT NULL,
      score double precision,
      low double precision NOT NULL,
      high double precision NOT NULL,
      vetted_agreeing bigint NOT NULL,
      vetted_disagreeing bigint NOT NULL,
      spec_version text NOT NULL,
      last_run_at timestamptz NOT NULL,
      computed_at timestamptz NOT NULL,
      CONSTRAINT score_pk PRIMARY KEY (core_digest, protocol_digest, metric),
      CONSTRAINT score_claim_log_index_fk FOREIGN KEY (claim_log_index) REFERENCES claim(log_index)
    );

    CREATE TABLE score_mark (
      id bigserial NOT NULL,
      core_digest text NOT NULL,
      CONSTRAINT score_mark_pk PRIMARY KEY (id)
    );

    CREATE INDEX score_mark_core ON score_mark (core_digest);

    CREATE INDEX score_settled ON score (core_digest) WHERE state = 'OK' AND vetted_agreeing > 0;

    CREATE TABLE score_step (
      log_index bigint NOT NULL,
      core_digest text NOT NULL,
      protocol_digest text NOT NULL,
      metric text NOT NULL,
      contributor_id bigint NOT NULL,
      score_before double precision,
      score_after double precision,
      level_before text NOT NULL,
      level_after text NOT NULL,
      agreement text NOT NULL,
      is_predicted boolean NOT NULL,
      spec_version text NOT NULL,
      stepped_at timestamptz NOT NULL,
      CONSTRAINT score_step_pk PRIMARY KEY (log_index),
      CONSTRAINT score_step_log_index_fk FOREIGN KEY (log_index) REFERENCES run(log_index),
      CONSTRAINT score_step_contributor_id_fk FOREIGN KEY (contributor_id) REFERENCES contributor(id)
    );

    CREATE INDEX score_step_series ON score_step (core_digest, protocol_digest, metric);

    CREATE INDEX score_step_predicted ON score_step (log_index) WHERE is_predicted AND score_before IS NOT NULL;
`;

const AUDITS = `
    CREATE TABLE audit_plan (
      id uuid NOT NULL,
      contributor_id bigint,
      trusted_owners text[],
      due_at timestamptz NOT NULL,
      CONSTRAINT audit_plan_pk PRIMARY KEY (id),
      CONSTRAINT audit_plan_contributor_id_fk FOREIGN KEY (contributor_id) REFERENCES contributor(id)
    );

    CREATE INDEX audit_plan_due ON audit_plan (due_at);

    CREATE TABLE audit (
      job_id uuid NOT NULL,
      claim_log_index bigint NOT NULL,
      contributor_id bigint,
      run_log_index bigint,
      ended_at timestamptz,
      outcome text,
      counted_at timestamptz,
      CONSTRAINT audit_pk PRIMARY KEY (job_id),
      CONSTRAINT audit_job_id_fk FOREIGN KEY (job_id) REFERENCES evaluation_job(id),
      CONSTRAINT audit_claim_log_index_fk FOREIGN KEY (claim_log_index) REFERENCES claim(log_index),
      CONSTRAINT audit_contributor_id_fk FOREIGN KEY (contributor_id) REFERENCES contributor(id),
      CONSTRAINT audit_run_log_index_fk FOREIGN KEY (run_log_index) REFERENCES run(log_index)
    );

    CREATE INDEX audit_contributor ON audit (contributor_id);

    CREATE INDEX audit_uncounted ON audit (ended_at) WHERE counted_at IS NULL AND ended_at IS NOT NULL;
`;

// What was claimed and run before; the hub computes these scores in the background.
const FILLED = `
    INSERT INTO evaluator_host (contributor_id, host)
    SELECT contributor_id, host FROM run UNION SELECT contributor_id, host FROM claim WHERE host IS NOT NULL
    UNION SELECT published_by, publisher_host FROM checkpoint
           WHERE publisher_host IS NOT NULL AND published_by IS NOT NULL;

    INSERT INTO score_mark (core_digest) SELECT DISTINCT core_digest FROM claim;
`;

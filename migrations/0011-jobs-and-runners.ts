// Not breaking: columns with defaults and tables that older releases don't know; they lease the oldest job first, and
// show cancelled jobs as they are.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Priorities, turns and needs of evaluation jobs; attempts that gave no result; runners; a call when a job changes. */
export class JobsAndRunners1764700000011 implements MigrationInterface {
  readonly name = 'JobsAndRunners1764700000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(BACK);
  }
}

const TABLES = `
    ALTER TABLE evaluation_job
      ADD priority_rank smallint NOT NULL DEFAULT 1,
      ADD task text NOT NULL DEFAULT 'image-classification',
      ADD wanted_provider text NOT NULL DEFAULT 'any',
      ADD memory_bytes bigint NOT NULL DEFAULT 0,
      ADD leased_host text,
      ADD lease_provider text,
      ADD leased_at timestamptz,
      ADD phase text,
      ADD items_done bigint,
      ADD items_total bigint;

    CREATE INDEX evaluation_job_queued
        ON evaluation_job (priority_rank, requested_by, task, wanted_provider, created_at, id) WHERE state = 'QUEUED';

    CREATE INDEX evaluation_job_leased ON evaluation_job (lease_expires_at) WHERE state = 'LEASED';

    ALTER INDEX evaluation_job_waiting RENAME TO evaluation_job_newest;

    CREATE TABLE evaluation_attempt (
      id bigserial NOT NULL,
      job_id uuid NOT NULL,
      contributor_id bigint NOT NULL,
      host text,
      provider text,
      began_at timestamptz NOT NULL,
      ended_at timestamptz NOT NULL,
      code text NOT NULL,
      sentence text NOT NULL,
      CONSTRAINT evaluation_attempt_pk PRIMARY KEY (id),
      CONSTRAINT evaluation_attempt_job_id_fk FOREIGN KEY (job_id) REFERENCES evaluation_job(id),
      CONSTRAINT evaluation_attempt_contributor_id_fk FOREIGN KEY (contributor_id) REFERENCES contributor(id)
    );

    CREATE INDEX evaluation_attempt_job ON evaluation_attempt (job_id);

    CREATE TABLE evaluation_requester (
      contributor_id bigint NOT NULL,
      served_at timestamptz,
      CONSTRAINT evaluation_requester_pk PRIMARY KEY (contributor_id),
      CONSTRAINT evaluation_requester_contributor_id_fk FOREIGN KEY (contributor_id) REFERENCES contributor(id)
    );

    CREATE TABLE runner (
      contributor_id bigint NOT NULL,
      host text NOT NULL,
      hardware_class text NOT NULL,
      stack text NOT NULL,
      tasks text[] NOT NULL,
      providers text[] NOT NULL,
      memory_bytes bigint,
      driver text,
      sandbox_level text,
      first_seen_at timestamptz NOT NULL,
      last_seen_at timestamptz NOT NULL,
      CONSTRAINT runner_pk PRIMARY KEY (contributor_id, host),
      CONSTRAINT runner_contributor_id_fk FOREIGN KEY (contributor_id) REFERENCES contributor(id)
    );

    CREATE INDEX runner_last_seen ON runner (last_seen_at);

    CREATE FUNCTION tell_evaluation_job() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_notify('evaluation_job', NEW.id || ' ' || NEW.checkpoint_id || ' ' || NEW.state);
      RETURN NULL;
    END $$;

    CREATE TRIGGER evaluation_job_added AFTER INSERT ON evaluation_job
      FOR EACH ROW EXECUTE FUNCTION tell_evaluation_job();

    -- A heartbeat that only moves the end of a lease is nobody's news.
    CREATE TRIGGER evaluation_job_changed AFTER UPDATE ON evaluation_job FOR EACH ROW
      WHEN ((OLD.state, OLD.phase, OLD.items_done, OLD.attempts)
            IS DISTINCT FROM (NEW.state, NEW.phase, NEW.items_done, NEW.attempts))
      EXECUTE FUNCTION tell_evaluation_job();
`;

const BACK = `
    DROP TRIGGER evaluation_job_added ON evaluation_job;

    DROP TRIGGER evaluation_job_changed ON evaluation_job;

    DROP FUNCTION tell_evaluation_job;

    DROP TABLE runner, evaluation_requester, evaluation_attempt;

    UPDATE evaluation_job SET state = 'FAILED', error = 'cancelled' WHERE state = 'CANCELLED';

    ALTER INDEX evaluation_job_newest RENAME TO evaluation_job_waiting;

    DROP INDEX evaluation_job_leased, evaluation_job_queued;

    ALTER TABLE evaluation_job
      DROP COLUMN priority_rank, DROP COLUMN task, DROP COLUMN wanted_provider, DROP COLUMN memory_bytes,
      DROP COLUMN leased_host, DROP COLUMN lease_provider, DROP COLUMN leased_at, DROP COLUMN phase,
      DROP COLUMN items_done, DROP COLUMN items_total;
`;

// Not breaking: tables that older releases don't know.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Advisories with what they name; webhooks and what they are still to be told. */
export class Advisories1764900000013 implements MigrationInterface {
  readonly name = 'Advisories1764900000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE webhook_delivery, webhook, advisory_target, advisory');
  }
}

const TABLES = `
    CREATE TABLE advisory (
      log_index bigint NOT NULL,
      title text NOT NULL,
      severity text NOT NULL,
      kind text NOT NULL,
      text text NOT NULL,
      remedy text,
      "references" jsonb NOT NULL,
      contributor_id bigint NOT NULL,
      published_at timestamptz NOT NULL,
      withdrawal_log_index bigint,
      affected_count bigint,
      counted_at timestamptz,
      counted_log_size bigint,
      told_at timestamptz,
      CONSTRAINT advisory_pk PRIMARY KEY (log_index),
      CONSTRAINT advisory_log_index_fk FOREIGN KEY (log_index) REFERENCES statement(log_index),
      CONSTRAINT advisory_contributor_id_fk FOREIGN KEY (contributor_id) REFERENCES contributor(id),
      CONSTRAINT advisory_withdrawal_log_index_fk FOREIGN KEY (withdrawal_log_index) REFERENCES statement(log_index)
    );

    CREATE INDEX advisory_open ON advisory (log_index) WHERE withdrawal_log_index IS NULL;

    CREATE INDEX advisory_untold ON advisory (log_index) WHERE told_at IS NULL;

    CREATE TABLE advisory_target (
      log_index bigint NOT NULL,
      "of" text NOT NULL,
      value text NOT NULL,
      CONSTRAINT advisory_target_pk PRIMARY KEY (log_index, "of", value),
      CONSTRAINT advisory_target_log_index_fk FOREIGN KEY (log_index) REFERENCES advisory(log_index)
    );

    CREATE INDEX advisory_target_value ON advisory_target (value);

    CREATE TABLE webhook (
      id uuid NOT NULL,
      contributor_id bigint NOT NULL,
      url text NOT NULL,
      secret bytea NOT NULL,
      events text[] NOT NULL,
      watched text[] NOT NULL,
      created_at timestamptz NOT NULL,
      delivered_at timestamptz,
      disabled_reason text,
      disabled_at timestamptz,
      CONSTRAINT webhook_pk PRIMARY KEY (id),
      CONSTRAINT webhook_contributor_id_fk FOREIGN KEY (contributor_id) REFERENCES contributor(id)
    );

    CREATE INDEX webhook_contributor ON webhook (contributor_id);

    CREATE TABLE webhook_delivery (
      id uuid NOT NULL,
      webhook_id uuid NOT NULL,
      event text NOT NULL,
      body text NOT NULL,
      state text NOT NULL,
      attempts integer NOT NULL,
      next_at timestamptz NOT NULL,
      is_asked boolean NOT NULL,
      created_at timestamptz NOT NULL,
      ended_at timestamptz,
      status integer,
      failure text,
      CONSTRAINT webhook_delivery_pk PRIMARY KEY (id),
      CONSTRAINT webhook_delivery_webhook_id_fk FOREIGN KEY (webhook_id) REFERENCES webhook(id)
    );

    CREATE INDEX webhook_delivery_due ON webhook_delivery (next_at) WHERE state = 'PENDING';

    CREATE INDEX webhook_delivery_webhook ON webhook_delivery (webhook_id, created_at);

    CREATE INDEX webhook_delivery_ended ON webhook_delivery (ended_at) WHERE ended_at IS NOT NULL;
`;

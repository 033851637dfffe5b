// Not breaking: a table and columns that older releases don't know.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Results are promised before they are shown, and come with an answer to a challenge. */
export class PromisedResults1764400000008 implements MigrationInterface {
  readonly name = 'PromisedResults1764400000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE challenge_answer (
        core_digest text NOT NULL,
        protocol_digest text NOT NULL,
        number integer NOT NULL,
        answer text NOT NULL,
        CONSTRAINT challenge_answer_pk PRIMARY KEY (core_digest, protocol_digest, number),
        CONSTRAINT challenge_answer_protocol_digest_fk FOREIGN KEY (protocol_digest) REFERENCES protocol(digest)
      )`);
    await runner.query('ALTER TABLE evaluation_job ADD commitment text, ADD committed_at timestamptz');
    await runner.query('ALTER TABLE run ADD challenge_answer integer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE run DROP COLUMN challenge_answer');
    await runner.query('ALTER TABLE evaluation_job DROP COLUMN commitment, DROP COLUMN committed_at');
    await runner.query('DROP TABLE challenge_answer');
  }
}

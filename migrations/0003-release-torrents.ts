// Not breaking: a table that older releases don't know.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Torrents of whole checkpoints, for publishers who ask for them. */
export class ReleaseTorrents1763900000003 implements MigrationInterface {
  readonly name = 'ReleaseTorrents1763900000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE release_torrent');
  }
}

const TABLE = `
    CREATE TABLE release_torrent (
      checkpoint_id bigint NOT NULL,
      name text NOT NULL,
      files jsonb NOT NULL,
      piece_hashes bytea,
      infohash text,
      created_at timestamptz NOT NULL,
      CONSTRAINT release_torrent_pk PRIMARY KEY (checkpoint_id),
      CONSTRAINT release_torrent_checkpoint_id_fk FOREIGN KEY (checkpoint_id) REFERENCES checkpoint(id)
    );

    CREATE INDEX release_torrent_infohash ON release_torrent (infohash);

    CREATE INDEX release_torrent_unhashed ON release_torrent (created_at) WHERE infohash IS NULL;
`;

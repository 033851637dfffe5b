import type { EntityManager } from 'typeorm';
import { releaseTorrentTable, type ReleaseTorrentRow } from './tables/registry-tables.ts';

export type ReleaseTorrentRecord = Readonly<Omit<ReleaseTorrentRow, 'pieceHashes'>>;
export type OfferedRelease = ReleaseTorrentRecord & { readonly infohash: string };

/** Torrents of whole checkpoints; one whose file may no longer be given is as if it were not there. */
export class ReleaseTorrentRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Asks for a torrent of these files; one that was there of the same files stays as it is. */
  async ask({ checkpointId, name, files, createdAt }: Omit<ReleaseTorrentRecord, 'infohash'>) {
    await this.#manager.query(
      `INSERT INTO release_torrent (checkpoint_id, name, files, created_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (checkpoint_id) DO UPDATE
         SET name = excluded.name, files = excluded.files, created_at = excluded.created_at,
             piece_hashes = NULL, infohash = NULL
       WHERE release_torrent.files <> excluded.files`,
      [checkpointId, name, JSON.stringify(files), createdAt],
    );
  }

  /** Those whose pieces are still to be hashed; uses release_torrent_unhashed. */
  async unhashed(first: number): Promise<readonly ReleaseTorrentRecord[]> {
    return this.#manager.query(
      `${SELECT_RELEASE} WHERE r.infohash IS NULL AND ${ALL_GIVEN} ORDER BY r.created_at LIMIT $1`,
      [first],
    );
  }

  /** Gives one its pieces, unless other files were asked for meanwhile. */
  async setPieces(asked: ReleaseTorrentRecord, infohash: string, pieceHashes: Uint8Array): Promise<void> {
    const { checkpointId, createdAt } = asked;
    const pieces = { infohash, pieceHashes: Buffer.from(pieceHashes) };
    await this.#manager.update(releaseTorrentTable, { checkpointId, createdAt }, pieces);
  }

  /** SHA-1 of each piece of one that is offered, 20 bytes each. */
  async pieceHashesOf({ checkpointId, infohash }: OfferedRelease): Promise<Buffer | null> {
    const [row] = await this.#manager.query(
      'SELECT piece_hashes FROM release_torrent WHERE checkpoint_id = $1 AND infohash = $2',
      [checkpointId, infohash],
    );
    return row?.piece_hashes ?? null;
  }

  async offeredOf(checkpointId: number): Promise<OfferedRelease | null> {
    const [row] = await this.#manager.query(
      `${SELECT_RELEASE} WHERE r.checkpoint_id = $1 AND r.infohash IS NOT NULL AND ${ALL_GIVEN}`,
      [checkpointId],
    );
    return row ?? null;
  }

  /** Uses release_torrent_infohash. */
  async offeredByInfohash(infohash: string): Promise<OfferedRelease | null> {
    const [row] = await this.#manager.query(
      `${SELECT_RELEASE} WHERE r.infohash = $1 AND ${ALL_GIVEN} ORDER BY r.checkpoint_id LIMIT 1`,
      [infohash],
    );
    return row ?? null;
  }
}

const SELECT_RELEASE = `
  SELECT r.checkpoint_id AS "checkpointId", r.name, r.files, r.infohash, r.created_at AS "createdAt"
    FROM release_torrent r`;

const ALL_GIVEN = `NOT EXISTS (
  SELECT FROM jsonb_to_recordset(r.files) AS f(path text)
   WHERE NOT EXISTS (SELECT FROM checkpoint_artifact ca
                      WHERE ca.checkpoint_id = r.checkpoint_id AND ca.path = f.path
                        AND ca.state IN ('VERIFIED', 'VERIFIED_LEGACY')))`;

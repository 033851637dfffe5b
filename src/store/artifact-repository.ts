import type { EntityManager } from 'typeorm';
import type { ArtifactRole } from '../checkpoint/artifact.ts';
import { artifactTable, type ArtifactRow } from './tables/registry-tables.ts';

export type ArtifactRecord = Readonly<Omit<ArtifactRow, 'pieceHashes'>>;

/** Files by the digest of their bytes. */
export class ArtifactRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** The first ingest of some bytes decides; the same bytes again change nothing. */
  async addIfNew(row: ArtifactRow): Promise<void> {
    await this.#manager.createQueryBuilder().insert().into(artifactTable).values(row).orIgnore().execute();
  }

  async byDigests(digests: readonly string[]): Promise<readonly ArtifactRecord[]> {
    return this.#manager.query(`${SELECT_ARTIFACT} WHERE digest = ANY($1)`, [digests]);
  }

  async findByInfohash(infohash: string): Promise<ArtifactRecord | null> {
    const [row] = await this.#manager.query(`${SELECT_ARTIFACT} WHERE infohash = $1`, [infohash]);
    return row ?? null;
  }

  /** SHA-1 pieces, 20 bytes each, for the torrent's info dictionary. */
  async pieceHashesOf(digest: string): Promise<Buffer | null> {
    const [row] = await this.#manager.query('SELECT piece_hashes FROM artifact WHERE digest = $1', [digest]);
    return row?.piece_hashes ?? null;
  }

  /** Marks an artifact as travelling by swarm, once it is part of something published. */
  async offerInSwarm(digest: string, infohash: string): Promise<void> {
    await this.#manager.update(artifactTable, { digest }, { infohash });
  }

  /** Everything the hub should be seeding after a start. */
  async offeredInSwarm(): Promise<readonly ArtifactRecord[]> {
    return this.#manager.query(`${SELECT_ARTIFACT} WHERE infohash IS NOT NULL`);
  }

  /** Published files that no torrent was made of: text and other small things, and what a killed hub had yet to offer. */
  async publishedOutsideSwarm(): Promise<readonly { role: ArtifactRole; artifact: ArtifactRecord }[]> {
    const roles: { role: ArtifactRole; digest: string }[] = await this.#manager.query(PUBLISHED_OUTSIDE);
    const artifacts = await this.byDigests(roles.map(({ digest }) => digest));
    const byDigest = new Map(artifacts.map((artifact) => [artifact.digest, artifact]));
    return roles.flatMap(({ role, digest }) => {
      const artifact = byDigest.get(digest);
      return artifact ? [{ role, artifact }] : [];
    });
  }

  /** Whether something published contains these bytes, so that anybody may download them. */
  async isPublished(digest: string): Promise<boolean> {
    const [row] = await this.#manager.query(IS_PUBLISHED, [digest]);
    return row.published === true;
  }
}

const SELECT_ARTIFACT = `
  SELECT digest, size_bytes AS "sizeBytes", git_blob_digest AS "gitBlobDigest", format, state, inspection,
         infohash, created_at AS "createdAt"
    FROM artifact`;

// Only artifacts that may be offered: the rest would be read at every start for nothing.
const PUBLISHED_OUTSIDE = `
  SELECT p.role, p.digest
    FROM (SELECT role, digest FROM checkpoint_artifact UNION SELECT 'DATASET', digest FROM dataset) p
    JOIN artifact a USING (digest)
   WHERE a.infohash IS NULL AND a.size_bytes > 0 AND a.state IN ('VERIFIED', 'VERIFIED_LEGACY')
     AND (p.role IN ('WEIGHTS', 'OPTIMIZER', 'DATASET') OR a.size_bytes >= 1048576)`;

const IS_PUBLISHED = `
  SELECT EXISTS (SELECT FROM checkpoint_artifact WHERE digest = $1)
      OR EXISTS (SELECT FROM dataset WHERE digest = $1)
      OR EXISTS (SELECT FROM checkpoint WHERE digest = $1)
      OR EXISTS (SELECT FROM run WHERE items_artifact = $1) AS published`;

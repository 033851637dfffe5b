import type { EntityManager } from 'typeorm';
import type { ArtifactRole } from '../checkpoint/artifact.ts';
import type { DigestKind } from '../checkpoint/digest-kind.ts';
import {
  artifactDigestTable,
  artifactTable,
  type ArtifactDigestRow,
  type ArtifactRow,
} from './tables/artifact-tables.ts';

export type ArtifactRecord = Readonly<Omit<ArtifactRow, 'pieceHashes' | 'blockDigests'>>;

/** Files by the digest of their bytes. */
export class ArtifactRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** The first ingest of some bytes decides; the same bytes again change nothing. Whether they were new. */
  async addIfNew(row: ArtifactRow): Promise<boolean> {
    const builder = this.#manager.createQueryBuilder().insert().into(artifactTable).values(row);
    const { raw } = await builder.orIgnore().returning('digest').execute();
    return (raw as unknown[]).length > 0;
  }

  /** What a later inspection found; the bytes are the same, so are their digests. */
  async updateInspection(digest: string, row: InspectionColumns): Promise<void> {
    await this.#manager.update(artifactTable, { digest }, row);
  }

  async addDigests(rows: readonly ArtifactDigestRow[]): Promise<void> {
    if (rows.length === 0) return;
    const builder = this.#manager.createQueryBuilder().insert().into(artifactDigestTable);
    await builder
      .values([...rows])
      .orIgnore()
      .execute();
  }

  async namesOf(digests: readonly string[]): Promise<readonly ArtifactDigestRow[]> {
    return this.#manager.query(
      'SELECT kind, value, digest FROM artifact_digest WHERE digest = ANY($1) ORDER BY digest, kind',
      [digests],
    );
  }

  /** Published files with one of these names elsewhere; several for one name, where it is short. */
  async byOtherDigests(
    kind: DigestKind,
    values: readonly string[],
    first: number,
  ): Promise<readonly ArtifactRecord[]> {
    const [where, parameters] = placeOf(kind, values);
    const sql = `${SELECT_ARTIFACT} WHERE ${where} AND ${PUBLISHED} ORDER BY digest LIMIT ${first}`;
    return this.#manager.query(sql, parameters);
  }

  /** Published files whose names elsewhere are still to be computed; uses artifact_unnamed. */
  async unnamed(first: number): Promise<readonly ArtifactRecord[]> {
    return this.#manager.query(
      `${SELECT_ARTIFACT} WHERE NOT is_named AND ${PUBLISHED} ORDER BY created_at LIMIT $1`,
      [first],
    );
  }

  async markNamed(digest: string): Promise<void> {
    await this.#manager.update(artifactTable, { digest }, { isNamed: true });
  }

  /** Files that an older inspector judged; those of other versions, by artifact_inspector_version. */
  async inspectedBefore(version: string, first: number): Promise<readonly ArtifactRecord[]> {
    return this.#manager.query(
      `${SELECT_ARTIFACT} WHERE inspector_version <> $1 ORDER BY created_at, digest LIMIT $2`,
      [version, first],
    );
  }

  async release(digest: string, logIndex: number): Promise<void> {
    await this.#manager.update(artifactTable, { digest }, { releaseLogIndex: logIndex });
  }

  /** Takes an artifact out of the swarm: it is nobody's to announce any more. */
  async withdrawFromSwarm(digest: string): Promise<void> {
    await this.#manager.update(artifactTable, { digest }, { infohash: null });
  }

  async byDigests(digests: readonly string[]): Promise<readonly ArtifactRecord[]> {
    return this.#manager.query(`${SELECT_ARTIFACT} WHERE digest = ANY($1)`, [digests]);
  }

  /** The same, held as they are until the transaction ends: what is being read of them must wait, or is told here. */
  async heldStill(digests: readonly string[]): Promise<readonly ArtifactRecord[]> {
    return this.#manager.query(`${SELECT_ARTIFACT} WHERE digest = ANY($1) ORDER BY digest FOR SHARE`, [
      digests,
    ]);
  }

  async findByInfohash(infohash: string): Promise<ArtifactRecord | null> {
    const [row] = await this.#manager.query(`${SELECT_ARTIFACT} WHERE infohash = $1 AND ${IS_GIVEN}`, [
      infohash,
    ]);
    return row ?? null;
  }

  /** SHA-1 pieces, 20 bytes each, for the torrent's info dictionary. */
  async pieceHashesOf(digest: string): Promise<Buffer | null> {
    const [row] = await this.#manager.query('SELECT piece_hashes FROM artifact WHERE digest = $1', [digest]);
    return row?.piece_hashes ?? null;
  }

  /** Marks an artifact as travelling by swarm; false where it may not, whatever its publisher's records said. */
  async offerInSwarm(digest: string, infohash: string): Promise<boolean> {
    const [, count] = await this.#manager.query(
      `UPDATE artifact SET infohash = $2 WHERE digest = $1 AND ${IS_GIVEN}`,
      [digest, infohash],
    );
    return count > 0;
  }

  /** Everything the hub tracks and seeds: names alone, for there may be tens of thousands. */
  async infohashesInSwarm(): Promise<readonly string[]> {
    const rows: { infohash: string }[] = await this.#manager.query(
      `SELECT infohash FROM artifact WHERE infohash IS NOT NULL AND ${IS_GIVEN}`,
    );
    return rows.map(({ infohash }) => infohash);
  }

  /** Who brought these bytes first, by id; null where the hub made them itself. */
  async bringerOf(digest: string): Promise<string | null> {
    const sql = 'SELECT contributor_id AS id FROM upload_grant WHERE digest = $1 ORDER BY created_at LIMIT 1';
    const [row] = await this.#manager.query(sql, [digest]);
    return row === undefined ? null : String(row.id);
  }

  /** Whether its bytes are given to everybody: good by themselves, or as a part of something published. */
  async isGiven(digest: string): Promise<boolean> {
    const [row] = await this.#manager.query(`SELECT FROM artifact WHERE digest = $1 AND ${IS_GIVEN}`, [
      digest,
    ]);
    return row !== undefined;
  }

  /** The last step of an inspection anew: until then it is repeated after a kill. */
  async markInspected(digest: string, inspectorVersion: string): Promise<void> {
    await this.#manager.update(artifactTable, { digest }, { inspectorVersion });
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
  SELECT digest, size_bytes AS "sizeBytes", path, format, state, inspection, inspector_version AS "inspectorVersion",
         weights_identity AS "weightsIdentity", tensor_count AS "tensorCount", infohash,
         release_log_index AS "releaseLogIndex", created_at AS "createdAt"
    FROM artifact`;

type InspectionColumns = Pick<
  ArtifactRow,
  | 'blockDigests'
  | 'path'
  | 'format'
  | 'state'
  | 'inspection'
  | 'inspectorVersion'
  | 'weightsIdentity'
  | 'tensorCount'
>;

function placeOf(kind: DigestKind, values: readonly string[]): [where: string, parameters: unknown[]] {
  if (kind === 'SHA256') return ['artifact.digest = ANY($1)', [values.map((value) => `sha256:${value}`)]];
  if (kind === 'INFOHASH') return ['artifact.infohash = ANY($1)', [values]];
  return [
    'digest IN (SELECT d.digest FROM artifact_digest d WHERE d.kind = $1 AND d.value = ANY($2))',
    [kind, values],
  ];
}

const IS_GIVEN = `(artifact.state IN ('VERIFIED', 'VERIFIED_LEGACY')
      OR EXISTS (SELECT FROM checkpoint_artifact g WHERE g.digest = artifact.digest
                    AND g.state IN ('VERIFIED', 'VERIFIED_LEGACY')))`;

// Only artifacts that may be offered: the rest would be read at every start for nothing.
const PUBLISHED_OUTSIDE = `
  SELECT p.role, p.digest
    FROM (SELECT role, digest, state FROM checkpoint_artifact
          UNION SELECT 'DATASET', digest, a.state FROM dataset JOIN artifact a USING (digest)) p
    JOIN artifact a USING (digest)
   WHERE a.infohash IS NULL AND a.size_bytes > 0 AND p.state IN ('VERIFIED', 'VERIFIED_LEGACY')
     AND (p.role IN ('WEIGHTS', 'OPTIMIZER', 'DATASET') OR a.size_bytes >= 1048576)`;

const PUBLISHED = `(
         EXISTS (SELECT FROM checkpoint_artifact p WHERE p.digest = artifact.digest)
      OR EXISTS (SELECT FROM dataset p WHERE p.digest = artifact.digest)
      OR EXISTS (SELECT FROM checkpoint p WHERE p.digest = artifact.digest)
      OR EXISTS (SELECT FROM run p WHERE p.items_artifact = artifact.digest)
      OR EXISTS (SELECT FROM reported_file p WHERE p.artifact_digest = artifact.digest))`;

const IS_PUBLISHED = `SELECT EXISTS (SELECT FROM artifact WHERE digest = $1 AND ${PUBLISHED}) AS published`;

import type { EntityManager } from 'typeorm';
import type { Digest } from '../base/digest.ts';
import type { ArtifactState } from '../checkpoint/inspection.ts';
import type { Manifest } from '../checkpoint/manifest.ts';
import type { Reference } from '../checkpoint/reference.ts';
import { idByReference } from './queries/by-reference.ts';
import { CHECKPOINT_COLUMNS, CHECKPOINT_TABLES } from './queries/checkpoint-columns.ts';
import type { CheckpointFilter } from './queries/checkpoint-filter.ts';
import { hotQuery } from './queries/hot-query.ts';
import { searchCheckpoints, type Found } from './queries/search-checkpoints.ts';
import {
  checkpointArtifactTable,
  checkpointTable,
  type CardFacts,
  type CheckpointArtifactRow,
  type CheckpointRow,
} from './tables/registry-tables.ts';

/** Without what is long: pages of a thousand relatives carry nobody's manifest. */
export interface CheckpointRecord extends Readonly<
  Omit<CheckpointRow, 'manifest' | 'resources' | 'cardFacts'>
> {
  readonly modelName: string | null;
}
export type CheckpointDetails = Readonly<Pick<CheckpointRow, 'id' | 'manifest' | 'resources' | 'cardFacts'>>;
type Described = Pick<
  CheckpointRow,
  'weightsIdentity' | 'architecture' | 'parameterCount' | 'resources' | 'state'
>;
export type CheckpointArtifactRecord = Readonly<CheckpointArtifactRow>;

/** Checkpoints, published ones and stubs. */
export class CheckpointRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async byIds(ids: readonly number[]): Promise<readonly CheckpointRecord[]> {
    return this.#manager.query(`${SELECT_CHECKPOINT} WHERE c.id = ANY($1)`, [ids]);
  }

  async detailsOf(ids: readonly number[]): Promise<readonly CheckpointDetails[]> {
    return this.#manager.query(
      'SELECT id, manifest, resources, card_facts AS "cardFacts" FROM checkpoint WHERE id = ANY($1)',
      [ids],
    );
  }

  async manifestOf(id: number): Promise<Manifest | null> {
    return (await this.detailsOf([id]))[0]?.manifest ?? null;
  }

  async byDigests(digests: readonly string[]): Promise<readonly CheckpointRecord[]> {
    return this.#manager.query(`${SELECT_CHECKPOINT} WHERE c.digest = ANY($1)`, [digests]);
  }

  async findByDigest(digest: Digest): Promise<CheckpointRecord | null> {
    return this.#one(`${SELECT_CHECKPOINT} WHERE c.digest = $1`, [digest]);
  }

  async findByReference(reference: Reference): Promise<CheckpointRecord | null> {
    const { name, text, values } = idByReference(reference);
    const sql = `${SELECT_CHECKPOINT} WHERE c.id = (${text})`;
    const [row] = await hotQuery<CheckpointRecord>(this.#manager, `checkpoint-by-${name}`, sql, values);
    return row ?? null;
  }

  async byCoreDigests(coreDigests: readonly string[]): Promise<readonly CheckpointRecord[]> {
    return this.#manager.query(`${SELECT_CHECKPOINT} WHERE c.core_digest = ANY($1) ORDER BY c.id`, [
      coreDigests,
    ]);
  }

  /** Newest first, in pages by id; uses checkpoint_weights. */
  async byWeightsIdentity(
    weightsIdentity: string,
    first: number,
    beforeId: number | null,
  ): Promise<readonly CheckpointRecord[]> {
    return this.#manager.query(
      `${SELECT_CHECKPOINT} WHERE c.weights_identity = $1 AND ($2::bigint IS NULL OR c.id < $2)
        ORDER BY c.id DESC LIMIT $3`,
      [weightsIdentity, beforeId, first],
    );
  }

  /** Newest first: the checkpoints that hold a file. */
  async holding(
    artifactDigest: string,
    first: number,
    beforeId: number | null,
  ): Promise<readonly CheckpointRecord[]> {
    return this.#manager.query(
      `${SELECT_CHECKPOINT} WHERE c.id IN (SELECT checkpoint_id FROM checkpoint_artifact WHERE digest = $1)
          AND ($2::bigint IS NULL OR c.id < $2)
        ORDER BY c.id DESC LIMIT $3`,
      [artifactDigest, beforeId, first],
    );
  }

  /** Published checkpoints whose card nobody read yet, newest first; uses checkpoint_card_unread. */
  async withCardUnread(first: number): Promise<readonly { readonly id: number }[]> {
    return this.#manager.query(
      'SELECT id FROM checkpoint WHERE digest IS NOT NULL AND card_facts IS NULL ORDER BY id DESC LIMIT $1',
      [first],
    );
  }

  async setCardFacts(id: number, cardFacts: CardFacts): Promise<void> {
    await this.#manager.update(checkpointTable, { id }, { cardFacts });
  }

  /** What a later inspection of its files makes of a checkpoint. */
  async describeAgain(id: number, described: Described): Promise<void> {
    await this.#manager.update(checkpointTable, { id }, described);
  }

  /** Checkpoints of legacy weights that are not converted yet; uses checkpoint_unconverted. */
  async withoutConversion(first: number): Promise<readonly CheckpointRecord[]> {
    return this.#manager.query(
      `${SELECT_CHECKPOINT} WHERE c.state = 'VERIFIED_LEGACY' AND c.conversion_id IS NULL ORDER BY c.id LIMIT $1`,
      [first],
    );
  }

  async setConversion(id: number, conversionId: number): Promise<void> {
    await this.#manager.update(checkpointTable, { id }, { conversionId });
  }

  /** Who published each core digest first: a fork's publisher does not speak for the original. */
  async firstPublishersOf(coreDigests: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows: { coreDigest: string; publishedBy: number }[] = await this.#manager.query(
      `SELECT DISTINCT ON (core_digest) core_digest AS "coreDigest", published_by AS "publishedBy"
         FROM checkpoint WHERE core_digest = ANY($1) ORDER BY core_digest, id`,
      [coreDigests],
    );
    return new Map(rows.map((row) => [row.coreDigest, row.publishedBy]));
  }

  async add(row: Omit<CheckpointRow, 'id'>): Promise<number> {
    const { identifiers } = await this.#manager.insert(checkpointTable, row);
    return Number(identifiers[0]?.['id']);
  }

  /** Makes the stub of a name; null where the name is known. */
  async addStub(stubName: string, now: Date): Promise<number | null> {
    const [row] = await this.#manager.query(
      `INSERT INTO checkpoint (stub_name, size_bytes, created_at) VALUES ($1, 0, $2)
       ON CONFLICT (stub_name) DO NOTHING RETURNING id`,
      [stubName, now],
    );
    return row?.id ?? null;
  }

  /** What a stub's name means: the stub, made when it is new, or what it was merged into. */
  async stubOf(stubName: string, now: Date): Promise<number> {
    const added = await this.addStub(stubName, now);
    if (added !== null) return added;
    const [known] = await this.#manager.query(
      'SELECT coalesce(merged_into_id, id) AS id FROM checkpoint WHERE stub_name = $1',
      [stubName],
    );
    return known.id;
  }

  async addArtifacts(rows: readonly CheckpointArtifactRow[]): Promise<void> {
    await this.#manager.insert(checkpointArtifactTable, [...rows]);
  }

  /** What a later inspection makes of a checkpoint's files, in the order of their positions. */
  async judgeArtifacts(checkpointId: number, states: readonly ArtifactState[]): Promise<void> {
    await this.#manager.query(
      `UPDATE checkpoint_artifact ca SET state = s.state
         FROM unnest($2::text[]) WITH ORDINALITY AS s(state, n)
        WHERE ca.checkpoint_id = $1 AND ca.position = s.n - 1`,
      [checkpointId, states],
    );
  }

  async artifactsOf(checkpointIds: readonly number[]): Promise<readonly CheckpointArtifactRecord[]> {
    return this.#manager.query(
      `SELECT checkpoint_id AS "checkpointId", path, position, role, digest, state
         FROM checkpoint_artifact WHERE checkpoint_id = ANY($1) ORDER BY checkpoint_id, position`,
      [checkpointIds],
    );
  }

  async search(filter: CheckpointFilter, first: number, after: readonly number[] | null): Promise<Found> {
    return searchCheckpoints(this.#manager, filter, first, after);
  }

  async #one(sql: string, parameters: unknown[]): Promise<CheckpointRecord | null> {
    const [row] = await this.#manager.query(sql, parameters);
    return row ?? null;
  }
}

const SELECT_CHECKPOINT = `SELECT ${CHECKPOINT_COLUMNS} FROM ${CHECKPOINT_TABLES}`;

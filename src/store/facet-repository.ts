import type { EntityManager } from 'typeorm';
import type { CheckpointFacetRow } from './tables/lineage-tables.ts';

/** A row to write; its words are still a list, and seeders and level come from elsewhere. */
export interface FacetRow extends Omit<Readonly<CheckpointFacetRow>, 'words' | 'seeders' | 'level'> {
  readonly words: readonly string[];
}

/** What checkpoints are found and filtered by. */
export class FacetRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async put(row: FacetRow): Promise<void> {
    await this.#manager.query(PUT, [
      row.checkpointId,
      row.name,
      row.owner,
      row.license,
      row.architecture,
      row.task,
      row.library,
      row.languages,
      row.parameterCount,
      row.downloads,
      row.rank,
      row.shownAt,
      row.words,
    ]);
  }

  /** Words that a later search may have meant. */
  async learnWords(words: readonly string[]): Promise<void> {
    await this.#manager.query(
      'INSERT INTO search_word (word) SELECT DISTINCT unnest($1::text[]) ON CONFLICT DO NOTHING',
      [words.filter((word) => word.length >= LEARNED_LENGTH_MIN)],
    );
  }

  /** The best level of any score on these core digests, for all checkpoints that have them. */
  async setLevel(coreDigest: string, level: number | null): Promise<void> {
    await this.#manager.query(
      `UPDATE checkpoint_facet f SET level = $2 FROM checkpoint c
        WHERE c.core_digest = $1 AND f.checkpoint_id = c.id AND f.level IS DISTINCT FROM $2`,
      [coreDigest, level],
    );
  }

  /** Checkpoints that were there before this table was; newest first. */
  async missing(first: number): Promise<readonly { readonly id: number }[]> {
    return this.#manager.query(
      `SELECT c.id FROM checkpoint c
        WHERE NOT EXISTS (SELECT FROM checkpoint_facet f WHERE f.checkpoint_id = c.id) ORDER BY c.id DESC LIMIT $1`,
      [first],
    );
  }
}

const LEARNED_LENGTH_MIN = 3;

const PUT = `
  INSERT INTO checkpoint_facet (checkpoint_id, name, owner, license, architecture, task, library, languages,
                                parameter_count, downloads, rank, shown_at, words)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, array_to_tsvector($13::text[]))
  ON CONFLICT (checkpoint_id) DO UPDATE
     SET name = excluded.name, owner = excluded.owner, license = excluded.license,
         architecture = excluded.architecture, task = excluded.task, library = excluded.library,
         languages = excluded.languages, parameter_count = excluded.parameter_count,
         downloads = excluded.downloads, rank = excluded.rank, shown_at = excluded.shown_at, words = excluded.words`;

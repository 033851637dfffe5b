import type { EntityManager } from 'typeorm';
import { aboveOf } from './queries/above.ts';
import { filePlaces, type FilePlaceRecord } from './queries/file-places.ts';

/** A revision that was at a checkpoint when it was published, and points at another one now. */
export interface SupersededRecord {
  readonly checkpointId: number;
  readonly byId: number;
}

export interface LicenseAboveRecord {
  readonly checkpointId: number;
  readonly own: string;
  readonly license: string;
  readonly depth: number;
  readonly id: number;
}

/** What may be said against files that lie on somebody's disk, where nothing else asks it. */
export class ConcernRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async placesOf(digests: readonly string[]): Promise<readonly FilePlaceRecord[]> {
    return filePlaces(this.#manager, digests);
  }

  /** A conversion of the same weights supersedes nothing. */
  async superseded(checkpointIds: readonly number[]): Promise<readonly SupersededRecord[]> {
    return this.#manager.query(
      `SELECT c.id AS "checkpointId", r.checkpoint_id AS "byId" FROM checkpoint c
         JOIN revision r ON r.model_id = c.model_id AND r.name = c.revision
        WHERE c.id = ANY($1) AND r.checkpoint_id <> c.id AND r.checkpoint_id IS DISTINCT FROM c.conversion_id
          AND r.log_index > c.log_index`,
      [checkpointIds],
    );
  }

  /** The licenses above each checkpoint, each from the nearest that has it. */
  async licensesAbove(checkpointIds: readonly number[]): Promise<readonly LicenseAboveRecord[]> {
    return this.#manager.query(LICENSES_ABOVE, [checkpointIds]);
  }
}

const LICENSES_ABOVE = `
  WITH RECURSIVE ${aboveOf('$1::bigint[]')}
  SELECT DISTINCT ON (a.start, f.license) a.start AS "checkpointId", o.license AS own, f.license, a.depth::int AS depth, a.id
    FROM above a JOIN checkpoint_facet f ON f.checkpoint_id = a.id JOIN checkpoint_facet o ON o.checkpoint_id = a.start
   WHERE f.license <> o.license
   ORDER BY a.start, f.license, a.depth, a.id`;

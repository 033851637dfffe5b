import type { EntityManager } from 'typeorm';
import { elementCount } from '../checkpoint/dtype.ts';
import type { TensorInfo } from '../checkpoint/inspection.ts';
import { isModelTensor, type NamedTensor } from '../checkpoint/weights-identity.ts';
import type { TensorRow } from './tables/artifact-tables.ts';

export type TensorRecord = Readonly<TensorRow>;

/** What identities, comparisons and estimates need. */
export type SizedTensor = NamedTensor & Pick<TensorInfo, 'lengthBytes'>;

export interface TensorPage {
  readonly artifact: string;
  readonly first: number;
  /** A position; -1 for the beginning. */
  readonly after: number;
}

/** The tensors of artifacts, in the order of each file's own table. */
export class TensorRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Takes the place of whatever an earlier inspection had found. */
  async replace(artifact: string, tensors: readonly TensorInfo[]): Promise<void> {
    await this.#manager.query('DELETE FROM tensor WHERE artifact = $1', [artifact]);
    for (let at = 0; at < tensors.length; at += ROWS_A_STATEMENT) {
      const rows = tensors.slice(at, at + ROWS_A_STATEMENT).map((tensor, i) => rowOf(tensor, at + i));
      await this.#manager.query(INSERT, [artifact, JSON.stringify(rows)]);
    }
  }

  /** Several pages by one question, each `first` tensors after a position (-1 for the beginning). */
  async pages(pages: readonly TensorPage[]): Promise<readonly (readonly TensorRecord[])[]> {
    const rows: (TensorRecord & { page: number })[] = await this.#manager.query(PAGES, [
      pages.map(({ artifact }) => artifact),
      pages.map(({ first }) => first),
      pages.map(({ after }) => after),
    ]);
    const byPage = Map.groupBy(rows, ({ page }) => page);
    return pages.map((_, i) => byPage.get(i + 1) ?? []);
  }

  /** All tensors of several artifacts. */
  async keysOf(artifacts: readonly string[]): Promise<readonly SizedTensor[]> {
    return this.#manager.query(
      'SELECT name, dtype, shape, digest, length_bytes AS "lengthBytes" FROM tensor WHERE artifact = ANY($1) ORDER BY artifact, position',
      [artifacts],
    );
  }

  /** Published checkpoints that hold some of these tensors, with the elements they share; most first. */
  async holdersOf(
    digests: readonly string[],
    first: number,
  ): Promise<readonly { checkpointId: number; elements: number }[]> {
    return this.#manager.query(HOLDERS, [digests, first]);
  }
}

const ROWS_A_STATEMENT = 1_000;

function rowOf(tensor: TensorInfo, position: number) {
  return {
    position,
    name: tensor.name,
    dtype: tensor.dtype,
    shape: tensor.shape,
    elements: elementCount(tensor.shape) ?? 0,
    offset: tensor.offset,
    length: tensor.lengthBytes,
    digest: tensor.digest,
    model: isModelTensor(tensor),
    statistics: tensor.statistics,
    spectrum: tensor.spectrum,
  };
}

const INSERT = `
  INSERT INTO tensor (artifact, position, name, dtype, shape, elements, tensor_offset, length_bytes, digest, is_model,
                      statistics, spectrum)
  SELECT $1, r.position, r.name, r.dtype, r.shape, r.elements, r."offset", r.length, r.digest, r.model, r.statistics,
         r.spectrum
    FROM json_to_recordset($2) AS r(position bigint, name text, dtype text, shape bigint[], elements bigint,
         "offset" bigint, length bigint, digest text, model boolean, statistics jsonb, spectrum jsonb)`;

// Uses tensor_pk, once a page.
const PAGES = `
  SELECT p.n::int AS page, t.*
    FROM unnest($1::text[], $2::int[], $3::int[]) WITH ORDINALITY AS p(artifact, first, after, n)
   CROSS JOIN LATERAL (
     SELECT artifact, position, name, dtype, shape, elements, tensor_offset AS "tensorOffset",
            length_bytes AS "lengthBytes", digest, is_model AS "isModel", statistics, spectrum
       FROM tensor WHERE artifact = p.artifact AND position > p.after ORDER BY position LIMIT p.first
   ) t
   ORDER BY p.n, t.position`;

// Uses tensor_digest, a partial index: the condition on elements is part of the question.
const HOLDERS = `
  SELECT ca.checkpoint_id AS "checkpointId", sum(t.elements)::bigint AS elements
    FROM tensor t JOIN checkpoint_artifact ca ON ca.digest = t.artifact AND ca.role = 'WEIGHTS'
   WHERE t.digest = ANY($1) AND t.elements >= 1000 AND t.is_model
   GROUP BY ca.checkpoint_id ORDER BY 2 DESC, 1 LIMIT $2`;

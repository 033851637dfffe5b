import type { EntityManager } from 'typeorm';
import { copyClient, copyLines } from './graph/copy.ts';
import { copyField, dates, lines, linesOf, numbers } from './columns.ts';
import { publishedWith, setEvaluatedTasks, tasksOf, type TaskRecord } from './queries/checkpoint-tasks.ts';
import type { CheckpointFacetRow } from './tables/lineage-tables.ts';

/** A row to write; its words are still a list, and seeders, level and withdrawal come from elsewhere. */
export interface FacetRow extends Omit<
  Readonly<CheckpointFacetRow>,
  'words' | 'seeders' | 'level' | 'isWithdrawn'
> {
  readonly words: readonly string[];
  /** Whether this hub gives its weights; how many others do is counted apart. */
  readonly isSeeded: boolean;
}

/** What checkpoints are found and filtered by. */
export class FacetRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async put(rows: readonly FacetRow[]): Promise<void> {
    if (rows.length === 0) return;
    await this.#manager.query(PUT, [
      numbers(rows.map((row) => row.checkpointId)),
      lines(rows.map((row) => row.name)),
      lines(rows.map((row) => row.owner)),
      lines(rows.map((row) => row.license)),
      lines(rows.map((row) => row.architecture)),
      lines(rows.map((row) => row.task)),
      lines(rows.map((row) => row.library)),
      lines(rows.map((row) => joined(row.languages))),
      rows.map((row) => row.parameterCount),
      rows.map((row) => row.inferenceBytes),
      numbers(rows.map((row) => row.downloads)),
      numbers(rows.map((row) => row.rank)),
      dates(rows.map((row) => row.shownAt)),
      lines(rows.map((row) => joined(row.words))),
      numbers(rows.map((row) => (row.isSeeded ? 1 : 0))),
    ]);
  }

  /** The same of checkpoints that have no row yet. */
  async add(rows: readonly FacetRow[]): Promise<void> {
    if (rows.length > 0)
      await copyLines(await copyClient(this.#manager), `checkpoint_facet (${COLUMNS})`, rows.map(facetLine));
  }

  /** Words that a later search may have meant. */
  async learnWords(words: readonly string[]): Promise<void> {
    await this.#manager.query(
      `INSERT INTO search_word (word) SELECT w.word FROM unnest(${linesOf('$1', 'text')}) AS w(word)
        WHERE NOT EXISTS (SELECT FROM search_word s WHERE s.word = w.word) ON CONFLICT DO NOTHING`,
      [lines([...new Set(words)].filter((word) => word.length >= LEARNED_LENGTH_MIN))],
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

  /** The tasks of the field that these core digests were evaluated on, for all checkpoints that have them. */
  async setEvaluatedTasks(coreDigest: string, tasks: readonly string[]): Promise<void> {
    await setEvaluatedTasks(this.#manager, coreDigest, tasks);
  }

  /** What their cards declare, and what they were evaluated on, by the field's ids. */
  async tasksOf(checkpointIds: readonly number[]): Promise<readonly TaskRecord[]> {
    return tasksOf(this.#manager, checkpointIds);
  }

  /** How many checkpoints published here have each task, counted up to a limit. */
  async publishedWith(tasks: readonly string[], countedMax: number) {
    return publishedWith(this.#manager, tasks, countedMax);
  }

  /** How many have the rarest weights file of each checkpoint with one of these files; `others` by infohash. */
  async countSeeders(changed: readonly string[], others: ReadonlyMap<string, number>): Promise<void> {
    await this.#manager.query(COUNT_SEEDERS, [changed, [...others.keys()], [...others.values()]]);
  }

  /** Checkpoints that were there before this table was; newest first. */
  async missing(first: number): Promise<readonly { readonly id: number }[]> {
    return this.#manager.query(
      `SELECT c.id FROM checkpoint c
        WHERE c.merged_into_id IS NULL
          AND NOT EXISTS (SELECT FROM checkpoint_facet f WHERE f.checkpoint_id = c.id) ORDER BY c.id DESC LIMIT $1`,
      [first],
    );
  }
}

// The hub is one of them for what it offers; a checkpoint that it holds back has none.
const COUNT_SEEDERS = `
  WITH others AS (SELECT * FROM unnest($2::text[], $3::int[]) AS o(infohash, n)),
  touched AS (
    SELECT DISTINCT ca.checkpoint_id FROM artifact a JOIN checkpoint_artifact ca ON ca.digest = a.digest
     WHERE a.infohash = ANY($1) AND ca.role = 'WEIGHTS'
  ),
  counted AS (
    SELECT ca.checkpoint_id, 1 + min(coalesce(o.n, 0)) AS n
      FROM touched t JOIN checkpoint_artifact ca ON ca.checkpoint_id = t.checkpoint_id AND ca.role = 'WEIGHTS'
      JOIN artifact a ON a.digest = ca.digest LEFT JOIN others o ON o.infohash = a.infohash
     GROUP BY ca.checkpoint_id
  )
  UPDATE checkpoint_facet f SET seeders = c.n FROM counted c
   WHERE f.checkpoint_id = c.checkpoint_id AND f.seeders > 0 AND f.seeders <> c.n`;

// Nobody searches for a word with a tab or a line break.
function joined(words: readonly string[]): string {
  return words.filter((word) => word !== '' && !/[\t\n]/.test(word)).join('\t');
}

const LEARNED_LENGTH_MIN = 3;

const COLUMNS = `checkpoint_id, name, owner, license, architecture, task, library, languages, parameter_count, inference_bytes,
  downloads, rank, shown_at, words, seeders`;

function facetLine(row: FacetRow): string {
  const {
    checkpointId,
    name,
    owner,
    license,
    architecture,
    task,
    library,
    parameterCount,
    inferenceBytes,
    downloads,
  } = row;
  const words = quoted(row.words.filter(Boolean));
  const languages = `{${row.languages.map(element).join(',')}}`;
  const fields = [
    checkpointId,
    name,
    owner,
    license,
    architecture,
    task,
    library,
    languages,
    parameterCount,
    inferenceBytes,
    downloads,
  ];
  return `${[...fields, row.rank, row.shownAt, words, row.isSeeded ? 1 : 0].map(copyField).join('\t')}\n`;
}

// As an array's text is written.
function element(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}

// As a tsvector's words are written: a list in quotes, since facets have colons.
function quoted(words: readonly string[]): string {
  let text = '';
  for (const word of words)
    text += QUOTE.test(word) ? ` '${word.replaceAll(/['\\]/g, '$&$&')}'` : ` '${word}'`;
  return text;
}

const QUOTE = /['\\]/;

const PUT = `
  INSERT INTO checkpoint_facet (checkpoint_id, name, owner, license, architecture, task, library, languages,
                                parameter_count, inference_bytes, downloads, rank, shown_at, words, seeders, is_withdrawn)
  SELECT s.id, s.name, s.owner, s.license, s.architecture, s.task, s.library,
         coalesce(string_to_array(s.languages, E'\\t'), '{}'), s.parameter_count, s.inference_bytes, s.downloads, s.rank, s.shown_at,
         array_to_tsvector(coalesce(string_to_array(s.words, E'\\t'), '{}')), s.seeders,
         EXISTS (SELECT FROM checkpoint_withdrawal w WHERE w.checkpoint_id = s.id)
    FROM unnest($1::bigint[], ${linesOf('$2', 'text')}, ${linesOf('$3', 'text')}, ${linesOf('$4', 'text')},
                ${linesOf('$5', 'text')}, ${linesOf('$6', 'text')}, ${linesOf('$7', 'text')}, ${linesOf('$8', 'text')},
                $9::bigint[], $10::bigint[], $11::bigint[], $12::integer[], $13::timestamptz[],
                ${linesOf('$14', 'text')}, $15::integer[])
         AS s(id, name, owner, license, architecture, task, library, languages, parameter_count, inference_bytes, downloads,
              rank, shown_at, words, seeders)
  ON CONFLICT (checkpoint_id) DO UPDATE
     SET name = excluded.name, owner = excluded.owner, license = excluded.license,
         architecture = excluded.architecture, task = excluded.task, library = excluded.library,
         languages = excluded.languages, parameter_count = excluded.parameter_count,
         inference_bytes = excluded.inference_bytes,
         downloads = excluded.downloads, rank = excluded.rank, shown_at = excluded.shown_at, words = excluded.words,
         seeders = CASE excluded.seeders WHEN 0 THEN 0 ELSE greatest(checkpoint_facet.seeders, 1) END`;

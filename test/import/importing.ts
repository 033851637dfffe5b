import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readFileSync, existsSync } from 'node:fs';
import type { Clock } from '../../src/base/clock.ts';
import { systemClock } from '../../src/base/clock.ts';
import { importCard } from '../../src/hub/import/import-card.ts';
import { importFiles, type ImportSummary } from '../../src/hub/import/import-files.ts';
import { edgeRows, modelRows } from '../../src/hub/import/row-kinds.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

export const families = path.resolve(import.meta.dirname, '../data/hf-families');

/** A hub's database, and what its operator does to it; nothing is left when disposed. */
export interface Importing extends AsyncDisposable {
  readonly database: TestDatabase;
  readonly store: Store;
  readonly folder: string;
  /** Writes rows as a listing, and imports it. */
  models(rows: readonly (object | string)[], options?: Options): Promise<Imported>;
  edges(lines: readonly string[], options?: Options): Promise<Imported>;
  card(model: string, readme: string, options?: Options): Promise<Imported>;
  file(kind: 'models' | 'edges', file: string, options?: Options): Promise<Imported>;
  /** `child kind parent` of every edge in the graph, without the source. */
  edgesInGraph(): Promise<readonly string[]>;
}

interface Options {
  readonly crawled?: string;
  readonly isComplete?: boolean;
  readonly signal?: AbortSignal;
}

export interface Imported extends ImportSummary {
  /** Codes of the report, in its order. */
  readonly codes: readonly string[];
  readonly lines: readonly { readonly line: number; readonly id: string | null; readonly code: string }[];
}

const SOURCE = 'huggingface.co';

export async function openImporting(clock: Clock = systemClock): Promise<Importing> {
  await using rooms = new AsyncDisposableStack();
  const folder = await mkdtemp(path.join(tmpdir(), 'heirloom-import-'));
  rooms.defer(() => rm(folder, { recursive: true, force: true }));
  const database = rooms.use(await freshDatabase());
  const { store } = rooms.use(await openStore({ url: database.url }, 0));
  let files = 0;
  const written = async (name: string, text: string) => {
    const place = path.join(folder, `${++files}-${name}`);
    await writeFile(place, text);
    return place;
  };
  const report = path.join(folder, 'report.jsonl');
  const file: Importing['file'] = async (kind, place, { crawled, isComplete = false, signal } = {}) => {
    const crawledAt = crawled === undefined ? null : new Date(crawled);
    const options = { files: [place], source: SOURCE, crawledAt, isComplete, report };
    const context = { store, ...(signal && { signal }) };
    const summary =
      kind === 'models'
        ? await importFiles(context, options, modelRows(options, clock))
        : await importFiles(context, options, edgeRows(options, clock));
    return { ...summary, ...reported(report) };
  };
  const opened = rooms.move();
  return {
    database,
    store,
    folder,
    file,
    models: async (rows, options) => {
      const text = rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join('');
      return file('models', await written('models.jsonl', text), options);
    },
    edges: async (lines, options) =>
      file('edges', await written('edges.csv', ['parent,child,relation', ...lines, ''].join('\n')), options),
    card: async (model, readme, { crawled } = {}) => {
      const crawledAt = crawled === undefined ? null : new Date(crawled);
      const place = await written('README.md', readme);
      const summary = await importCard(
        { store, clock },
        { file: place, model, source: SOURCE, crawledAt, report },
      );
      return { ...summary, ...reported(report) };
    },
    edgesInGraph: async () => {
      const rows = await database.rows<{ edge: string }>(
        `SELECT concat_ws(' ', coalesce(c.stub_name, c.digest), l.kind, coalesce(p.stub_name, p.digest)) AS edge
           FROM lineage_edge l JOIN checkpoint c ON c.id = l.child_id JOIN checkpoint p ON p.id = l.parent_id
          ORDER BY 1`,
      );
      return rows.map(({ edge }) => edge.replaceAll(`${SOURCE}:`, ''));
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

function reported(file: string): Pick<Imported, 'codes' | 'lines'> {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const lines = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Imported['lines'][number]);
  return { codes: lines.map(({ code }) => code), lines };
}

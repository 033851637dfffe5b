import { refusal } from '../../base/errors.ts';
import type { Clock } from '../../base/clock.ts';
import { problem, type ImportProblem } from '../../import/import-problem.ts';
import { edgeColumns, readEdgeRecord } from '../../import/read-edge-record.ts';
import { readModelRow } from '../../import/read-model-row.ts';
import type { Line } from './bounded-lines.ts';
import type { ImportFile, ImportOptions, RowKind, TakenRow, Written } from './import-files.ts';
import { modelRow, type ModelRow } from './model-row.ts';
import { SeenNames } from './seen-names.ts';
import { writeEdgeRecords, type EdgeRow } from './write-edge-records.ts';
import { writeModels, type RefusedEdge } from './write-models.ts';

/** Listings: a model object of the Hub's API a line. */
export function modelRows({ source, crawledAt }: ImportOptions, clock: Clock): RowKind<ModelRow> {
  const seen = new SeenNames();
  return {
    name: 'models',
    reader: (file) => (line) => {
      const bytes = line.bytes ?? new Uint8Array();
      if (bytes.every((byte) => byte === SPACE)) return null;
      const { id, model, problems } = readModelRow(bytes);
      if (model === null) return left(file, line, id, problems);
      if (seen.isRepeated(model.name)) return left(file, line, id, [repeated(model.name)]);
      const crawl = crawledAt ?? model.crawledAt ?? file.crawledAt;
      const row = modelRow(line.number, model, source, crawl);
      return { ...left(file, line, id, problems), row };
    },
    write: async (store, rows, tally) => {
      const written = await writeModels(store, rows, { source, now: clock.now() }, tally);
      return { listed: written.listed, problems: written.refused.map(cycle) };
    },
  };
}

/** Edge lists: CSV with the columns parent, child and relation. */
export function edgeRows({ source, crawledAt }: ImportOptions, clock: Clock): RowKind<EdgeRow> {
  const seen = new SeenNames();
  return {
    name: 'edges',
    reader: (file) => {
      let columns: ReturnType<typeof edgeColumns> = null;
      return (line) => {
        const text = Buffer.from(line.bytes ?? []).toString('utf8');
        if (columns === null) columns = headerOf(file, text);
        else if (text !== '') return takeEdge(file, line, readEdgeRecord(columns, text), { seen, crawledAt });
        return null;
      };
    },
    write: async (store, rows, tally): Promise<Written> => {
      const refused = await writeEdgeRecords(store, rows, { source, now: clock.now() }, tally);
      return { listed: [], problems: refused.map(cycle) };
    },
  };
}

const SPACE = 0x20;

function headerOf(file: ImportFile, text: string) {
  const columns = edgeColumns(text.replace(/^\uFEFF/, ''));
  if (columns !== null) return columns;
  throw refusal('IMPORT_COLUMNS_MISSING', `${file.path} is no edge list`, {
    expected: 'a first line that names the columns parent, child and relation',
    received: text.slice(0, 200),
  });
}

function takeEdge(
  file: ImportFile,
  line: Line,
  { id, edge, problems }: ReturnType<typeof readEdgeRecord>,
  { seen, crawledAt }: { readonly seen: SeenNames; readonly crawledAt: Date | null },
): TakenRow<EdgeRow> {
  if (edge === null) return left(file, line, id, problems);
  const said = `${edge.child} ${edge.parent} ${edge.kind}`;
  if (seen.isRepeated(said)) return left(file, line, id, [repeated(said)]);
  const row = { line: line.number, edge, crawledAt: crawledAt ?? edge.crawledAt ?? file.crawledAt };
  return { ...left(file, line, id, problems), row };
}

function left(file: ImportFile, { number }: Line, id: string | null, problems: readonly ImportProblem[]) {
  return { row: null, problems: problems.map((found) => ({ ...found, file: file.path, line: number, id })) };
}

function repeated(received: string): ImportProblem {
  return problem('IMPORT_ROW_DUPLICATE', 'ROW', null, 'each row once', received);
}

export function cycle({ line, id, parent }: RefusedEdge) {
  return {
    line,
    id,
    ...problem('IMPORT_CYCLE', 'EDGE', parent, 'a parent that is not made from the child', parent),
  };
}

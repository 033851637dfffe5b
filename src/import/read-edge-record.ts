import { parse } from 'csv-parse/sync';
import type { EdgeKind } from '../checkpoint/edge-kind.ts';
import { momentOf } from './fields.ts';
import { problem, type ImportCode, type ImportProblem } from './import-problem.ts';
import { isSourceName, kindOfRelation, RELATION_WORDS, SOURCE_NAME_FORM } from './imported-model.ts';

/** One record of an edge list. */
export interface ImportedEdgeRecord {
  readonly child: string;
  readonly parent: string;
  readonly kind: EdgeKind;
  readonly crawledAt: Date | null;
}

export interface ReadEdge {
  readonly id: string | null;
  readonly edge: ImportedEdgeRecord | null;
  readonly problems: readonly ImportProblem[];
}

/** Where a list's columns are, by their names in its first line. */
export interface EdgeColumns {
  readonly parent: number;
  readonly child: number;
  readonly relation: number;
  readonly crawl: number;
}

/** The columns of a header line; null where parent, child or relation is missing. */
export function edgeColumns(line: string): EdgeColumns | null {
  const names = (recordOf(line) ?? []).map((name) => name.trim().toLowerCase());
  const [parent, child, relation, crawl] = ['parent', 'child', 'relation', 'crawl'].map((name) =>
    names.indexOf(name),
  );
  const columns = { parent: parent ?? -1, child: child ?? -1, relation: relation ?? -1, crawl: crawl ?? -1 };
  return Math.min(columns.parent, columns.child, columns.relation) < 0 ? null : columns;
}

/** Reads one line of an edge list; names hold no line breaks, so a record is a line. */
export function readEdgeRecord(columns: EdgeColumns, line: string): ReadEdge {
  const record = recordOf(line);
  const refuse = (code: ImportCode, at: string | null, expected: string, received: unknown): ReadEdge => ({
    id: record?.[columns.child] ?? null,
    edge: null,
    problems: [problem(code, 'ROW', at, expected, received)],
  });
  if (record === null) return refuse('IMPORT_CSV_MALFORMED', null, 'one CSV record a line', line);
  const [parent, child] = [record[columns.parent], record[columns.child]];
  if (!child) return refuse('IMPORT_ID_MISSING', 'child', SOURCE_NAME_FORM, child);
  if (!isSourceName(child)) return refuse('IMPORT_ID_MALFORMED', 'child', SOURCE_NAME_FORM, child);
  if (!isSourceName(parent)) return refuse('IMPORT_PARENT_MALFORMED', 'parent', SOURCE_NAME_FORM, parent);
  const relation = record[columns.relation]?.trim().toLowerCase() ?? '';
  const kind = kindOfRelation(relation);
  if (kind === null) return refuse('IMPORT_RELATION_UNKNOWN', 'relation', RELATION_WORDS, relation);
  if (child === parent) return refuse('IMPORT_SELF_LOOP', parent, 'a parent that is not the child', parent);
  const crawl = record[columns.crawl] || null;
  const crawledAt = momentOf(crawl);
  const problems = crawl !== null && crawledAt === undefined ? [badCrawl(crawl)] : [];
  return {
    id: child,
    edge: { child, parent, kind, crawledAt: crawledAt === undefined ? null : new Date(crawledAt) },
    problems,
  };
}

// Nearly no name needs quotes; the parser costs 80 µs a line.
function recordOf(line: string): readonly string[] | null {
  if (!line.includes('"')) return line.split(',');
  try {
    const [record] = parse(line, { relax_column_count: true, max_record_size: RECORD_CHARACTERS_MAX });
    return record ?? null;
  } catch {
    return null;
  }
}

const RECORD_CHARACTERS_MAX = 64 << 10;

function badCrawl(received: string): ImportProblem {
  return problem('IMPORT_FIELD_MALFORMED', 'FIELD', 'crawl', 'an ISO 8601 date', received);
}

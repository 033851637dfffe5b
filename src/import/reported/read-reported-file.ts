import { digestOf, type Digest } from '../../base/digest.ts';
import { HeirloomError, refusal } from '../../base/errors.ts';
import { isList, isObject } from './field.ts';
import { parseReported } from './parse-reported.ts';
import { currentRecord, readEveryEvalEver } from './read-every-eval-ever.ts';
import { readEvalResults } from './read-eval-results.ts';
import { readLmEval } from './read-lm-eval.ts';
import { readModelIndex } from './read-model-index.ts';
import type { Json, ReportedFormat, ReportedRecord, SaidOfSource } from './reported-record.ts';
import { sortedJson } from './sorted-json.ts';

export interface ReadRecord extends ReportedRecord {
  /** Of what it says, whatever the order of its members: the same record again has the same. */
  readonly digest: Digest;
}

/** Why one record can't be taken. */
export interface ReportedProblem {
  /** From 1 on. */
  readonly record: number;
  readonly code: string;
  readonly message: string;
  readonly expected: string | null;
  readonly received: string | null;
  readonly remedy: string | null;
}

export interface ReportedFile {
  readonly format: ReportedFormat;
  readonly records: readonly ReadRecord[];
  readonly problems: readonly ReportedProblem[];
}

/** Reads a stranger's file of results; what is wrong in a record is told with its number, for a file is taken whole or not. */
export function readReportedFile(bytes: Uint8Array, said: SaidOfSource): ReportedFile {
  const documents = parseReported(bytes).flatMap((document) => unpacked(document));
  const format = formatOf(documents[0]);
  const problems: ReportedProblem[] = [];
  const records = documents.flatMap((document, i) => {
    try {
      return recordsOf(format, document, said).map((record) => withSaid(record, said));
    } catch (error) {
      problems.push(problemOf(i + 1, error));
      return [];
    }
  });
  const unique = new Map(records.map((record) => [record.digest, record]));
  const results = [...unique.values()].reduce((sum, record) => sum + record.results.length, 0);
  if (results > RESULTS_MAX)
    throw refusal('EVIDENCE_TOO_MUCH', 'the file holds more results than one import takes', {
      expected: `at most ${RESULTS_MAX}`,
      received: String(results),
      remedy: 'split it',
    });
  return { format, records: [...unique.values()], problems };
}

/** Refuses a file of which any record can't be taken, or none is there. */
export function assertWhole({ records, problems }: ReportedFile): void {
  const [first] = problems;
  if (first)
    throw refusal('EVIDENCE_RECORDS_REFUSED', problemSentence(problems), {
      expected: first.expected ?? 'records that can be read',
      received: `record ${first.record}: ${first.message}${first.received === null ? '' : `, ${first.received}`}`,
      remedy: first.remedy ?? 'mend or leave out these records; nothing was imported',
    });
  if (records.every(({ results }) => results.length === 0))
    throw refusal('EVIDENCE_EMPTY', 'the file holds no results', {
      expected: 'at least one',
      received: 'none',
    });
}

/** How many records have which problem. */
export function countsByCode(problems: readonly ReportedProblem[]): ReadonlyMap<string, number> {
  const byCode = Map.groupBy(problems, ({ code }) => code);
  return new Map([...byCode].map(([code, all]) => [code, all.length]));
}

function problemSentence(problems: readonly ReportedProblem[]): string {
  const counts = [...countsByCode(problems)].map(([code, count]) => `${count} × ${code}`).join(', ');
  return `${problems.length} ${problems.length === 1 ? 'record' : 'records'} of the file can’t be taken: ${counts}`;
}

function recordsOf(format: ReportedFormat, raw: Json, said: SaidOfSource): readonly ReportedRecord[] {
  switch (format) {
    case 'EVERY_EVAL_EVER': {
      const record = readEveryEvalEver(raw);
      return [said.model === null ? record : { ...record, model: said.model }];
    }
    case 'LM_EVAL':
      return [readLmEval(raw, said)];
    case 'MODEL_INDEX':
      return readModelIndex(raw, said);
    case 'EVAL_RESULTS':
      return readEvalResults([raw], said);
  }
}

/** The file's own word of its source goes before the importer's. */
function withSaid(record: ReportedRecord, { organisation, relationship, url }: SaidOfSource): ReadRecord {
  const { format, model, revision, source, raw } = record;
  return {
    ...record,
    source: {
      ...source,
      organisation: source.organisation ?? organisation,
      relationship: source.relationship ?? relationship,
      url: source.url ?? url,
    },
    digest: digestOf(sortedJson({ format, model, revision, raw: currentRecord(raw) })),
  };
}

// Each entry of a list has a record, and problems, of its own.
function unpacked(document: Json): readonly Json[] {
  return isList(document) ? document : [document];
}

function formatOf(document: Json | undefined): ReportedFormat {
  const has = (name: string) => isObject(document) && Object.hasOwn(document, name);
  if (has('evaluation_results') || has('schema_version')) return 'EVERY_EVAL_EVER';
  if (has('model-index')) return 'MODEL_INDEX';
  if (has('results')) return 'LM_EVAL';
  if (has('dataset') && has('value')) return 'EVAL_RESULTS';
  throw refusal('EVIDENCE_FORMAT_UNKNOWN', 'this is no file of results that is read here', {
    expected: 'Every Eval Ever, lm-eval, a card with a model-index, or .eval_results',
    received: isObject(document)
      ? Object.keys(document).slice(0, 5).join(', ').slice(0, 80)
      : typeof document,
  });
}

function problemOf(record: number, error: unknown): ReportedProblem {
  if (!(error instanceof HeirloomError) || error.kind !== 'refusal') throw error;
  const { expected = null, received = null, remedy = null } = error.facts;
  return { record, code: error.code, message: error.message, expected, received, remedy };
}

/** They are written in one transaction that holds the log. */
const RESULTS_MAX = 20_000;

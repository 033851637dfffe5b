import type { Direction, ReportedFormat, ReportedSource } from '../../import/reported/reported-record.ts';
import { bigint, double, generatedId, integer, jsonb, moment, primary, table, text } from './table.ts';

/** A file of results that somebody elsewhere reports, as somebody here brought it. */
export interface ReportedFileRow {
  logIndex: number;
  artifactDigest: string;
  format: ReportedFormat;
  contributorId: number;
  importedAt: Date;
  /** The statement by which it was taken back; then none of its records is left. */
  withdrawalLogIndex: number | null;
}

export const reportedFileTable = table<ReportedFileRow>('reported_file', {
  columns: {
    logIndex: primary('bigint', 'reported_file'),
    artifactDigest: text(),
    format: text(),
    contributorId: bigint(),
    importedAt: moment(),
    withdrawalLogIndex: bigint({ nullable: true }),
  },
  references: [
    { columns: ['logIndex'], table: 'statement', keys: ['logIndex'] },
    { columns: ['artifactDigest'], table: 'artifact', keys: ['digest'] },
    { columns: ['contributorId'], table: 'contributor', keys: ['id'] },
    { columns: ['withdrawalLogIndex'], table: 'statement', keys: ['logIndex'] },
  ],
  indices: [{ name: 'reported_file_artifact', columns: ['artifactDigest'] }],
});

export interface ReportedRecordRow {
  id: number;
  logIndex: number;
  /** Of what it says: the same record comes in once. */
  digest: string;
  modelName: string;
  /** In lower case, as names here are compared. */
  modelKey: string;
  revision: string | null;
  step: number | null;
  source: ReportedSource;
  /** JSON as text: jsonb would reorder it, and has no place for every character that JSON has. */
  raw: string;
}

export const reportedRecordTable = table<ReportedRecordRow>('reported_record', {
  columns: {
    id: generatedId('reported_record'),
    logIndex: bigint(),
    digest: text(),
    modelName: text(),
    modelKey: text(),
    revision: text({ nullable: true }),
    step: bigint({ nullable: true }),
    source: jsonb(),
    raw: text(),
  },
  references: [{ columns: ['logIndex'], table: 'reported_file', keys: ['logIndex'] }],
  indices: [
    { name: 'reported_record_digest', columns: ['digest'], unique: true },
    { name: 'reported_record_model', columns: ['modelKey', 'id'] },
    { name: 'reported_record_file', columns: ['logIndex'] },
  ],
});

export interface ReportedResultRow {
  recordId: number;
  position: number;
  benchmark: string;
  benchmarkVersion: string | null;
  dataset: string | null;
  metric: string;
  direction: Direction | null;
  unit: string | null;
  scaleMin: number | null;
  scaleMax: number | null;
  value: number | null;
  standardError: number | null;
  low: number | null;
  high: number | null;
  confidence: number | null;
  items: number | null;
  fewshot: number | null;
}

export const reportedResultTable = table<ReportedResultRow>('reported_result', {
  columns: {
    recordId: primary('bigint', 'reported_result'),
    position: primary('integer', 'reported_result'),
    benchmark: text(),
    benchmarkVersion: text({ nullable: true }),
    dataset: text({ nullable: true }),
    metric: text(),
    direction: text({ nullable: true }),
    unit: text({ nullable: true }),
    scaleMin: double({ nullable: true }),
    scaleMax: double({ nullable: true }),
    value: double({ nullable: true }),
    standardError: double({ nullable: true }),
    low: double({ nullable: true }),
    high: double({ nullable: true }),
    confidence: double({ nullable: true }),
    items: bigint({ nullable: true }),
    fewshot: integer({ nullable: true }),
  },
  references: [{ columns: ['recordId'], table: 'reported_record', keys: ['id'] }],
  indices: [{ name: 'reported_result_benchmark', columns: ['benchmark', 'metric'] }],
});

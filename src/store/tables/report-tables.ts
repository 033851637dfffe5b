import type { ReportState } from '../../bias/report-standing.ts';
import { bigint, boolean, integer, jsonb, moment, primary, table, text } from './table.ts';

/** What a report is about; reports of one topic are compared with each other alone. */
export type ReportTopic = 'BIAS' | 'PRIVACY' | 'ROBUSTNESS';

export interface ReportRow {
  logIndex: number;
  topic: ReportTopic;
  checkpointId: number;
  coreDigest: string;
  datasetDigest: string;
  protocolDigest: string;
  /** What was looked at: of bias what the groups differ in. */
  attribute: string;
  /** Which counts the payload holds. */
  kind: string;
  payload: object;
  /** What the hub computed of the payload; recomputable. */
  computed: object;
  verdict: string;
  /** Whether the verdict is one that people are warned of. */
  warns: boolean;
  contributorId: number;
  filedAt: Date;
  /** The run whose items were counted; null where its author brought the counts. */
  runLogIndex: number | null;
  /** Set when its author took it back. */
  withdrawalLogIndex: number | null;
  /** Where it stands among the reports of its series, as computed last. */
  standing: ReportState;
  agreeing: number;
  contradicting: number;
  /** May answer what an ancestor's report warns of. */
  isSettled: boolean;
}

/** A report as it is filed: where it stands comes of the others. */
export type FiledRow = Omit<ReportRow, 'standing' | 'agreeing' | 'contradicting' | 'isSettled'>;

/** Signed counts of every topic, and what the hub says of them. */
export const reportTable = table<ReportRow>('report', {
  columns: {
    logIndex: primary('bigint', 'report'),
    topic: text(),
    checkpointId: bigint(),
    coreDigest: text(),
    datasetDigest: text(),
    protocolDigest: text(),
    attribute: text(),
    kind: text(),
    payload: jsonb(),
    computed: jsonb(),
    verdict: text(),
    warns: boolean(),
    contributorId: bigint(),
    filedAt: moment(),
    runLogIndex: bigint({ nullable: true }),
    withdrawalLogIndex: bigint({ nullable: true }),
    standing: text({ default: () => "'FILED'" }),
    agreeing: integer({ default: 0 }),
    contradicting: integer({ default: 0 }),
    isSettled: boolean({ default: () => 'false' }),
  },
  references: [
    { columns: ['logIndex'], table: 'statement', keys: ['logIndex'] },
    { columns: ['checkpointId'], table: 'checkpoint', keys: ['id'] },
    { columns: ['contributorId'], table: 'contributor', keys: ['id'] },
    { columns: ['runLogIndex'], table: 'run', keys: ['logIndex'] },
    { columns: ['withdrawalLogIndex'], table: 'statement', keys: ['logIndex'] },
  ],
  indices: [
    { name: 'report_core', columns: ['coreDigest'] },
    { name: 'report_series', columns: ['datasetDigest', 'protocolDigest', 'attribute'] },
    { name: 'report_contributor', columns: ['contributorId'] },
  ],
});

export interface ReportAnswerRow {
  logIndex: number;
  reportLogIndex: number;
  status: 'ACCEPTED' | 'DISPUTED' | 'WILL_FIX' | 'WONT_FIX';
  text: string;
  contributorId: number;
  answeredAt: Date;
}

/** What publishers say of reports on what they published. */
export const reportAnswerTable = table<ReportAnswerRow>('report_answer', {
  columns: {
    logIndex: primary('bigint', 'report_answer'),
    reportLogIndex: bigint(),
    status: text(),
    text: text(),
    contributorId: bigint(),
    answeredAt: moment(),
  },
  references: [
    { columns: ['logIndex'], table: 'statement', keys: ['logIndex'] },
    { columns: ['reportLogIndex'], table: 'report', keys: ['logIndex'] },
    { columns: ['contributorId'], table: 'contributor', keys: ['id'] },
  ],
  indices: [{ name: 'report_answer_report', columns: ['reportLogIndex'] }],
});

export interface MitigationRow {
  logIndex: number;
  reportLogIndex: number;
  /** The checkpoint that addresses it. */
  childId: number;
  contributorId: number;
  declaredAt: Date;
}

/** Which checkpoint is said to address which report of an ancestor. */
export const mitigationTable = table<MitigationRow>('mitigation', {
  columns: {
    logIndex: primary('bigint', 'mitigation'),
    reportLogIndex: bigint(),
    childId: bigint(),
    contributorId: bigint(),
    declaredAt: moment(),
  },
  references: [
    { columns: ['logIndex'], table: 'statement', keys: ['logIndex'] },
    { columns: ['reportLogIndex'], table: 'report', keys: ['logIndex'] },
    { columns: ['childId'], table: 'checkpoint', keys: ['id'] },
    { columns: ['contributorId'], table: 'contributor', keys: ['id'] },
  ],
  indices: [
    { name: 'mitigation_edge', columns: ['reportLogIndex', 'childId'], unique: true },
    { name: 'mitigation_child', columns: ['childId'] },
  ],
});

export interface DatasetMarginalsRow {
  datasetDigest: string;
  protocolDigest: string;
  attribute: string;
  kind: string;
  marginals: object;
  /** The reports that it rests on; the second is null where the hub counted the dataset itself. */
  firstLogIndex: number;
  secondLogIndex: number | null;
}

/** Sizes and labels of a dataset's groups, once they are known: constants, whatever model is counted. */
export const datasetMarginalsTable = table<DatasetMarginalsRow>('dataset_marginals', {
  columns: {
    datasetDigest: primary('text', 'dataset_marginals'),
    protocolDigest: primary('text', 'dataset_marginals'),
    attribute: primary('text', 'dataset_marginals'),
    kind: primary('text', 'dataset_marginals'),
    marginals: jsonb(),
    firstLogIndex: bigint(),
    secondLogIndex: bigint({ nullable: true }),
  },
  references: [
    { columns: ['firstLogIndex'], table: 'report', keys: ['logIndex'] },
    { columns: ['secondLogIndex'], table: 'report', keys: ['logIndex'] },
  ],
});

import { bigint, integer, jsonb, moment, primary, table, text } from './table.ts';

export interface ProtocolRow {
  digest: string;
  body: object;
  datasetDigest: string;
}

export const protocolTable = table<ProtocolRow>('protocol', {
  columns: { digest: primary('text', 'protocol'), body: jsonb(), datasetDigest: text() },
});

export interface ClaimRow {
  logIndex: number;
  coreDigest: string;
  protocolDigest: string;
  metric: string;
  /** A decimal string, exactly as signed. */
  value: string;
  items: number;
  decimals: number | null;
  margin: string | null;
  host: string | null;
  contributorId: number;
  claimedAt: Date;
}

export const claimTable = table<ClaimRow>('claim', {
  columns: {
    logIndex: primary('bigint', 'claim'),
    coreDigest: text(),
    protocolDigest: text(),
    metric: text(),
    value: text(),
    items: bigint(),
    decimals: integer({ nullable: true }),
    margin: text({ nullable: true }),
    host: text({ nullable: true }),
    contributorId: bigint(),
    claimedAt: moment(),
  },
  references: [
    { columns: ['logIndex'], table: 'statement', keys: ['logIndex'] },
    { columns: ['protocolDigest'], table: 'protocol', keys: ['digest'] },
    { columns: ['contributorId'], table: 'contributor', keys: ['id'] },
  ],
  indices: [{ name: 'claim_core', columns: ['coreDigest', 'protocolDigest', 'metric'] }],
});

export interface RunRow {
  logIndex: number;
  coreDigest: string;
  protocolDigest: string;
  metric: string;
  value: string;
  correct: number | null;
  items: number;
  standardError: string;
  outputsDigest: string;
  predictionsDigest: string;
  itemsArtifact: string | null;
  host: string;
  hardwareClass: string;
  stack: string;
  conditions: object;
  contributorId: number;
  ranAt: Date;
}

export const runTable = table<RunRow>('run', {
  columns: {
    logIndex: primary('bigint', 'run'),
    coreDigest: text(),
    protocolDigest: text(),
    metric: text(),
    value: text(),
    correct: bigint({ nullable: true }),
    items: bigint(),
    standardError: text(),
    outputsDigest: text(),
    predictionsDigest: text(),
    itemsArtifact: text({ nullable: true }),
    host: text(),
    hardwareClass: text(),
    stack: text(),
    conditions: jsonb(),
    contributorId: bigint(),
    ranAt: moment(),
  },
  references: [
    { columns: ['logIndex'], table: 'statement', keys: ['logIndex'] },
    { columns: ['protocolDigest'], table: 'protocol', keys: ['digest'] },
    { columns: ['itemsArtifact'], table: 'artifact', keys: ['digest'] },
    { columns: ['contributorId'], table: 'contributor', keys: ['id'] },
  ],
  indices: [{ name: 'run_core', columns: ['coreDigest', 'protocolDigest', 'metric'] }],
});

export interface BiasReportRow {
  logIndex: number;
  checkpointId: number;
  coreDigest: string;
  datasetDigest: string;
  attribute: string;
  payload: object;
  /** What the hub computed of the payload; recomputable. */
  computed: object;
  verdict: string;
  contributorId: number;
  filedAt: Date;
}

export const biasReportTable = table<BiasReportRow>('bias_report', {
  columns: {
    logIndex: primary('bigint', 'bias_report'),
    checkpointId: bigint(),
    coreDigest: text(),
    datasetDigest: text(),
    attribute: text(),
    payload: jsonb(),
    computed: jsonb(),
    verdict: text(),
    contributorId: bigint(),
    filedAt: moment(),
  },
  references: [
    { columns: ['logIndex'], table: 'statement', keys: ['logIndex'] },
    { columns: ['checkpointId'], table: 'checkpoint', keys: ['id'] },
    { columns: ['contributorId'], table: 'contributor', keys: ['id'] },
  ],
  indices: [{ name: 'bias_report_core', columns: ['coreDigest'] }],
});

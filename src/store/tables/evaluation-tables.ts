import { bigint, boolean, integer, jsonb, moment, primary, table, text } from './table.ts';

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
  indices: [
    { name: 'claim_core', columns: ['coreDigest', 'protocolDigest', 'metric'] },
    { name: 'claim_contributor', columns: ['contributorId'] },
  ],
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
  /** How far another choice of items would move a mean; null where the counts tell it. */
  samplingError: string | null;
  outputsDigest: string;
  predictionsDigest: string;
  itemsArtifact: string | null;
  /** The number of the series' challenge answer that it gave; null where it gave none. */
  challengeAnswer: number | null;
  host: string;
  hardwareClass: string;
  stack: string;
  conditions: object;
  contributorId: number;
  /** Submitted without a job, so neither promised nor challenged. */
  byHand: boolean;
  ranAt: Date;
  /** Set when its evaluator took it back: shown, and counted no more. */
  withdrawalLogIndex: number | null;
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
    samplingError: text({ nullable: true }),
    outputsDigest: text(),
    predictionsDigest: text(),
    itemsArtifact: text({ nullable: true }),
    challengeAnswer: integer({ nullable: true }),
    host: text(),
    hardwareClass: text(),
    stack: text(),
    conditions: jsonb(),
    contributorId: bigint(),
    byHand: boolean({ default: () => 'false' }),
    ranAt: moment(),
    withdrawalLogIndex: bigint({ nullable: true }),
  },
  references: [
    { columns: ['logIndex'], table: 'statement', keys: ['logIndex'] },
    { columns: ['protocolDigest'], table: 'protocol', keys: ['digest'] },
    { columns: ['itemsArtifact'], table: 'artifact', keys: ['digest'] },
    { columns: ['contributorId'], table: 'contributor', keys: ['id'] },
    { columns: ['withdrawalLogIndex'], table: 'statement', keys: ['logIndex'] },
  ],
  indices: [
    { name: 'run_core', columns: ['coreDigest', 'protocolDigest', 'metric'] },
    { name: 'run_contributor', columns: ['contributorId'] },
  ],
});

/** The different answers that runs of one series gave to its challenge; no reader ever gets them. */
export interface ChallengeAnswerRow {
  coreDigest: string;
  protocolDigest: string;
  /** From 1 on, in the order they came. */
  number: number;
  /** Float32 values in base64. */
  answer: string;
}

export const challengeAnswerTable = table<ChallengeAnswerRow>('challenge_answer', {
  columns: {
    coreDigest: primary('text', 'challenge_answer'),
    protocolDigest: primary('text', 'challenge_answer'),
    number: primary('integer', 'challenge_answer'),
    answer: text(),
  },
  references: [{ columns: ['protocolDigest'], table: 'protocol', keys: ['digest'] }],
});

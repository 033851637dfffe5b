import type { AdvisoryKind, AffectedKind, Severity } from '../../attestation/advisory-words.ts';
import { bigint, jsonb, moment, primary, table, text } from './table.ts';

export interface AdvisoryRow {
  logIndex: number;
  title: string;
  severity: Severity;
  kind: AdvisoryKind;
  text: string;
  remedy: string | null;
  references: readonly string[];
  contributorId: number;
  publishedAt: Date;
  /** The statement by which it was taken back. */
  withdrawalLogIndex: number | null;
  /** Checkpoints it reached when they were counted last; null until then. */
  affectedCount: number | null;
  countedAt: Date | null;
  /** The size of the log when they were counted: what came since may have changed it. */
  countedLogSize: number | null;
  /** When those with a webhook on what it reaches were told; null until then. */
  toldAt: Date | null;
}

export const advisoryTable = table<AdvisoryRow>('advisory', {
  columns: {
    logIndex: primary('bigint', 'advisory'),
    title: text(),
    severity: text(),
    kind: text(),
    text: text(),
    remedy: text({ nullable: true }),
    references: jsonb(),
    contributorId: bigint(),
    publishedAt: moment(),
    withdrawalLogIndex: bigint({ nullable: true }),
    affectedCount: bigint({ nullable: true }),
    countedAt: moment({ nullable: true }),
    countedLogSize: bigint({ nullable: true }),
    toldAt: moment({ nullable: true }),
  },
  references: [
    { columns: ['logIndex'], table: 'statement', keys: ['logIndex'] },
    { columns: ['contributorId'], table: 'contributor', keys: ['id'] },
    { columns: ['withdrawalLogIndex'], table: 'statement', keys: ['logIndex'] },
  ],
  indices: [
    { name: 'advisory_open', columns: ['logIndex'], where: 'withdrawal_log_index IS NULL' },
    { name: 'advisory_untold', columns: ['logIndex'], where: 'told_at IS NULL' },
  ],
});

export interface AdvisoryTargetRow {
  logIndex: number;
  of: AffectedKind;
  /** A digest, or a license's id. */
  value: string;
}

/** What an advisory names. */
export const advisoryTargetTable = table<AdvisoryTargetRow>('advisory_target', {
  columns: {
    logIndex: primary('bigint', 'advisory_target'),
    of: primary('text', 'advisory_target'),
    value: primary('text', 'advisory_target'),
  },
  references: [{ columns: ['logIndex'], table: 'advisory', keys: ['logIndex'] }],
  indices: [{ name: 'advisory_target_value', columns: ['value'] }],
});

import type { StatementKind } from '../../attestation/predicates.ts';
import type { Custody } from '../../attestation/role.ts';
import { bigint, bytea, moment, primary, table, text } from './table.ts';

/** The hub's log: everything else is a projection of these rows. */
export interface StatementRow {
  logIndex: number;
  id: string;
  kind: StatementKind;
  subjectDigest: string;
  author: string;
  custody: Custody;
  contributorId: number;
  bytes: Buffer;
  signature: Buffer;
  acceptedAt: Date;
}

export const statementTable = table<StatementRow>('statement', {
  columns: {
    logIndex: primary('bigint', 'statement'),
    id: text(),
    kind: text(),
    subjectDigest: text(),
    author: text(),
    custody: text(),
    contributorId: bigint(),
    bytes: bytea(),
    signature: bytea(),
    acceptedAt: moment(),
  },
  references: [
    { columns: ['contributorId'], table: 'contributor', keys: ['id'] },
    { columns: ['author'], table: 'contributor_key', keys: ['keyId'] },
  ],
  indices: [
    { name: 'statement_id', columns: ['id'], unique: true },
    { name: 'statement_subject', columns: ['subjectDigest'] },
  ],
});

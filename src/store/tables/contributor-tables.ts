import type { Custody, Role, Scope } from '../../attestation/role.ts';
import { bigint, bytea, generatedId, moment, primary, table, text, textArray } from './table.ts';

export interface HubSettingRow {
  key: string;
  value: string;
}

export const hubSettingTable = table<HubSettingRow>('hub_setting', {
  columns: { key: primary('text', 'hub_setting'), value: text() },
});

export interface ContributorRow {
  id: number;
  name: string;
  nameKey: string;
  role: Role;
  createdAt: Date;
}

export const contributorTable = table<ContributorRow>('contributor', {
  columns: {
    id: generatedId('contributor'),
    name: text(),
    nameKey: text(),
    role: text(),
    createdAt: moment(),
  },
  indices: [{ name: 'contributor_name_key', columns: ['nameKey'], unique: true }],
});

export interface ContributorKeyRow {
  keyId: string;
  contributorId: number;
  custody: Custody;
  /** The seed under the hub's sealing key; only for custody HUB. */
  sealedSeed: Buffer | null;
  nextKeyDigest: string | null;
  createdAt: Date;
}

export const contributorKeyTable = table<ContributorKeyRow>('contributor_key', {
  columns: {
    keyId: primary('text', 'contributor_key'),
    contributorId: bigint(),
    custody: text(),
    sealedSeed: bytea({ nullable: true }),
    nextKeyDigest: text({ nullable: true }),
    createdAt: moment(),
  },
  references: [{ columns: ['contributorId'], table: 'contributor', keys: ['id'] }],
  indices: [{ name: 'contributor_key_contributor', columns: ['contributorId'] }],
});

export interface AccessTokenRow {
  id: string;
  contributorId: number;
  secretDigest: string;
  label: string;
  scopes: Scope[];
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
}

export const accessTokenTable = table<AccessTokenRow>('access_token', {
  columns: {
    id: primary('uuid', 'access_token'),
    contributorId: bigint(),
    secretDigest: text(),
    label: text(),
    scopes: textArray(),
    createdAt: moment(),
    expiresAt: moment(),
    revokedAt: moment({ nullable: true }),
  },
  references: [{ columns: ['contributorId'], table: 'contributor', keys: ['id'] }],
  indices: [
    { name: 'access_token_secret', columns: ['secretDigest'], unique: true },
    { name: 'access_token_contributor', columns: ['contributorId'] },
  ],
});

export interface InvitationRow {
  codeDigest: string;
  /** Null lets the person choose; only the first owner's invitation does. */
  name: string | null;
  role: Role;
  createdAt: Date;
  expiresAt: Date;
  redeemedBy: number | null;
}

export const invitationTable = table<InvitationRow>('invitation', {
  columns: {
    codeDigest: primary('text', 'invitation'),
    name: text({ nullable: true }),
    role: text(),
    createdAt: moment(),
    expiresAt: moment(),
    redeemedBy: bigint({ nullable: true }),
  },
  references: [{ columns: ['redeemedBy'], table: 'contributor', keys: ['id'] }],
});

export interface UploadGrantRow {
  id: string;
  contributorId: number;
  digest: string;
  createdAt: Date;
}

/** Which contributor brought which bytes: nobody can publish bytes they never showed to have. */
export const uploadGrantTable = table<UploadGrantRow>('upload_grant', {
  columns: {
    id: primary('uuid', 'upload_grant'),
    contributorId: bigint(),
    digest: text(),
    createdAt: moment(),
  },
  references: [{ columns: ['contributorId'], table: 'contributor', keys: ['id'] }],
  indices: [{ name: 'upload_grant_digest', columns: ['contributorId', 'digest'], unique: true }],
});

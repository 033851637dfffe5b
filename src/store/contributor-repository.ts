import { IsNull, MoreThan, type EntityManager } from 'typeorm';
import type { KeyId } from '../attestation/key.ts';
import type { Custody, Role } from '../attestation/role.ts';
import {
  accessTokenTable,
  contributorKeyTable,
  contributorTable,
  invitationTable,
  uploadGrantTable,
  type AccessTokenRow,
  type ContributorKeyRow,
  type ContributorRow,
  type InvitationRow,
} from './tables/contributor-tables.ts';

export type ContributorRecord = Readonly<Omit<ContributorRow, 'nameKey'>>;
export type KeyRecord = Readonly<Omit<ContributorKeyRow, 'keyId'>> & { readonly keyId: KeyId };
export type TokenRecord = Readonly<Omit<AccessTokenRow, 'secretDigest'>>;
export type InvitationRecord = Readonly<InvitationRow>;

/** Contributors, their keys, tokens and invitations. */
export class ContributorRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async findByName(name: string): Promise<ContributorRecord | null> {
    return this.#manager.findOneBy(contributorTable, { nameKey: name.toLowerCase() });
  }

  async byIds(ids: readonly number[]): Promise<readonly ContributorRecord[]> {
    return this.#manager.query(
      'SELECT id, name, role, created_at AS "createdAt" FROM contributor WHERE id = ANY($1)',
      [ids],
    );
  }

  async add(name: string, role: Role, now: Date): Promise<ContributorRecord> {
    const row = { name, nameKey: name.toLowerCase(), role, createdAt: now };
    const { identifiers } = await this.#manager.insert(contributorTable, row);
    return { id: Number(identifiers[0]?.['id']), name, role, createdAt: now };
  }

  async ownerCount(): Promise<number> {
    return this.#manager.countBy(contributorTable, { role: 'OWNER' });
  }

  async addKey(key: KeyRecord): Promise<void> {
    await this.#manager.insert(contributorKeyTable, key);
  }

  async findKey(keyId: KeyId): Promise<KeyRecord | null> {
    return (await this.#manager.findOneBy(contributorKeyTable, { keyId })) as KeyRecord | null;
  }

  async keysOf(contributorIds: readonly number[]): Promise<readonly KeyRecord[]> {
    return this.#manager.query(
      `SELECT key_id AS "keyId", contributor_id AS "contributorId", custody, sealed_seed AS "sealedSeed",
              next_key_digest AS "nextKeyDigest", created_at AS "createdAt"
         FROM contributor_key WHERE contributor_id = ANY($1) ORDER BY created_at`,
      [contributorIds],
    );
  }

  async hubKeyOf(contributorId: number): Promise<KeyRecord | null> {
    const keys = await this.keysOf([contributorId]);
    return keys.find((key) => key.custody === ('HUB' satisfies Custody)) ?? null;
  }

  async addToken(token: Omit<AccessTokenRow, 'revokedAt'>): Promise<void> {
    await this.#manager.insert(accessTokenTable, { ...token, revokedAt: null });
  }

  /** The live token of a secret, with its contributor; null when unknown, expired or revoked. */
  async findLiveToken(
    secretDigest: string,
    now: Date,
  ): Promise<{ contributor: ContributorRecord; token: TokenRecord } | null> {
    const [row] = await this.#manager.query(LIVE_TOKEN, [secretDigest, now]);
    if (!row) return null;
    const { name, role, joinedAt, ...token } = row;
    return { contributor: { id: token.contributorId, name, role, createdAt: joinedAt }, token };
  }

  async isTokenLive(id: string, now: Date): Promise<boolean> {
    const live = { id, revokedAt: IsNull(), expiresAt: MoreThan(now) };
    return this.#manager.existsBy(accessTokenTable, live);
  }

  async tokensOf(contributorId: number): Promise<readonly TokenRecord[]> {
    return this.#manager.find(accessTokenTable, { where: { contributorId }, order: { createdAt: 'DESC' } });
  }

  /** Null when the contributor has no such live token. */
  async revokeToken(id: string, contributorId: number, now: Date): Promise<TokenRecord | null> {
    await this.#manager.query(
      'UPDATE access_token SET revoked_at = $3 WHERE id = $1 AND contributor_id = $2 AND revoked_at IS NULL',
      [id, contributorId, now],
    );
    return this.#manager.findOneBy(accessTokenTable, { id, contributorId });
  }

  async addInvitation(invitation: InvitationRecord): Promise<void> {
    await this.#manager.insert(invitationTable, invitation);
  }

  /** The unredeemed invitation of a code, locked until the transaction ends: a code works once. */
  async lockInvitation(codeDigest: string): Promise<InvitationRecord | null> {
    return this.#manager.findOne(invitationTable, {
      where: { codeDigest },
      lock: { mode: 'pessimistic_write' },
    });
  }

  async redeem(codeDigest: string, contributorId: number): Promise<void> {
    await this.#manager.update(invitationTable, { codeDigest }, { redeemedBy: contributorId });
  }

  async grantUpload(id: string, contributorId: number, digest: string, now: Date): Promise<void> {
    await this.#manager
      .createQueryBuilder()
      .insert()
      .into(uploadGrantTable)
      .values({ id, contributorId, digest, createdAt: now })
      .orIgnore()
      .execute();
  }

  /** The role of a contributor, and how many bytes they brought; what others brought too counts for each. */
  async kept(contributorId: number): Promise<{ readonly role: Role; readonly keptBytes: number }> {
    const [row] = await this.#manager.query(
      `SELECT c.role, (SELECT coalesce(sum(a.size_bytes), 0) FROM upload_grant g JOIN artifact a ON a.digest = g.digest
                        WHERE g.contributor_id = c.id)::bigint AS "keptBytes"
         FROM contributor c WHERE c.id = $1`,
      [contributorId],
    );
    return { role: row.role, keptBytes: Number(row.keptBytes) };
  }

  /** Which of these bytes the contributor has brought. */
  async grantedUploads(contributorId: number, digests: readonly string[]): Promise<ReadonlySet<string>> {
    const rows: { digest: string }[] = await this.#manager.query(
      'SELECT digest FROM upload_grant WHERE contributor_id = $1 AND digest = ANY($2)',
      [contributorId, digests],
    );
    return new Set(rows.map((row) => row.digest));
  }
}

const LIVE_TOKEN = `
  SELECT t.id, t.contributor_id AS "contributorId", t.label, t.scopes, t.created_at AS "createdAt",
         t.expires_at AS "expiresAt", t.revoked_at AS "revokedAt", c.name, c.role, c.created_at AS "joinedAt"
    FROM access_token t JOIN contributor c ON c.id = t.contributor_id
   WHERE t.secret_digest = $1 AND t.revoked_at IS NULL AND t.expires_at > $2`;

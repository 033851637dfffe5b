import { generateSeed, keyDigest, parseKeyId, signerOf, type KeyId } from '../attestation/key.ts';
import { scopesOf, type Custody } from '../attestation/role.ts';
import { openStatement, signStatement, type Statement } from '../attestation/statement.ts';
import { digestOf } from '../base/digest.ts';
import { refusal } from '../base/errors.ts';
import type { ContributorRecord, InvitationRecord } from '../store/contributor-repository.ts';
import type { Store } from '../store/store.ts';
import type { Hub } from './context/hub.ts';
import { issueToken } from './context/token.ts';
import { assertContributorName, nameTaken } from './invite-contributor.ts';

export interface RedeemInvitation {
  readonly code: string;
  readonly name: string | null;
  /** A key statement by the contributor's own key; null lets the hub make and keep one. */
  readonly envelope: unknown;
}

const TOKEN_DAYS = 90;

/** Joins the hub: binds name, key and first token in one transaction; a code works once. */
export async function redeemInvitation(hub: Hub, input: RedeemInvitation) {
  const codeDigest = digestOf(input.code);
  const joined = await hub.store.transaction(async (store) => {
    // Two invitations may name the same person; the log's lock lets one of them find the name taken.
    await store.statements.lock();
    const invitation = await requireInvitation(hub, store, codeDigest);
    const name = chosenName(invitation, input.name);
    if (await store.contributors.findByName(name)) throw nameTaken(name);
    const contributor = await store.contributors.add(name, invitation.role, hub.clock.now());
    const custody = await bindKey(hub, store, contributor, input.envelope);
    await store.contributors.redeem(codeDigest, contributor.id);
    const scopes = scopesOf(invitation.role);
    const now = hub.clock.now();
    const request = { contributorId: contributor.id, label: 'first login', scopes, days: TOKEN_DAYS, now };
    const { secret, token } = await issueToken(store, request);
    return { contributor, custody, token: secret, expiresAt: token.expiresAt };
  });
  const { name, role } = joined.contributor;
  hub.events.contributorJoined({ contributor: name, role, custody: joined.custody });
  return joined;
}

async function requireInvitation(hub: Hub, store: Store, codeDigest: string): Promise<InvitationRecord> {
  const invitation = await store.contributors.lockInvitation(codeDigest);
  if (invitation && invitation.redeemedBy === null && invitation.expiresAt > hub.clock.now())
    return invitation;
  throw refusal('HUB_INVITATION_INVALID', 'this invitation does not work', {
    expected: 'a code that was not used and is not older than a week',
    received: invitation ? 'a code that was used or is too old' : 'an unknown code',
    remedy: 'ask the hub’s owner for a new one: heirloom invite NAME',
  });
}

function chosenName(invitation: InvitationRecord, wanted: string | null): string {
  const name = invitation.name ?? wanted;
  if (name === null)
    throw refusal('HUB_NAME_NEEDED', 'this invitation names nobody', {
      expected: 'a name of your choice',
      remedy: 'add --name NAME',
    });
  assertContributorName(name);
  return name;
}

async function bindKey(
  hub: Hub,
  store: Store,
  contributor: ContributorRecord,
  envelope: unknown,
): Promise<Custody> {
  const seed = generateSeed();
  const isOwn = envelope !== null && envelope !== undefined;
  const statement = isOwn ? openStatement(envelope) : hubMadeKey(hub, contributor.name, seed);
  const { body } = assertKeyStatement(hub, statement, contributor.name, isOwn ? 'SELF' : 'HUB');
  await assertUnbound(store, statement.author);
  const now = hub.clock.now();
  await store.contributors.addKey({
    keyId: statement.author,
    contributorId: contributor.id,
    custody: body.custody,
    sealedSeed: isOwn ? null : hub.sealer.seal(seed),
    nextKeyDigest: body.nextKeyDigest,
    createdAt: now,
  });
  await store.statements.append(statement, { custody: body.custody, contributorId: contributor.id }, now);
  return body.custody;
}

function hubMadeKey(hub: Hub, contributor: string, seed: Uint8Array): Statement {
  const signer = signerOf(seed);
  const subject = { name: contributor, digest: keyDigest(signer.keyId) };
  const body = { contributor, custody: 'HUB' as const, nextKeyDigest: null };
  return openStatement(signStatement({ kind: 'key', subject, hub: hub.id, body }, signer, hub.clock.now()));
}

function assertKeyStatement(
  hub: Hub,
  statement: Statement,
  name: string,
  custody: Custody,
): Statement<'key'> {
  const key = statement as Statement<'key'>;
  const isRight =
    statement.kind === 'key' &&
    statement.hub === hub.id &&
    statement.subject.digest === keyDigest(statement.author) &&
    key.body.contributor === name &&
    key.body.custody === custody;
  if (isRight) return key;
  throw refusal(
    'HUB_KEY_STATEMENT_WRONG',
    'the key statement does not bind this key to this name on this hub',
    {
      expected: `a key statement for ${hub.id} by ${name}, custody ${custody}, whose subject is the signing key`,
      received: `${statement.kind} for ${statement.hub} about ${statement.subject.name}`,
    },
  );
}

async function assertUnbound(store: Store, keyId: KeyId): Promise<void> {
  if (!(await store.contributors.findKey(parseKeyId(keyId)))) return;
  throw refusal('HUB_KEY_TAKEN', 'this key already belongs to a contributor here', {
    expected: 'a fresh key',
    received: keyId,
  });
}

import { generateSeed, keyDigest, signerOf } from '../attestation/key.ts';
import { signStatement } from '../attestation/statement.ts';
import { systemClock } from '../base/clock.ts';
import { refusal } from '../base/errors.ts';
import { accountOf, saveAccount, type Account } from './account-file.ts';
import { hubFacts, redeemInvitation } from './generated/operations.ts';
import { HubClient } from './hub-client.ts';

export interface Login {
  readonly hub: string;
  readonly code: string;
  readonly name: string;
  readonly home: string;
  /** The name the account is kept under; the hub's address by default. */
  readonly keepAs?: string;
  /** What `hubToJoin` said, where it was asked before. */
  readonly facts?: HubToJoin;
}

/** Makes this machine's key, joins the hub with an invitation, and keeps key and token. */
export async function login({
  hub,
  code,
  name,
  home,
  keepAs,
  facts,
}: Login): Promise<Account & { readonly role: string }> {
  const client = new HubClient(hub, null);
  const { id: hubId } = facts ?? (await hubToJoin(client, home, keepAs ?? hub));
  const seed = generateSeed();
  const nextSeed = generateSeed();
  const signer = signerOf(seed);
  const body = {
    contributor: name,
    custody: 'SELF' as const,
    nextKeyDigest: keyDigest(signerOf(nextSeed).keyId),
  };
  const subject = { name, digest: keyDigest(signer.keyId) };
  const draft = { kind: 'key' as const, subject, hub: hubId, body };
  const envelope = signStatement(draft, signer, systemClock.now());
  const joined = await client.act(redeemInvitation, { code, name, envelope });
  const account: Account = {
    hubUrl: hub,
    hubId,
    contributor: joined.contributor.name,
    token: joined.token,
    seed: Buffer.from(seed).toString('base64url'),
    nextSeed: Buffer.from(nextSeed).toString('base64url'),
  };
  await saveAccount(home, account, keepAs ?? hub);
  return { ...account, role: joined.contributor.role };
}

export type HubToJoin = Awaited<ReturnType<typeof hubToJoin>>;

/** The hub at an address, unless this machine has joined it: another account in the place of the first would end that one's key. */
export async function hubToJoin(client: HubClient, home: string, key: string) {
  const { hub } = await client.ask(hubFacts);
  const held = await accountOf(home, key);
  if (held?.hubId !== hub.id) return hub;
  throw refusal('CLIENT_JOINED_ALREADY', `you are ${held.contributor} on ${key} already`, {
    expected: 'a hub that this machine has no account of',
    received: `an account with a key in ${home}`,
    remedy: 'for a second account beside it give HEIRLOOM_HOME another folder',
  });
}

import { generateSeed, keyDigest, signerOf } from '../attestation/key.ts';
import { signStatement } from '../attestation/statement.ts';
import { systemClock } from '../base/clock.ts';
import { saveAccount, type Account } from './account-file.ts';
import { hubFacts, redeemInvitation } from './generated/operations.ts';
import { HubClient } from './hub-client.ts';

export interface Login {
  readonly hub: string;
  readonly code: string;
  readonly name: string;
  readonly home: string;
  /** The name the account is kept under; the hub's address by default. */
  readonly keepAs?: string;
}

/** Makes this machine's key, joins the hub with an invitation, and keeps key and token. */
export async function login({
  hub,
  code,
  name,
  home,
  keepAs,
}: Login): Promise<Account & { readonly role: string }> {
  const client = new HubClient(hub, null);
  const { hub: facts } = await client.ask(hubFacts);
  const seed = generateSeed();
  const nextSeed = generateSeed();
  const signer = signerOf(seed);
  const body = {
    contributor: name,
    custody: 'SELF' as const,
    nextKeyDigest: keyDigest(signerOf(nextSeed).keyId),
  };
  const subject = { name, digest: keyDigest(signer.keyId) };
  const draft = { kind: 'key' as const, subject, hub: facts.id, body };
  const envelope = signStatement(draft, signer, systemClock.now());
  const joined = await client.act(redeemInvitation, { code, name, envelope });
  const account: Account = {
    hubUrl: hub,
    hubId: facts.id,
    contributor: joined.contributor.name,
    token: joined.token,
    seed: Buffer.from(seed).toString('base64url'),
    nextSeed: Buffer.from(nextSeed).toString('base64url'),
  };
  await saveAccount(home, account, keepAs ?? hub);
  return { ...account, role: joined.contributor.role };
}

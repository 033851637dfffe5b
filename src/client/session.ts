import { signerOf, type Signer } from '../attestation/key.ts';
import type { Bodies, StatementKind } from '../attestation/predicates.ts';
import { signStatement } from '../attestation/statement.ts';
import { systemClock } from '../base/clock.ts';
import type { Digest } from '../base/digest.ts';
import { refusal } from '../base/errors.ts';
import type { Environment } from '../config/env.ts';
import { accountOf, chosenHub, clientHome, type Account } from './account-file.ts';
import { submitStatement, type SubmitStatementAnswer } from './generated/operations.ts';
import { HubClient } from './hub-client.ts';
import type { Accepted } from './typed-document.ts';

/** A hub to talk to, and who talks; nobody logged in can still read. */
export interface Session {
  readonly client: HubClient;
  readonly account: Account | null;
  readonly home: string;
}

export async function openSession(env: Environment, hubFlag?: string): Promise<Session> {
  const home = clientHome(env);
  const hub = await chosenHub(env, hubFlag);
  const account = await accountOf(home, hub);
  const client = new HubClient(hub, env.token ?? account?.token ?? null, account?.peerHubs ?? []);
  return { client, account, home };
}

export function requireAccount({ account, client }: Session): Account & { readonly signer: Signer } {
  if (account?.seed) return { ...account, signer: signerOf(Buffer.from(account.seed, 'base64url')) };
  throw refusal('CLIENT_NOT_LOGGED_IN', `you are not logged in to ${client.url} on this machine`, {
    expected: 'an account with a key on this machine',
    received: account ? 'an account whose key the hub holds' : 'none',
    remedy: `heirloom login ${client.url} --invite CODE`,
  });
}

/** Signs a statement with this machine's key and hands it to the hub. */
export async function signAndSubmit<Kind extends StatementKind>(
  session: Session,
  kind: Kind,
  subject: { name: string; digest: Digest },
  body: Bodies[Kind],
): Promise<Accepted<SubmitStatementAnswer>> {
  const { signer, hubId } = requireAccount(session);
  const envelope = signStatement({ kind, subject, hub: hubId, body }, signer, systemClock.now());
  return session.client.act(submitStatement, { envelope });
}

import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { scopesOf } from '../attestation/role.ts';
import { accountOf, type Account } from '../client/account-file.ts';
import { login } from '../client/login.ts';
import { runEvaluations } from '../client/run-evaluations.ts';
import type { ServedHub } from '../http/serve-hub.ts';
import { issueToken } from '../hub/context/token.ts';
import { trustOwnRunner } from '../hub/evaluators/trust-own-runner.ts';
import { makeInvitation } from '../hub/invite-contributor.ts';
import type { Log } from '../telemetry/log.ts';

const NAME = 'hub-runner';

/** The hub's own evaluator: the same program as everybody's runner, speaking to the hub as a contributor. */
export async function openEmbeddedRunner(
  { hub, baseUrl }: ServedHub,
  dataFolder: string,
  trustedOwners: readonly string[],
  log: Log,
): Promise<AsyncDisposable> {
  const home = path.join(dataFolder, 'runner');
  const known = await accountOf(home, NAME);
  const account = known ? await withNewToken(hub, known) : await join(hub, baseUrl, home);
  const contributor = await hub.store.contributors.findByName(account.contributor);
  if (contributor) await trustOwnRunner(hub, contributor);
  const stop = new AbortController();
  const work = {
    account: { ...account, hubUrl: baseUrl },
    home,
    trustedOwners,
    mode: 'swarm' as const,
    once: false,
    signal: stop.signal,
    log,
  };
  const running = runEvaluations(work).catch((error: unknown) =>
    log.error({ err: error }, 'the runner ended'),
  );
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await running;
    },
  };
}

const TOKEN_DAYS = 90;

// Each start gives it another token, so that a hub that is started now and then never locks its own runner out.
async function withNewToken(hub: ServedHub['hub'], account: Account): Promise<Account> {
  const contributor = await hub.store.contributors.findByName(account.contributor);
  if (!contributor) return account;
  const request = { label: 'start of the hub', scopes: scopesOf(contributor.role), days: TOKEN_DAYS };
  const now = hub.clock.now();
  const { secret } = await issueToken(hub.store, { contributorId: contributor.id, ...request, now });
  return { ...account, token: secret };
}

// Kept under a fixed name, since an ephemeral port gives the hub another address at each start.
async function join(hub: ServedHub['hub'], baseUrl: string, home: string) {
  // A lost account can't be had again, and its name neither: the runner goes on under another.
  const isTaken = (await hub.store.contributors.findByName(NAME)) !== null;
  const name = isTaken ? `${NAME}-${randomBytes(3).toString('hex')}` : NAME;
  const { code } = await makeInvitation(hub, { name, role: 'EVALUATOR' });
  return login({ hub: baseUrl, code, name, home, keepAs: NAME });
}

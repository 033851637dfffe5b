import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { accountOf } from '../client/account-file.ts';
import { login } from '../client/login.ts';
import { runEvaluations } from '../client/run-evaluations.ts';
import type { ServedHub } from '../http/serve-hub.ts';
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
  const account = { ...(known ?? (await join(hub, baseUrl, home))), hubUrl: baseUrl };
  const stop = new AbortController();
  const work = {
    account,
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

// Kept under a fixed name, since an ephemeral port gives the hub another address at each start.
async function join(hub: ServedHub['hub'], baseUrl: string, home: string) {
  // A lost account can't be had again, and its name neither: the runner goes on under another.
  const isTaken = (await hub.store.contributors.findByName(NAME)) !== null;
  const name = isTaken ? `${NAME}-${randomBytes(3).toString('hex')}` : NAME;
  const { code } = await makeInvitation(hub, { name, role: 'EVALUATOR' });
  return login({ hub: baseUrl, code, name, home, keepAs: NAME });
}

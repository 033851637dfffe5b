import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { evaluationJob, heartbeatEvaluationJob } from '../../src/client/generated/operations.ts';
import { tinyModel } from '../runner/tiny-onnx.ts';
import { registerMnist, requestRuns } from '../support/evaluating.ts';
import { publishSelf } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';
import { kill } from './hub-process.ts';
import { cycles, drillMsMax, moments } from './moments.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/heirloom.js', import.meta.url));
const LEASE_MS = 60_000;

test(
  'a job whose runner is killed is finished by another once its lease is over, with one result',
  async () => {
    await using hub = await openTestHub();
    const ada = await hub.joinSelf('ada');
    const { protocol } = await registerMnist(ada);
    let interrupted = 0;
    for (const [cycle, moment] of moments(5, cycles(2), 600).entries()) {
      const eve = await hub.joinSelf(`eve-${cycle}`, 'EVALUATOR');
      const fay = await hub.joinSelf(`fay-${cycle}`, 'EVALUATOR');
      const model = `ada/net-${cycle}`;
      await publishSelf(ada, { model, files: { 'model.onnx': tinyModel({ bias: [cycle] }) } });
      const [job = ''] = await requestRuns(ada, model, protocol, 1);

      const killed = startRunner(hub, eve);
      const leaseToken = await leaseTokenOf(hub, job, killed);
      await delay(moment);
      await kill(killed);
      // What the runner sent as it died may still be on its way: it has arrived once another runner has asked in vain.
      expect(await ended(startRunner(hub, fay))).toBe(0);
      if ((await runsOf(hub, job)) === 0) {
        interrupted++;
        expect((await jobOf(hub, job))?.state).toBe('LEASED');
        hub.clock.offsetMs += LEASE_MS + 1000;
        expect(await ended(startRunner(hub, fay))).toBe(0);
      }
      expect((await jobOf(hub, job))?.state).toBe('DONE');
      expect(await runsOf(hub, job)).toBe(1);
      const late = eve.client.act(heartbeatEvaluationJob, { id: job, leaseToken });
      expect(await codeOf(late)).toBe('HUB_LEASE_LOST');
    }
    expect(interrupted).toBeGreaterThan(0);
  },
  drillMsMax(2),
);

function startRunner({ url }: TestHub, { home }: SelfMember): ChildProcess {
  const words = ['runner', '--hub', url, '--once', '--http-only', '--trust', 'ada', '--log-level', 'silent'];
  const { PATH } = process.env;
  const env = { PATH, HOME: home, HEIRLOOM_HOME: home };
  return spawn(process.execPath, [PROGRAM, ...words], { cwd: home, env, stdio: 'ignore' });
}

async function ended(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

/** Waits until the runner holds the job. */
async function leaseTokenOf(hub: TestHub, job: string, runner: ChildProcess): Promise<string> {
  for (;;) {
    const [row] = await hub.database.rows<{ lease_token: string | null }>(
      'SELECT lease_token FROM evaluation_job WHERE id = $1',
      [job],
    );
    if (row?.lease_token) return row.lease_token;
    if (runner.exitCode !== null) throw new Error(`the runner ended with ${runner.exitCode} without the job`);
    await delay(5);
  }
}

async function jobOf(hub: TestHub, id: string) {
  return (await hub.anonymous.ask(evaluationJob, { id })).evaluationJob;
}

async function runsOf({ database }: TestHub, job: string): Promise<number> {
  const sql = `SELECT r.* FROM run r JOIN evaluation_job j ON j.run_log_index = r.log_index WHERE j.id = $1`;
  return (await database.rows(sql, [job])).length;
}

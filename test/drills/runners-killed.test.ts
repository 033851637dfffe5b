import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Digest } from '../../src/base/digest.ts';
import { tinyModel } from '../runner/tiny-onnx.ts';
import { registerMnist, requestRuns } from '../support/evaluating.ts';
import { publishSelf } from '../support/publishing.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';
import { kill } from './hub-process.ts';
import { cycles, drillMsMax, moments } from './moments.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/heirloom.js', import.meta.url));
// Fifty were killed with HEIRLOOM_DRILL_CYCLES=50, which takes two minutes.
const KILLS = cycles(8);
// What a runner sent as it died may still arrive: so many of the kills may turn out to have come too late.
const LATE_MAX = 3;
const RUNNERS = 3;
// Long enough that a busy machine's runner keeps it, short enough that nobody waits for a dead one's.
const LEASE_MS = 4_000;

test(
  `runners killed in the middle of ${KILLS} jobs: every job is done, once`,
  async () => {
    await using rooms = new AsyncDisposableStack();
    const hub = rooms.use(await openTestHub({ leaseMs: LEASE_MS }));
    const ada = await hub.joinSelf('ada');
    const { protocol } = await registerMnist(ada);
    await publishSelf(ada, { model: 'ada/net', files: { 'model.onnx': tinyModel() } });
    const pool = await openPool(hub, rooms);
    const tokens: string[] = [];
    let killed = 0;
    for (const momentMs of moments(7, 4 * (KILLS + LATE_MAX), 200)) {
      if (killed === KILLS + LATE_MAX) break;
      const { job, token, name } = await firstAttempt(hub, tokens, () => topUp(hub, ada, protocol));
      tokens.push(token);
      await delay(momentMs);
      await pool.killAndReplace(name);
      const [row] = await hub.database.rows<{ lease_token: string | null }>(
        'SELECT lease_token FROM evaluation_job WHERE id = $1',
        [job],
      );
      // Otherwise it was a moment too late, and the job is done.
      if (row?.lease_token === token) killed += 1;
    }
    expect(killed).toBe(KILLS + LATE_MAX);
    await allOver(hub);
    const [counts] = await hub.database.rows(
      `SELECT count(*)::int AS jobs, count(*) FILTER (WHERE state = 'DONE')::int AS done,
              count(DISTINCT run_log_index)::int AS runs, (SELECT count(*)::int FROM run) AS all_runs,
              (SELECT count(DISTINCT job_id)::int FROM evaluation_attempt WHERE code = 'HUB_LEASE_EXPIRED') >= $1 AS are_noted
         FROM evaluation_job`,
      [KILLS],
    );
    const jobs = (counts as { jobs: number }).jobs;
    expect(counts).toEqual({ jobs, done: jobs, runs: jobs, all_runs: jobs, are_noted: true });
    expect(jobs).toBeGreaterThanOrEqual(KILLS);
  },
  drillMsMax(KILLS),
);

/** Runners, each a program of its own, by the name of their contributor. */
async function openPool(hub: TestHub, rooms: AsyncDisposableStack) {
  const compiled = path.join(await hub.folder(), 'compiled');
  const runners = new Map<string, { child: ChildProcess; home: string }>();
  const start = (home: string) => {
    const words = ['runner', '--hub', hub.url, '--http-only', '--trust', 'ada', '--log-level', 'silent'];
    const { PATH } = process.env;
    // Many are started: what one has compiled of our code is there for the next.
    const env = { PATH, HOME: home, HEIRLOOM_HOME: home, NODE_COMPILE_CACHE: compiled };
    return spawn(process.execPath, [PROGRAM, ...words], { cwd: home, env, stdio: 'ignore' });
  };
  for (let i = 0; i < RUNNERS; i++) {
    const { name, home } = await hub.joinSelf(`eve-${i}`, 'EVALUATOR');
    runners.set(name, { child: start(home), home });
  }
  rooms.defer(async () => {
    for (const { child } of runners.values()) await kill(child);
  });
  return {
    async killAndReplace(name: string) {
      const { child, home } = runners.get(name)!;
      await kill(child);
      runners.set(name, { child: start(home), home });
    },
  };
}

/** There is always something new to lease. */
async function topUp(hub: TestHub, ada: SelfMember, protocol: Digest): Promise<void> {
  const [row] = await hub.database.rows<{ fresh: number }>(
    `SELECT count(*)::int AS fresh FROM evaluation_job WHERE state = 'QUEUED' AND attempts = 0`,
  );
  for (let i = row?.fresh ?? 0; i < RUNNERS; i++) await requestRuns(ada, 'ada/net', protocol, 1);
}

/** A job in its first try: three killed tries would end it. */
async function firstAttempt(
  hub: TestHub,
  seen: readonly string[],
  ask: () => Promise<void>,
): Promise<{ job: string; token: string; name: string }> {
  for (;;) {
    // Those that were asked for may all be done before one is seen.
    await ask();
    const [row] = await hub.database.rows<{ job: string; token: string; name: string }>(
      `SELECT j.id AS job, j.lease_token AS token, c.name FROM evaluation_job j JOIN contributor c ON c.id = j.leased_by
        WHERE j.state = 'LEASED' AND j.attempts = 1 AND NOT j.lease_token = ANY($1)
        ORDER BY j.leased_at DESC LIMIT 1`,
      [seen],
    );
    if (row) return row;
    await delay(20);
  }
}

async function allOver({ database }: TestHub): Promise<void> {
  const sql = `SELECT 1 FROM evaluation_job WHERE state IN ('QUEUED', 'LEASED') LIMIT 1`;
  while ((await database.rows(sql)).length > 0) await delay(100);
}

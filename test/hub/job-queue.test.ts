import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Digest } from '../../src/base/digest.ts';
import {
  cancelEvaluationJob,
  evaluationJob,
  evaluationJobs,
  failEvaluationJob,
  heartbeatEvaluationJob,
  requeueEvaluationJob,
  runnerList,
  type JobProgressInput,
} from '../../src/client/generated/operations.ts';
import { TASK_IDS } from '../../src/evaluation/task.ts';
import { LEASE_NEXT } from '../../src/store/queries/lease-next.ts';
import { tinyModel } from '../runner/tiny-onnx.ts';
import { complete, hostOf, lease, registerMnist, requestRuns, type HeldJob } from '../support/evaluating.ts';
import { publishSelf } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
let ada: SelfMember;
let bea: SelfMember;
let eve: SelfMember;
let fay: SelfMember;
let protocol: Digest;

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  bea = await hub.joinSelf('bea');
  eve = await hub.joinSelf('eve', 'EVALUATOR');
  fay = await hub.joinSelf('fay', 'EVALUATOR');
  ({ protocol } = await registerMnist(ada));
  await publishSelf(ada, { model: 'ada/net', files: { 'model.onnx': tinyModel() } });
});
afterAll(() => hub?.[Symbol.asyncDispose]());
beforeEach(() =>
  hub.database.rows('TRUNCATE evaluation_job, evaluation_attempt, evaluation_requester, audit'),
);

const request = (member: SelfMember, more: Parameters<typeof requestRuns>[4] = {}) =>
  requestRuns(member, 'ada/net', protocol, 1, more).then(([id = '']) => id);
const requester = async ({ job }: HeldJob) => (await jobOf(job.id))?.requestedBy.name;
const jobOf = async (id: string) => (await hub.anonymous.ask(evaluationJob, { id })).evaluationJob;

async function held(member: SelfMember, more: Record<string, unknown> = {}): Promise<HeldJob> {
  const job = await lease(member, null, more);
  if (!job) throw new Error('no job waits');
  return job;
}

describe('the next job', () => {
  test('is of the requester with fewer jobs in hand, however many the other queued', async () => {
    for (let i = 0; i < 6; i++) await request(ada);
    await request(bea);
    const first = await held(eve);
    const second = await held(eve);
    expect([await requester(first), await requester(second)]).toEqual(['ada', 'bea']);
  });

  test('goes round among requesters with as many jobs in hand', async () => {
    for (let i = 0; i < 3; i++) await request(ada);
    for (let i = 0; i < 3; i++) await request(bea);
    const served: (string | undefined)[] = [];
    for (let i = 0; i < 6; i++) {
      const job = await held(eve);
      served.push(await requester(job));
      await complete(hub, eve, job, protocol);
      hub.clock.offsetMs += 1000;
    }
    expect(served).toEqual(['ada', 'bea', 'ada', 'bea', 'ada', 'bea']);
  });

  test('is of the highest priority, and the oldest of its requester', async () => {
    const [low, first, second] = [
      await request(ada, { priority: 'LOW' }),
      await request(ada),
      await request(ada),
    ];
    const high = await requestRuns(hub.owner, 'ada/net', protocol, 1, { priority: 'HIGH' });
    const order = [];
    for (let i = 0; i < 4; i++) order.push((await held(eve)).job.id);
    expect(order).toEqual([...high, first, second, low]);
  });

  test('is leased once by many who ask at the same time', async () => {
    const ids = [];
    for (let i = 0; i < 8; i++) ids.push(await request(i % 2 ? ada : bea));
    const leases = await Promise.all(Array.from({ length: 12 }, (_, i) => lease(i % 2 ? eve : fay)));
    const taken = leases.flatMap((found) => found?.job.id ?? []);
    expect(taken.toSorted()).toEqual(ids.toSorted());
  });

  test('is found among 100,000 by steps along one index', async () => {
    const { id: requestedBy } = (
      await hub.database.rows<{ id: number }>(`SELECT id::int FROM contributor WHERE name = 'ada'`)
    )[0]!;
    await hub.database.rows(`ALTER TABLE evaluation_job DISABLE TRIGGER USER`);
    await hub.database.rows(
      `INSERT INTO evaluation_job (id, request_id, checkpoint_id, protocol_digest, state, attempts, requested_by, created_at)
       SELECT gen_random_uuid(), gen_random_uuid(), c.id, $1, 'QUEUED', 0, $2, now() + n * interval '1 millisecond'
         FROM generate_series(1, 100000) n, (SELECT id FROM checkpoint LIMIT 1) c`,
      [protocol, requestedBy],
    );
    await hub.database.rows(`ALTER TABLE evaluation_job ENABLE TRIGGER USER`);
    await hub.database.rows('ANALYZE evaluation_job');
    await request(bea);
    const job = await held(eve);
    const next = await held(eve);
    expect(new Set(await Promise.all([job, next].map(requester)))).toEqual(new Set(['ada', 'bea']));
    expect(await codeOf(request(ada))).toBe('HUB_JOBS_WAITING');
    const [{ 'QUERY PLAN': plan }] = (await hub.database.rows<{ 'QUERY PLAN': { Plan: Buffers }[] }>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${LEASE_NEXT}`,
      [1, 'token', new Date(), new Date(), ['image-classification'], ['cpu'], null, null, 'host', [1]],
    )) as [{ 'QUERY PLAN': [{ Plan: Buffers }] }];
    expect(JSON.stringify(plan)).not.toContain('Seq Scan on evaluation_job');
    const pages = plan[0].Plan['Shared Hit Blocks'] + plan[0].Plan['Shared Read Blocks'];
    // The table has thousands.
    expect(pages).toBeLessThan(200);
  });
});

interface Buffers {
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
}

test('a contributor may not ask for a high priority', async () => {
  expect(await codeOf(request(ada, { priority: 'HIGH' }))).toBe('HUB_PERMISSION_MISSING');
});

describe('a job fits a runner', () => {
  test('with the provider that was asked for, which the lease names', async () => {
    const wasm = await request(ada, { provider: 'WASM' });
    expect(await lease(eve)).toBeNull();
    expect(await lease(eve, null, { providers: ['CUDA'] })).toBeNull();
    const job = await held(eve, { providers: ['CPU', 'WASM'] });
    expect([job.job.id, job.provider]).toEqual([wasm, 'WASM']);
    await request(ada);
    expect((await held(eve, { providers: ['WASM', 'CPU'] })).provider).toBe('WASM');
  });

  test('with its task and enough memory', async () => {
    const id = await request(ada);
    const { memoryBytes = 0 } = (await jobOf(id)) ?? {};
    expect(memoryBytes).toBeGreaterThan(256 << 20);
    expect(await lease(eve, null, { tasks: ['folding'] })).toBeNull();
    expect(await lease(eve, null, { memoryBytes: memoryBytes - 1 })).toBeNull();
    expect(await lease(eve, null, { memoryBytes })).not.toBeNull();
  });

  test('that is listed with what it said, without more of its machine than a short mark', async () => {
    await request(ada);
    await held(eve, {
      providers: ['CPU', 'WASM'],
      memoryBytes: 2 ** 31,
      driver: 'swiftshader',
      sandboxLevel: 'bwrap',
    });
    const { runners } = await hub.anonymous.ask(runnerList, { first: 10 });
    expect(runners.find(({ contributor }) => contributor.name === 'eve')).toMatchObject({
      host: hostOf(eve).slice(0, 8),
      providers: ['CPU', 'WASM'],
      tasks: [...TASK_IDS],
      memoryBytes: 2 ** 31,
      driver: 'swiftshader',
      sandboxLevel: 'bwrap',
      jobsInHand: 1,
    });
  });

  test.for<[string, Record<string, unknown>]>([
    ['a mark with a line break', { host: 'a\nb' }],
    ['a mark of a kilobyte', { host: 'a'.repeat(1024) }],
    ['a thousand tasks', { tasks: Array.from({ length: 1000 }, () => 'a') }],
    ['no provider', { providers: [] }],
    ['negative memory', { memoryBytes: -1 }],
    ['a driver with U+0000', { driver: 'a\u0000' }],
  ])('never with %s', async ([, more]) => {
    expect(await codeOf(lease(eve, null, more))).toBe('HUB_RUNNER_MALFORMED');
  });
});

describe('a dead letter', () => {
  const fail = (member: SelfMember, { job, leaseToken }: HeldJob, error: string, isFinal = false) =>
    member.client.act(failEvaluationJob, { id: job.id, leaseToken, error, isFinal });
  const requeue = (member: SelfMember, id: string) => member.client.act(requeueEvaluationJob, { id });

  test('says who failed when and why, and is tried again with all its attempts', async () => {
    const id = await request(ada);
    await fail(eve, await held(eve), 'RUNNER_MEMORY: no room; expected less');
    await held(fay);
    hub.clock.offsetMs += 61_000;
    await fail(eve, await held(eve), 'it just failed');
    const dead = await jobOf(id);
    expect(dead).toMatchObject({ state: 'FAILED', attempts: 3, error: 'it just failed' });
    expect(dead?.failedAttempts).toMatchObject([
      {
        evaluator: { name: 'eve' },
        code: 'RUNNER_MEMORY',
        sentence: 'no room; expected less',
        provider: 'CPU',
      },
      { evaluator: { name: 'fay' }, code: 'HUB_LEASE_EXPIRED', host: hostOf(fay).slice(0, 8) },
      { evaluator: { name: 'eve' }, code: 'RUNNER_FAILED', sentence: 'it just failed' },
    ]);
    const filter = { state: 'FAILED', requestedBy: 'ada', first: 10 } as const;
    const listed = await hub.anonymous.ask(evaluationJobs, filter);
    expect(listed.evaluationJobs.map((job) => job.id)).toEqual([id]);

    expect(await codeOf(requeue(bea, id))).toBe('HUB_JOB_FOREIGN');
    expect((await requeue(ada, id)).job).toMatchObject({ state: 'QUEUED', attempts: 0, error: null });
    expect(await codeOf(requeue(ada, id))).toBe('HUB_JOB_STATE');
    await complete(hub, eve, await held(eve), protocol);
    const done = await jobOf(id);
    expect([done?.state, done?.failedAttempts.length]).toEqual(['DONE', 3]);
    expect(await codeOf(requeue(ada, id))).toBe('HUB_JOB_STATE');
  });

  test('that failed for good can be tried again by a steward too', async () => {
    const id = await request(ada);
    await fail(eve, await held(eve), 'RUNNER_MODEL_INPUT: another form', true);
    expect((await requeue(hub.owner, id)).job.state).toBe('QUEUED');
  });
});

describe('a cancelled job', () => {
  const cancel = (member: SelfMember, id: string) => member.client.act(cancelEvaluationJob, { id });

  test('is leased by nobody, and can be queued again', async () => {
    const id = await request(ada);
    expect(await codeOf(cancel(bea, id))).toBe('HUB_JOB_FOREIGN');
    expect((await cancel(ada, id)).job.state).toBe('CANCELLED');
    expect(await lease(eve)).toBeNull();
    expect(await codeOf(cancel(ada, id))).toBe('HUB_JOB_STATE');
    await ada.client.act(requeueEvaluationJob, { id });
    expect((await held(eve)).job.id).toBe(id);
  });

  test('in a runner’s hands is told at the next heartbeat, and no result of it counts', async () => {
    const id = await request(ada);
    const { leaseToken, ...rest } = await held(eve);
    await cancel(hub.owner, id);
    expect(await codeOf(eve.client.act(heartbeatEvaluationJob, { id, leaseToken }))).toBe(
      'HUB_JOB_CANCELLED',
    );
    expect(await codeOf(complete(hub, eve, { leaseToken, ...rest }, protocol))).toBe('HUB_JOB_CANCELLED');
    expect(await jobOf(id)).toMatchObject({ state: 'CANCELLED', error: 'cancelled by olga', run: null });
  });
});

describe('a progress', () => {
  const beat = (job: HeldJob, progress: JobProgressInput) =>
    eve.client.act(heartbeatEvaluationJob, { id: job.job.id, leaseToken: job.leaseToken, progress });

  test('of a heartbeat is shown while the job is in hand', async () => {
    const id = await request(ada);
    const job = await held(eve);
    const progress = { phase: 'RUNNING', itemsDone: 64, itemsTotal: 100 } as const;
    await beat(job, progress);
    expect((await jobOf(id))?.progress).toEqual(progress);
    await complete(hub, eve, job, protocol);
    expect((await jobOf(id))?.progress).toBeNull();
  });

  test('that can’t be is refused', async () => {
    await request(ada);
    const job = await held(eve);
    for (const [itemsDone, itemsTotal] of [
      [101, 100],
      [-1, 100],
    ])
      expect(await codeOf(beat(job, { phase: 'RUNNING', itemsDone, itemsTotal }))).toBe(
        'HUB_PROGRESS_MALFORMED',
      );
  });
});

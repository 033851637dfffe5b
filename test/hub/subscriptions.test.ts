import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Digest } from '../../src/base/digest.ts';
import {
  cancelEvaluationJob,
  evaluationJobChanged,
  heartbeatEvaluationJob,
  type EvaluationJobChangedAnswer,
  type JobFields,
} from '../../src/client/generated/operations.ts';
import { watchJob } from '../../src/client/watch-job.ts';
import { tinyModel } from '../runner/tiny-onnx.ts';
import { complete, lease, registerMnist, requestRuns, type HeldJob } from '../support/evaluating.ts';
import { publishSelf } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
let ada: SelfMember;
let eve: SelfMember;
let protocol: Digest;

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  eve = await hub.joinSelf('eve', 'EVALUATOR');
  ({ protocol } = await registerMnist(ada));
  await publishSelf(ada, { model: 'ada/net', files: { 'model.onnx': tinyModel() } });
});
afterAll(() => hub?.[Symbol.asyncDispose]());
beforeEach(() => hub.database.rows('TRUNCATE evaluation_job, evaluation_attempt, audit'));

const request = () => requestRuns(ada, 'ada/net', protocol, 1).then(([id = '']) => id);
const held = async (): Promise<HeldJob> => (await lease(eve)) ?? Promise.reject(new Error('no job waits'));
const document = evaluationJobChanged;

type Answer = { data?: EvaluationJobChangedAnswer | null; errors?: readonly { extensions?: unknown }[] };

interface Watcher {
  readonly name: string;
  watch(variables: Record<string, unknown>, query?: string): AsyncIterableIterator<Answer>;
}

const sse: Watcher = {
  name: 'server-sent events',
  watch: (variables, query = document) =>
    createSseClient({ url: `${hub.url}/graphql`, retryAttempts: 0 }).iterate({ query, variables }) as never,
};

const socketUrl = () => `${hub.url.replace('http', 'ws')}/graphql`;
const socketOptions = () => ({ url: socketUrl(), webSocketImpl: WebSocket, retryAttempts: 0 });
const socket: Watcher = {
  name: 'a WebSocket',
  watch: (variables, query = document) =>
    createSocketClient(socketOptions()).iterate({ query, variables }) as never,
};

describe.for([sse, socket])('over $name', ({ watch }) => {
  test('a job is told as it is, then after each change, until it is done', async () => {
    const id = await request();
    const told: string[] = [];
    for await (const { data, errors } of watch({ id })) {
      expect(errors).toBeUndefined();
      const job = data?.evaluationJobChanged;
      told.push(`${job?.state} ${job?.progress?.itemsDone ?? ''}`.trim());
      if (told.length === 1) await held();
      if (told.at(-1) === 'LEASED' && told.at(-2) !== 'LEASED') await progressAndComplete(id);
    }
    expect([told[0], told.at(-1)]).toEqual(['QUEUED', 'DONE']);
    expect(told).toContain('LEASED');
  });

  test('a job that is over is told once', async () => {
    const id = await request();
    await ada.client.act(cancelEvaluationJob, { id });
    const told = [];
    for await (const { data } of watch({ id })) told.push(data?.evaluationJobChanged.state);
    expect(told).toEqual(['CANCELLED']);
  });

  test('a checkpoint tells each of its jobs', async () => {
    const query = `subscription ($checkpoint: String!) {
      evaluationJobChanged(checkpoint: $checkpoint) { id state requestedBy { name } }
    }`;
    const watching = watch({ checkpoint: 'ada/net' }, query);
    const first = watching.next();
    // The source listens a moment after the client asked.
    let id = await request();
    const again = setInterval(() => void request().then((next) => (id = next)), 200);
    const { value } = await first;
    clearInterval(again);
    expect((value as Answer).data?.evaluationJobChanged).toMatchObject({
      state: 'QUEUED',
      requestedBy: { name: 'ada' },
    });
    expect(id).not.toBe('');
    await watching.return?.();
  });

  test.for<[string, string, Record<string, unknown>, string]>([
    ['a job that is not', document, { id: '7a2f0b4e-8f0a-4a52-9d6f-0d7f7b1f5c11' }, 'HUB_JOB_UNKNOWN'],
    ['neither job nor checkpoint', 'subscription { evaluationJobChanged { id } }', {}, 'HUB_WATCH_ONE'],
    ['a query', '{ hub { id } }', {}, 'GRAPHQL_SUBSCRIPTION_EXPECTED'],
    [
      'what is too deep',
      `subscription { evaluationJobChanged(id: "x") { ${'checkpoint { model { revisions { '.repeat(4)} name ${'} } }'.repeat(4)} } }`,
      {},
      'GRAPHQL_QUERY_TOO_LARGE',
    ],
  ])('%s is refused', async ([, query, variables, code]) => {
    expect(JSON.stringify(await lastOf(watch(variables, query)))).toContain(code);
  });

  test('so many are open at once, and one that ends makes room', async () => {
    const id = await request();
    const open = Array.from({ length: 20 }, () => watch({ id }));
    await Promise.all(open.map((each) => each.next()));
    expect(JSON.stringify(await lastOf(watch({ id })))).toContain('GRAPHQL_SUBSCRIPTIONS_MAX');
    await open.pop()?.return?.();
    await expect
      .poll(async () => {
        const next = watch({ id });
        const answer = JSON.stringify(await next.next().catch((error: unknown) => error));
        await next.return?.();
        return answer;
      })
      .toContain('QUEUED');
    for (const each of open) await each.return?.();
  });
});

/** An error comes as a last result or as a failure, as the protocol has it. */
async function lastOf(watching: AsyncIterableIterator<Answer>): Promise<unknown> {
  let last: unknown = null;
  try {
    for await (const result of watching) last = result;
  } catch (error) {
    return error;
  }
  return last;
}

async function progressAndComplete(id: string) {
  const [row] = await hub.database.rows<{ lease_token: string }>(
    'SELECT lease_token FROM evaluation_job WHERE id = $1',
    [id],
  );
  const leaseToken = row?.lease_token ?? '';
  const progress = { phase: 'RUNNING', itemsDone: 50, itemsTotal: 100 } as const;
  await eve.client.act(heartbeatEvaluationJob, { id, leaseToken, progress });
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { name: string; coreDigest: string } }>(
    '{ checkpoint(reference: "ada/net") { name coreDigest } }',
  );
  const job = { __typename: '', leaseToken, expiresAt: '', provider: 'CPU', job: { id, checkpoint } };
  await complete(hub, eve, job, protocol);
}

test('what another process writes is told too', async () => {
  const id = await request();
  const told: (JobFields | null)[] = [];
  for await (const job of watchJob(hub.anonymous, id, new AbortController().signal)) {
    told.push(job);
    if (told.length === 1)
      await hub.database.rows(
        `UPDATE evaluation_job SET state = 'FAILED', error = 'elsewhere' WHERE id = $1`,
        [id],
      );
  }
  // The news of its making may come after it was told first.
  expect(new Set(told.map((job) => job?.state))).toEqual(new Set(['QUEUED', 'FAILED']));
  expect(told.at(-1)?.error).toBe('elsewhere');
});

test('what changed while the feed was cut off is told when it is back', async () => {
  const id = await request();
  const told: (string | undefined)[] = [];
  for await (const job of watchJob(hub.anonymous, id, new AbortController().signal)) {
    told.push(job?.state);
    if (told.length > 1) continue;
    await hub.database.rows(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'heirloom jobs' AND datname = current_database()`,
    );
    await hub.database.rows(`UPDATE evaluation_job SET state = 'CANCELLED' WHERE id = $1`, [id]);
  }
  expect(told.at(-1)).toBe('CANCELLED');
});

test('a query of a client that reads streams and JSON is answered with JSON', async () => {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json, text/event-stream, multipart/mixed',
    },
    body: JSON.stringify({ query: '{ hub { id } }' }),
  });
  expect(response.headers.get('content-type')).toContain('json');
  expect(await response.json()).toMatchObject({ data: { hub: { id: hub.hub.id } } });
});

test('a subscription that is asked for as JSON is refused, not run', async () => {
  const asked = hub.anonymous.ask(document, { id: await request() });
  expect(await codeOf(asked)).toBe('GRAPHQL_STREAM_EXPECTED');
});

describe('a token that is not valid', () => {
  test('opens no stream of events', async () => {
    const watching = hub.as('hlm_wrong').watch(document, { id: await request() });
    expect(await codeOf(watching.next())).toBe('CLIENT_NO_STREAM');
  });

  test('opens no socket', async () => {
    const connectionParams = { authorization: 'Bearer hlm_wrong' };
    const client = createSocketClient({ ...socketOptions(), connectionParams });
    const watching = client.iterate({ query: document, variables: { id: await request() } });
    await expect(watching.next()).rejects.toMatchObject({ code: 4403 });
  });
});

test('a page of another place opens no socket', async () => {
  const foreign = new WebSocket(socketUrl(), 'graphql-transport-ws', { origin: 'https://elsewhere.example' });
  await expect(new Promise((_, reject) => foreign.once('error', reject))).rejects.toThrow();
});

/** What tells a question that waits from those before it. */
const WAITS = { driver: 'waits' };

/** A hub writes down who asks before it looks for a job. */
async function untilWaiting({ database }: TestHub): Promise<void> {
  const asked = () => database.rows('SELECT 1 FROM runner WHERE driver = $1', [WAITS.driver]);
  await expect.poll(asked).toHaveLength(1);
}

test('a runner that waits gets a job as soon as there is one', async () => {
  const waiting = lease(eve, null, WAITS, 20);
  await untilWaiting(hub);
  const id = await request();
  expect((await waiting)?.job.id).toBe(id);
});

test('a hub that stops ends its subscriptions, and answers runners that wait', async () => {
  const other = await openTestHub();
  const member = await other.joinSelf('ada');
  const { protocol: its } = await registerMnist(member);
  await publishSelf(member, { model: 'ada/net', files: { 'model.onnx': tinyModel() } });
  const [id = ''] = await requestRuns(member, 'ada/net', its, 1);
  const events = other.anonymous.watch(document, { id });
  const client = createSocketClient({
    url: `${other.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  const messages = client.iterate({ query: document, variables: { id } });
  const runner = await other.joinSelf('eve', 'EVALUATOR');
  await lease(runner);
  const waiting = lease(runner, null, WAITS, 20);
  await Promise.all([events.next(), messages.next()]);
  await untilWaiting(other);
  const ends = Promise.allSettled([drained(events), drained(messages)]);
  await other[Symbol.asyncDispose]();
  // An answer, not a connection that was cut.
  expect(await waiting).toBeNull();
  const [event, message] = await ends;
  expect(event.status).toBe('fulfilled');
  // graphql-ws tells an end by the hub as an event of its own: 1001, the hub stops.
  expect(message.status === 'fulfilled' || (message.reason as { code?: number }).code).toSatisfy(
    (end) => end === true || end === 1001,
  );
});

async function drained(iterator: AsyncIterator<unknown>): Promise<void> {
  while (!(await iterator.next()).done);
}

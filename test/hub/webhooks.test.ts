import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { advisorySubject } from '../../src/attestation/advisory-subject.ts';
import type { Bodies } from '../../src/attestation/predicates.ts';
import { parseDigest } from '../../src/base/digest.ts';
import { REFUSAL_FIELDS } from '../support/any-client.ts';
import { inviteContributor } from '../../src/client/generated/operations.ts';
import { signAndSubmit } from '../../src/client/session.ts';
import { postOutside } from '../../src/hub/webhooks/post-outside.ts';
import { WebhookSender } from '../../src/hub/webhooks/webhook-sender.ts';
import { runProgram, scratchFolder } from '../cli/run-program.ts';
import { registerMnist } from '../support/evaluating.ts';
import { hostileAddresses } from '../support/hostile-addresses.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';
import { isSigned, openReceiver, type Receiver } from '../support/webhook-receiver.ts';

let hub: TestHub;
let ada: SelfMember;
let bea: SelfMember;
let eve: SelfMember;
let receiver: Receiver;

beforeAll(async () => {
  hub = await openTestHub({ mayCallPrivate: true });
  ada = await hub.joinSelf('ada');
  bea = await hub.joinSelf('bea');
  eve = await hub.joinSelf('eve');
  await publish(ada, 'ada/base', 1);
  await publish(bea, 'bea/tuned', 2, 'ada/base');
  await publish(bea, 'bea/small', 3, 'bea/tuned');
});
afterAll(async () => {
  await receiver?.[Symbol.asyncDispose]();
  await hub?.[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await receiver?.[Symbol.asyncDispose]();
  receiver = await openReceiver();
});

async function publish(member: SelfMember, model: string, n: number, parent?: string) {
  await publishSelf(member, {
    model,
    files: { 'model.safetensors': smallSafetensors(n) },
    parents: parent ? [{ reference: parent, kind: 'FINE_TUNE' }] : [],
  });
}

async function coreOf(reference: string) {
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { coreDigest: string } }>(
    'query ($reference: String!) { checkpoint(reference: $reference) { coreDigest } }',
    { reference },
  );
  return parseDigest(checkpoint.coreDigest);
}

async function warn(title = 'a matter') {
  const body: Bodies['advisory'] = {
    title,
    severity: 'HIGH',
    kind: 'SECURITY',
    affected: [{ of: 'CHECKPOINT', digest: await coreOf('ada/base') }],
    text: 'as found',
    remedy: null,
    references: [],
  };
  return (await signAndSubmit(ada, 'advisory', advisorySubject(body), body)).statement;
}

const WEBHOOK = 'id url events watched deliveredAt disabledReason';
const DELIVERY = 'id event state attempts status failure nextAt body';

interface WebhookFields {
  readonly id: string;
  readonly disabledReason: string | null;
  readonly deliveries: readonly DeliveryFields[];
}
interface DeliveryFields {
  readonly id: string;
  readonly event: string;
  readonly state: string;
  readonly attempts: number;
  readonly status: number | null;
  readonly failure: string | null;
}

async function create(
  member: SelfMember,
  events: readonly string[],
  watched: readonly string[] = [],
  url: string = receiver.url,
) {
  return member.client.act<{ __typename: string; secret: string; webhook: WebhookFields }>(
    `mutation ($url: String!, $events: [String!]!, $watched: [String!]!) {
       createWebhook(url: $url, events: $events, watched: $watched) { __typename
         ... on WebhookCreated { secret webhook { ${WEBHOOK} } } ${REFUSAL_FIELDS} } }`,
    { url, events, watched },
  );
}

const actOn = (act: string, payload: string) => (member: SelfMember, id: string) =>
  member.client.act<{ __typename: string; delivery: DeliveryFields }>(
    `mutation ($id: ID!) { ${act}(id: $id) { __typename ${payload} ${REFUSAL_FIELDS} } }`,
    { id },
  );
const remove = actOn('deleteWebhook', '... on WebhookDeleted { webhook { id } }');
const tryOut = actOn('testWebhook', `... on DeliveryQueued { delivery { ${DELIVERY} } }`);
const replay = actOn('replayWebhookDelivery', `... on DeliveryQueued { delivery { ${DELIVERY} } }`);

async function webhooksOf(member: SelfMember): Promise<readonly WebhookFields[]> {
  const { viewer } = await member.client.ask<{ viewer: { webhooks: WebhookFields[] } }>(
    `{ viewer { webhooks { ${WEBHOOK} deliveries { ${DELIVERY} } } } }`,
  );
  return viewer.webhooks;
}

/** The state of a webhook's deliveries once `isIt`; the hub writes it down after the answer. */
async function deliveriesWhen(member: SelfMember, isIt: (all: readonly DeliveryFields[]) => boolean) {
  for (;;) {
    const deliveries = (await webhooksOf(member))[0]?.deliveries ?? [];
    if (isIt(deliveries)) return deliveries;
    await sleep(20);
  }
}

const told = (body: string) => JSON.parse(body) as { type: string; data: Record<string, unknown> };

describe('a webhook', () => {
  test('is told once of its checkpoints that an advisory reaches, signed, and again after a failure', async () => {
    const { secret, webhook } = await create(bea, ['checkpoint.affected']);
    receiver.answer = (response, nth) => void response.writeHead(nth === 1 ? 500 : 200).end('thanks');
    await warn();
    const [first, second] = await receiver.until(2);
    expect(second?.body).toBe(first?.body);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(told(first?.body ?? '')).toMatchObject({
      type: 'checkpoint.affected',
      data: {
        hub: hub.url,
        advisory: { title: 'a matter', severity: 'HIGH' },
        count: 2,
        checkpoints: [
          { name: 'bea/tuned', depth: 1 },
          { name: 'bea/small', depth: 2 },
        ],
      },
    });
    for (const request of receiver.received) expect(isSigned(request, secret)).toBe(true);
    expect(isSigned(first!, 'whsec_AAAA')).toBe(false);
    const [delivery] = await deliveriesWhen(bea, ([one]) => one?.state === 'DELIVERED');
    expect(delivery).toMatchObject({ attempts: 2, status: 200, failure: null });
    await remove(bea, webhook.id);
    expect(await webhooksOf(bea)).toEqual([]);
  });

  test('is told of models it watches, of advisories, and of their withdrawal; nothing else', async () => {
    const { webhook } = await create(eve, ['advisory.withdrawn', 'checkpoint.affected'], ['Bea/Small']);
    const { id } = await warn('watched');
    await receiver.until(1);
    const takenBack = { of: 'ADVISORY', parent: null, kind: null, reason: 'wrong' } as const;
    await signAndSubmit(ada, 'withdrawal', { name: 'advisory', digest: parseDigest(id) }, takenBack);
    const bodies = (await receiver.until(2)).map(({ body }) => told(body));
    expect(bodies).toMatchObject([
      { type: 'checkpoint.affected', data: { count: 1, checkpoints: [{ name: 'bea/small' }] } },
      { type: 'advisory.withdrawn', data: { targets: [{ of: 'CHECKPOINT' }] } },
    ]);
    await hub.background.idle();
    expect(receiver.received).toHaveLength(2);
    await remove(eve, webhook.id);
  });

  test('is told of reports on its contributor’s checkpoints', async () => {
    const { webhook } = await create(bea, ['report.filed']);
    const { protocol, dataset } = await registerMnist(eve);
    const groups = [
      { name: 'a', k: 1, n: 2 },
      { name: 'b', k: 1, n: 2 },
    ];
    const body = { dataset, protocol, attribute: 'age', harms: ['erasure' as const], groups };
    const subject = { name: 'bea/tuned', digest: await coreOf('bea/tuned') };
    await signAndSubmit(eve, 'bias-report', subject, body);
    const [request] = await receiver.until(1);
    expect(told(request?.body ?? '')).toMatchObject({
      type: 'report.filed',
      data: { checkpoint: { name: 'bea/tuned' }, report: { attribute: 'age' } },
    });
    await remove(bea, webhook.id);
  });

  test('gets a delivery again, byte for byte, when it is replayed; not while it is on its way', async () => {
    const { webhook } = await create(bea, ['advisory.published']);
    await warn('again');
    await receiver.until(1);
    const [delivery] = await deliveriesWhen(bea, ([one]) => one?.state === 'DELIVERED');
    await replay(bea, delivery?.id ?? '');
    const [first, second] = await receiver.until(2);
    expect([second?.body, second?.headers['webhook-id']]).toEqual([
      first?.body,
      first?.headers['webhook-id'],
    ]);
    expect(await codeOf(replay(eve, delivery?.id ?? ''))).toBe('HUB_WEBHOOK_UNKNOWN');
    expect(await codeOf(replay(bea, 'x'))).toBe('HUB_DELIVERY_UNKNOWN');
    // While it is written down as on its way it counts among the twenty below.
    await deliveriesWhen(bea, ([one]) => one?.state === 'DELIVERED');
    receiver.answer = () => undefined;
    const { delivery: waiting } = await tryOut(bea, webhook.id);
    expect(await codeOf(replay(bea, waiting.id))).toBe('HUB_DELIVERY_PENDING');
    for (let asked = 1; asked < 20; asked++) await tryOut(bea, webhook.id);
    expect(await codeOf(tryOut(bea, webhook.id))).toBe('HUB_DELIVERIES_WAITING');
    expect(await codeOf(replay(bea, delivery?.id ?? ''))).toBe('HUB_DELIVERIES_WAITING');
    await remove(bea, webhook.id);
  });

  test('that fails for long is given up with a reason, and comes back with a test that arrives', async () => {
    const { webhook } = await create(bea, ['advisory.published']);
    receiver.answer = (response) => void response.writeHead(503).end();
    await warn('fails');
    for (let attempts = 1; attempts <= 10; attempts++) {
      await deliveriesWhen(bea, ([one]) => one?.attempts === attempts && one.status === 503);
      hub.clock.offsetMs += 10 * 3_600_000;
      hub.hub.bell.ring();
    }
    const [dead] = await deliveriesWhen(bea, ([one]) => one?.state === 'DEAD');
    expect(dead).toMatchObject({ attempts: 10, failure: 'HTTP 503' });
    expect((await webhooksOf(bea))[0]?.disabledReason).toBe('10 attempts failed: HTTP 503');
    await warn('unheard');
    await hub.background.idle();
    expect(receiver.received).toHaveLength(10);
    receiver.answer = (response) => void response.writeHead(204).end();
    await tryOut(bea, webhook.id);
    const bodies = (await receiver.until(12)).slice(10).map(({ body }) => told(body).type);
    expect(bodies).toEqual(['webhook.test', 'advisory.published']);
    expect((await webhooksOf(bea))[0]?.disabledReason).toBeNull();
    await remove(bea, webhook.id);
  });

  test('that says it is gone is given up at once; one that redirects is not followed', async () => {
    const { webhook } = await create(bea, ['advisory.published']);
    const elsewhere = await openReceiver();
    receiver.answer = (response) => void response.writeHead(307, { location: elsewhere.url }).end();
    await tryOut(bea, webhook.id);
    const [redirected] = await deliveriesWhen(bea, ([one]) => one?.status === 307);
    expect(redirected?.failure).toBe('HTTP 307, a redirect');
    expect(elsewhere.received).toEqual([]);
    await elsewhere[Symbol.asyncDispose]();
    receiver.answer = (response) => void response.writeHead(410).end();
    await tryOut(bea, webhook.id);
    await deliveriesWhen(bea, (all) => all.some(({ state, status }) => state === 'DEAD' && status === 410));
    expect((await webhooksOf(bea))[0]?.disabledReason).toBe('it says that it is gone (HTTP 410)');
    await remove(bea, webhook.id);
  });

  test('may answer without end: what it says is dropped', async () => {
    const { webhook } = await create(bea, ['advisory.published']);
    receiver.answer = (response) => {
      response.writeHead(200);
      const more = () => {
        while (response.write(Buffer.alloc(16 << 10)));
        response.once('drain', more);
      };
      more();
    };
    await tryOut(bea, webhook.id);
    expect(await deliveriesWhen(bea, ([one]) => one?.state === 'DELIVERED')).toHaveLength(1);
    await remove(bea, webhook.id);
  });
});

describe('what is to be told', () => {
  test('outlives the process that took it, and waits until that one must be done', async () => {
    const { webhook } = await create(bea, ['advisory.published']);
    const { store, clock } = hub.hub;
    const now = clock.now();
    const delivery = { id: crypto.randomUUID(), webhookId: webhook.id, body: '{}', isAsked: false };
    // In one transaction: the hub's own sender looks too, and could be first.
    const taken = await store.transaction(async ({ webhooks }) => {
      await webhooks.tell({ ...delivery, event: 'advisory.published' }, now);
      return webhooks.take(now, new Date(now.getTime() + 60_000), [], 10);
    });
    expect(taken.map(({ id }) => id)).toEqual([delivery.id]);
    expect(await store.webhooks.take(now, now, [], 10)).toEqual([]);
    hub.clock.offsetMs += 61_000;
    hub.hub.bell.ring();
    const [request] = await receiver.until(1);
    expect(request?.headers['webhook-id']).toBe(delivery.id);
    await remove(bea, webhook.id);
  });

  test('is delivered once each by several hub processes', async () => {
    await using others = new AsyncDisposableStack();
    const senders = [1, 2, 3].map(() => others.use(new WebhookSender(hub.hub)));
    const webhooks = await Promise.all(
      [bea, eve, ada].map((member) => create(member, ['advisory.published'])),
    );
    const { store, clock } = hub.hub;
    for (let i = 0; i < 30; i++)
      for (const { webhook } of webhooks) {
        const delivery = { id: crypto.randomUUID(), webhookId: webhook.id, body: '{}', isAsked: false };
        await store.webhooks.tell({ ...delivery, event: 'advisory.published' }, clock.now());
      }
    for (const sender of senders) sender.wake();
    await receiver.until(90);
    for (const [i, member] of [bea, eve, ada].entries()) {
      await deliveriesWhen(member, (all) => all.every(({ state }) => state === 'DELIVERED'));
      await remove(member, webhooks[i]?.webhook.id ?? '');
    }
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([90, 90]);
  });

  test('is forgotten thirty days after its end, and not before', async () => {
    const { webhook } = await create(bea, ['advisory.published']);
    await tryOut(bea, webhook.id);
    await deliveriesWhen(bea, ([one]) => one?.state === 'DELIVERED');
    for (const [days, left] of [
      [29, 1],
      [2, 0],
    ] as const) {
      hub.clock.offsetMs += days * 86_400_000;
      await hub.hub.store.webhooks.forget(new Date(hub.clock.now().getTime() - 30 * 86_400_000), 1000);
      // By the store, since tokens end sooner.
      expect(await hub.hub.store.webhooks.deliveriesOf(webhook.id, 10)).toHaveLength(left);
    }
    hub.clock.offsetMs = 0;
    await remove(bea, webhook.id);
  });
});

describe('who registers', () => {
  test('sees their own alone, and has ten at most; the secret is kept sealed', async () => {
    const made = [];
    for (let i = 0; i < 10; i++) made.push(await create(bea, ['advisory.published']));
    expect(await codeOf(create(bea, ['advisory.published']))).toBe('HUB_WEBHOOKS_MAX');
    const [first] = made;
    expect(first?.secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
    const rows = await hub.database.rows('SELECT secret FROM webhook');
    const plain = Buffer.from(first?.secret.slice(6) ?? '', 'base64');
    expect(rows.some(({ secret }) => (secret as Buffer).includes(plain))).toBe(false);
    expect(await webhooksOf(eve)).toEqual([]);
    for (const act of [remove, tryOut])
      expect(await codeOf(act(eve, first?.webhook.id ?? ''))).toBe('HUB_WEBHOOK_UNKNOWN');
    for (const { webhook } of made) await remove(bea, webhook.id);
    const reader = await hub.joinSelf('rea', 'READER');
    expect(await codeOf(create(reader, ['advisory.published']))).toBe('HUB_PERMISSION_MISSING');
  });

  test.each([
    ['HUB_WEBHOOK_EVENTS', []],
    ['HUB_WEBHOOK_EVENTS', ['advisory.published', 'everything']],
    ['HUB_WEBHOOK_EVENTS', ['webhook.test']],
  ])('with %s is refused: %j', async (code, events) => {
    expect(await codeOf(create(bea, events))).toBe(code);
  });
});

describe('heirloom webhook', () => {
  test('makes, tests, shows, replays and deletes', async () => {
    await using folder = await scratchFolder();
    const invitation = { name: 'wim', role: 'CONTRIBUTOR' } as const;
    const { code } = await hub.owner.client.act(inviteContributor, invitation);
    await runProgram(folder.path, ['login', hub.url, '--invite', code, '--name', 'wim']);
    const run = (...words: readonly string[]) =>
      runProgram(folder.path, ['webhook', ...words, '--hub', hub.url]);
    const json = async <Result>(...words: readonly string[]) =>
      JSON.parse((await run(...words, '--json')).output) as Result;
    const made = await json<{ id: string; secret: string }>('create', receiver.url, '--watch', 'ada/base');
    expect(made).toMatchObject({ events: ['checkpoint.affected'], watched: ['ada/base'] });
    expect((await run('test', made.id)).output).toMatch(/^✔ queued +[0-9a-f-]{36} {3}webhook\.test$/m);
    const [request] = await receiver.until(1);
    expect(isSigned(request!, made.secret)).toBe(true);
    let deliveries: readonly { id: string; state: string }[] = [];
    while (deliveries[0]?.state !== 'DELIVERED') deliveries = await json('deliveries', made.id);
    expect((await run('replay', deliveries[0].id)).code).toBe(0);
    await receiver.until(2);
    expect((await run()).output).toContain(made.id);
    expect((await run('delete', made.id)).code).toBe(0);
    expect((await run()).output).toBe('no webhooks\n');
    expect([(await run('deliveries', made.id)).code, (await run('burn')).code]).toEqual([2, 2]);
  });
});

describe('addresses that lead into the hub’s own network', () => {
  test('are called by nobody, under any name; the canary hears whoever comes', async () => {
    let hits = 0;
    const canary = createServer((socket) => {
      hits++;
      socket.destroy();
    }).listen(0, '::');
    await once(canary, 'listening');
    const { port } = canary.address() as AddressInfo;
    const call = (url: string, mayCallPrivate: boolean) =>
      postOutside({ url, headers: {}, body: '{}', mayCallPrivate, signal: new AbortController().signal });
    const addresses = hostileAddresses(hub.url, `http://127.0.0.1:${port}`);
    expect(addresses.length).toBeGreaterThanOrEqual(42);
    const outcomes = await Promise.all(
      addresses.map((url) => call(url, false).then(String, (error: { code?: string }) => error.code)),
    );
    // A name of nobody's can't be looked up; everything else is refused before a socket opens.
    for (const outcome of outcomes) expect(outcome).toMatch(/^(HUB_WEBHOOK_ADDRESS|ENOTFOUND|EAI_AGAIN)$/);
    expect(hits).toBe(0);
    await call(`http://127.0.0.1:${port}/`, true).catch(() => undefined);
    expect(hits).toBe(1);
    canary.close();
  });

  test('are refused at the door of a hub that allows none', async () => {
    await using closed = await openTestHub();
    const dan = await closed.joinSelf('dan');
    for (const url of [
      receiver.url,
      'http://[::1]/x',
      'https://10.0.0.1/x',
      'https://user@example.org/x',
      'ftp://example.org',
    ])
      expect([url, await codeOf(create(dan, ['advisory.published'], [], url))]).toEqual([
        url,
        'HUB_WEBHOOK_ADDRESS',
      ]);
    // A name is looked up when it is called.
    const { webhook } = await create(
      dan,
      ['advisory.published'],
      [],
      `http://localhost:${new URL(receiver.url).port}/x`,
    );
    await tryOut(dan, webhook.id);
    const [delivery] = await deliveriesWhen(dan, ([one]) => (one?.failure ?? null) !== null);
    expect(delivery?.failure).toContain('HUB_WEBHOOK_ADDRESS');
    expect(receiver.received).toEqual([]);
  });
});

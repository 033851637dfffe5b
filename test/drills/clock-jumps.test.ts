import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hubFacts } from '../../src/client/generated/operations.ts';
import { tinyModel } from '../runner/tiny-onnx.ts';
import { complete, lease, registerMnist, requestRuns } from '../support/evaluating.ts';
import { publishByHub, publishSelf, smallSafetensors } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let hub: TestHub;
let ada: SelfMember;
let models = 0;
beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
});
afterAll(() => hub?.[Symbol.asyncDispose]());
beforeEach(() => void (hub.clock.offsetMs = 0));

const publish = () =>
  publishSelf(ada, { model: `ada/net-${++models}`, files: { 'a.safetensors': smallSafetensors(models) } });

describe('a statement signed now', () => {
  test.each([
    ['1 hour back', -HOUR_MS, 'HUB_STATEMENT_STALE'],
    ['5 minutes back', -HOUR_MS / 12, 'it was done'],
    ['1 day forward', DAY_MS, 'it was done'],
    ['8 days forward', 8 * DAY_MS, 'HUB_STATEMENT_STALE'],
  ])('to a hub whose clock went %s: %#', async (_, offsetMs, code) => {
    hub.clock.offsetMs = offsetMs;
    expect(await codeOf(publish())).toBe(code);
  });
});

test('a token ends by the hub’s clock, and is good again when the clock is put right', async () => {
  const ask = () => codeOf(ada.client.ask(hubFacts));
  hub.clock.offsetMs = DAY_MS;
  expect(await ask()).toBe('it was done');
  hub.clock.offsetMs = 400 * DAY_MS;
  expect(await ask()).toBe('HUB_TOKEN_INVALID');
  hub.clock.offsetMs = 0;
  expect(await ask()).toBe('it was done');
});

test('the log is ordered by its index, whatever the clock said, and the later publication is the revision', async () => {
  const gus = await hub.joinHub('gus');
  const model = 'gus/net';
  const early = await publishByHub(gus, { model, files: { 'a.safetensors': smallSafetensors(101) } });
  hub.clock.offsetMs = -HOUR_MS;
  const late = await publishByHub(gus, { model, files: { 'a.safetensors': smallSafetensors(102) } });
  expect(late.statement.logIndex).toBe(early.statement.logIndex + 1);
  const rows = await hub.database.rows<{ accepted_at: Date }>(
    'SELECT accepted_at FROM statement WHERE log_index >= $1 ORDER BY log_index',
    [early.statement.logIndex],
  );
  expect(rows[1]!.accepted_at.getTime()).toBeLessThan(rows[0]!.accepted_at.getTime());
  const asked = `query { checkpoint(reference: "${model}") { digest } }`;
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { digest: string } }>(asked);
  expect(checkpoint.digest).toBe(late.checkpoint.digest);
});

describe('a lease', () => {
  test('that a jump of a day ended goes to another, and the first holder is told so', async () => {
    const { protocol } = await registerMnist(ada);
    await publishSelf(ada, { model: 'ada/digits', files: { 'model.onnx': tinyModel() } });
    const [eve, fay] = [await hub.joinSelf('eve', 'EVALUATOR'), await hub.joinSelf('fay', 'EVALUATOR')];
    await requestRuns(ada, 'ada/digits', protocol, 1);
    const first = (await lease(eve))!;
    hub.clock.offsetMs = -HOUR_MS;
    expect(await lease(fay)).toBeNull();
    hub.clock.offsetMs = DAY_MS;
    const second = (await lease(fay))!;
    expect(second.job.id).toBe(first.job.id);
    expect(await codeOf(complete(hub, eve, first, protocol))).toBe('HUB_LEASE_LOST');
    expect(await codeOf(complete(hub, fay, second, protocol))).toBe('it was done');
    expect(await hub.database.rows('SELECT log_index FROM run')).toHaveLength(1);
  });
});

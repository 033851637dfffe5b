import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestOf, type Digest } from '../../src/base/digest.ts';
import {
  complete,
  lease,
  promise,
  registerMnist,
  requestRuns,
  show,
  signedResult,
} from '../support/evaluating.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { say } from '../support/trusting.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

const WINDOW_MS = 20_000;
let hub: TestHub;
let ada: SelfMember;
let protocol: Digest;
let nets = 0;
let eva: SelfMember;
let eli: SelfMember;

beforeAll(async () => {
  hub = await openTestHub({ commitWindowMs: WINDOW_MS });
  ada = await hub.joinSelf('ada');
  [eva, eli] = [await hub.joinSelf('eva', 'EVALUATOR'), await hub.joinSelf('eli', 'EVALUATOR')];
  ({ protocol } = await registerMnist(ada));
});
afterAll(() => hub?.[Symbol.asyncDispose]());

async function requested(evaluators: number): Promise<void> {
  const model = `ada/net-${++nets}`;
  await publishSelf(ada, { model, files: { 'model.safetensors': smallSafetensors(nets) } });
  await requestRuns(ada, model, protocol, evaluators);
}

test('a result is not taken while another evaluator could still copy it', async () => {
  await requested(2);
  const [first, second] = [(await lease(eva))!, (await lease(eli))!];
  const result = signedResult(hub, eva, first, protocol);
  expect(await codeOf(show(eva, first, result))).toBe('HUB_RESULT_NOT_PROMISED');
  expect(await promise(eva, first, result)).toBe(false);
  expect(await codeOf(show(eva, first, result))).toBe('HUB_REVEAL_EARLY');
  expect(await codeOf(complete(hub, eli, second, protocol))).toBe('it was done');
  expect(await promise(eva, first, result)).toBe(true);
  expect(await codeOf(show(eva, first, result))).toBe('it was done');
});

test('another result than the promised one is refused', async () => {
  await requested(1);
  const held = (await lease(eva))!;
  expect(await promise(eva, held, signedResult(hub, eva, held, protocol))).toBe(true);
  const copied = signedResult(hub, eva, held, protocol, { value: '0.8', correct: 80 });
  expect(await codeOf(promise(eva, held, copied))).toBe('HUB_COMMITMENT_CHANGED');
  expect(await codeOf(show(eva, held, copied))).toBe('HUB_RESULT_NOT_PROMISED');
});

test('who is alone in a series waits for nobody', async () => {
  await requested(1);
  expect(await codeOf(complete(hub, eva, (await lease(eva))!, protocol))).toBe('it was done');
});

test('who comes when a result can be seen already waits for nobody', async () => {
  await requested(3);
  const [first, second] = [(await lease(eva))!, (await lease(eli))!];
  await promise(eli, second, signedResult(hub, eli, second, protocol));
  expect(await codeOf(complete(hub, eva, first, protocol))).toBe('it was done');
  const enno = await hub.joinSelf('enno', 'EVALUATOR');
  expect(await codeOf(complete(hub, enno, (await lease(enno))!, protocol))).toBe('it was done');
});

test('a trusted evaluator waits for nobody', async () => {
  await requested(2);
  const enid = await hub.joinSelf('enid', 'EVALUATOR');
  await say(hub.owner, enid, 'TRUST');
  expect(await codeOf(complete(hub, enid, (await lease(enid))!, protocol))).toBe('it was done');
  expect(await codeOf(complete(hub, eva, (await lease(eva))!, protocol))).toBe('it was done');
});

test('one who never ends holds up nobody for longer than the window', async () => {
  await requested(2);
  const [held] = [(await lease(eva))!, (await lease(eli))!];
  const result = signedResult(hub, eva, held, protocol);
  expect(await promise(eva, held, result)).toBe(false);
  hub.clock.offsetMs += WINDOW_MS;
  expect(await promise(eva, held, result)).toBe(true);
  expect(await codeOf(show(eva, held, result))).toBe('it was done');
});

test('an answer to the challenge that was not signed is refused', async () => {
  await requested(1);
  const held = (await lease(eva))!;
  const answers = [1, 2, 3];
  const refused = complete(hub, eva, held, protocol, { answers, challengeDigest: digestOf('another') });
  expect(await codeOf(refused)).toBe('HUB_CHALLENGE_FOREIGN');
});

import { expect, test } from 'vitest';
import { fault, refusal } from '../base/errors.ts';
import { insist } from './insist.ts';

const down = fault('CLIENT_HUB_UNREACHABLE', 'no hub answers');
const running = new AbortController().signal;

/** Fails with each error in turn, then answers how often it was called. */
function actor(...errors: readonly Error[]) {
  let calls = 0;
  return async () => {
    const error = errors[calls++];
    if (error) throw error;
    return calls;
  };
}

test('a hub that is back in time hears it', async () => {
  expect(await insist(actor(down, down), running, [0, 0])).toBe(3);
});

test('a hub that stays away ends it with its fault', async () => {
  await expect(insist(actor(down, down, down), running, [0, 0])).rejects.toBe(down);
});

test('a refusal is not asked again', async () => {
  const no = refusal('HUB_LEASE_LOST', 'gone');
  await expect(insist(actor(no), running, [0, 0])).rejects.toBe(no);
});

test('a stop ends the waiting', async () => {
  await expect(insist(actor(down, down), AbortSignal.abort(), [3_600_000])).rejects.toBe(down);
});

import { expect, test } from 'vitest';
import { digestOf, hexOf } from '../../src/base/digest.ts';
import { planPull, pullPlans } from '../../src/client/pull-checkpoint.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { openTestHub } from '../support/test-hub.ts';

const LIMIT = 8 << 20;
const weights = smallSafetensors(1, 1 << 20);

test.each([
  ['inside the hub', false],
  ['in a process of its own', true],
])('web seed and a seeder %s give no more than the limit together', async (_, isSeederApart) => {
  await using hub = await openTestHub({ isSeederApart, uploadLimitBytesPerSecond: LIMIT });
  await publishSelf(hub.owner, { model: 'olga/net', files: { 'model.safetensors': weights } });
  const plan = await planPull(hub.anonymous, {
    reference: 'olga/net',
    folder: await hub.folder(),
    roles: null,
  });
  const fetchPlainly = async () => {
    const response = await fetch(`${hub.url}/artifacts/${hexOf(digestOf(weights))}`);
    expect((await response.arrayBuffer()).byteLength).toBe(weights.byteLength);
  };
  const startedAt = performance.now();
  const [[pulled]] = await Promise.all([pullPlans([plan], { mode: 'peers-only' }), fetchPlainly()]);
  const tookMs = performance.now() - startedAt;
  expect(pulled?.bytesFromHubSeeder).toBe(weights.byteLength);
  // At once go a tenth of a second's worth, what a process was lent before, and a last block each. Slower is allowed.
  const atOnce = LIMIT / 10 + 3 * (256 << 10);
  expect(tookMs).toBeGreaterThan(((2 * weights.byteLength - atOnce) / LIMIT) * 1000 * 0.9);
});

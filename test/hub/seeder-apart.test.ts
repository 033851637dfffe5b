import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import { planPull, pullPlans } from '../../src/client/pull-checkpoint.ts';
import { byteLimit } from '../../src/swarm/byte-limit.ts';
import { openSeederProcess } from '../../src/swarm/seeder-process.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { isRunning, seederPidOf } from '../support/seeder-pid.ts';
import { openTestHub, type TestHub } from '../support/test-hub.ts';
import { blockInDisguise } from '../swarm/odd-peers.ts';
import { openRawPeer } from '../swarm/raw-peer.ts';

let hub: TestHub;
const weights = smallSafetensors(1, 2 << 20);
const LIMIT = 16 << 20;

beforeAll(async () => {
  hub = await openTestHub({ isSeederApart: true, isWebSeedOn: false, uploadLimitBytesPerSecond: LIMIT });
  await publishSelf(hub.owner, { model: 'olga/net', files: { 'model.safetensors': weights } });
});
afterAll(() => hub?.[Symbol.asyncDispose]());

async function pull(onBytes: (bytes: number) => void = () => undefined) {
  const folder = await hub.folder();
  const plan = await planPull(hub.anonymous, { reference: 'olga/net', folder, roles: null });
  const [pulled] = await pullPlans([plan], {
    mode: 'peers-only',
    onProgress: ({ bytesDone }) => onBytes(bytesDone),
  });
  expect(digestOf(await readFile(path.join(folder, 'model.safetensors')))).toBe(digestOf(weights));
  return pulled;
}

async function swarmFacts() {
  const { torrentPort: port } = hub.hub.swarm as unknown as { torrentPort: number };
  const [artifact] = await hub.hub.store.artifacts.byDigests([digestOf(weights)]);
  return { port, infohash: artifact?.infohash ?? '', artifact: artifact! };
}

async function seederPid(other?: number): Promise<number> {
  let pid: number | undefined;
  await expect.poll(async () => (pid = await seederPidOf(process.pid)) ?? other).not.toBe(other);
  return pid ?? 0;
}

describe('a seeder in a process of its own', () => {
  test('serves in disguise who comes before anybody else', async () => {
    const { port, infohash } = await swarmFacts();
    const block = await blockInDisguise({ port }, infohash, 2);
    expect(block).toEqual(Buffer.from(weights).subarray(0, 16_384));
  });

  test("gives a pull everything, within the hub's limit", async () => {
    const startedAt = performance.now();
    expect(await pull()).toMatchObject({
      bytesFromPeers: weights.byteLength,
      bytesFromHubSeeder: weights.byteLength,
    });
    // At once goes a tenth of a second's worth, what was lent before, and the last block. A slow machine takes longer.
    const atOnce = LIMIT / 10 + 3 * (256 << 10);
    expect(performance.now() - startedAt).toBeGreaterThan(
      ((weights.byteLength - atOnce) / LIMIT) * 1000 * 0.9,
    );
  });

  test('killed with -9 it is back at its port, and a running pull goes on', async () => {
    const { port, infohash } = await swarmFacts();
    const before = await seederPid();
    let killed = 0;
    const pulled = await pull((bytes) => {
      if (killed > 0 || bytes < 1 << 20) return;
      killed = bytes;
      process.kill(before, 'SIGKILL');
    });
    expect(killed).toBeGreaterThan(0);
    expect(killed).toBeLessThan(weights.byteLength);
    expect(pulled?.bytesFromPeers).toBeLessThan(weights.byteLength + (2 << 20));
    expect(await seederPid(before)).not.toBe(before);
    using peer = await openRawPeer({ port, infohash });
    await peer.interested();
  });

  test('ends its connections when a file is withdrawn, and gives it to nobody who comes later', async () => {
    const { port, infohash, artifact } = await swarmFacts();
    using peer = await openRawPeer({ port, infohash });
    await peer.interested();
    await hub.hub.swarm.withdraw(artifact);
    await peer.closed;
    using later = await openRawPeer({ port, infohash });
    await later.closed;
    expect(later.heard()).toHaveLength(0);
  });

  test('ends with its hub', async () => {
    const pid = await seederPid();
    await hub[Symbol.asyncDispose]();
    expect(isRunning(pid)).toBe(false);
    expect(await seederPidOf(process.pid)).toBeUndefined();
  });

  test('that can take no port says so, and leaves no process', async () => {
    const options = {
      host: '127.0.0.1',
      find: async () => null,
      infohashes: () => [],
      onDamage: () => undefined,
    };
    await using first = await openSeederProcess({ ...options, port: 0, limit: byteLimit(null) });
    const pid = await seederPid();
    const second = openSeederProcess({ ...options, port: first.port });
    await expect(second).rejects.toMatchObject({ code: 'SWARM_CLIENT_FAILED', message: /EADDRINUSE/ });
    await first[Symbol.asyncDispose]();
    expect(isRunning(pid)).toBe(false);
    await expect.poll(() => seederPidOf(process.pid)).toBeUndefined();
  });
});

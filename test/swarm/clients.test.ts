import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, test, type TestContext } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import { pullArtifacts } from '../../src/swarm/pull.ts';
import { bring, bringInNamespace, writeTorrent, type Brought, type Source } from './downloads.ts';
import { otherClients, startClient, type OtherClient } from './other-clients.ts';
import { openSmallHub, someBytes } from './small-hub.ts';

// Each waits for its client most of the time.
describe.concurrent.each(otherClients.map((client) => [client.name, client] as const))('%s', (_, client) => {
  beforeEach(async ({ skip }) => {
    skip(!(await client.isInstalled()), `${client.packageName} is not installed`);
  });

  test('downloads our torrent from our seeder, without a web seed', async ({ skip, expect }) => {
    const brought = await broughtBy(client, 'PEER', skip);
    expect(brought.broughtDigest).toBe(brought.digest);
    expect(brought.fromSeederBytes).toBeGreaterThanOrEqual(brought.sizeBytes);
    expect(brought.fromWebSeedBytes).toBe(0);
  });

  test('downloads our torrent from our web seed, without a peer', async ({ skip, expect }) => {
    skip(!client.knowsWebSeeds, `${client.name} knows no web seeds`);
    const brought = await broughtBy(client, 'WEB_SEED', skip);
    expect(brought.broughtDigest).toBe(brought.digest);
    expect(brought.fromWebSeedBytes).toBeGreaterThanOrEqual(brought.sizeBytes);
  });

  test('downloads by our magnet, the metainfo too, from our seeder', async ({ skip, expect }) => {
    const brought = await broughtBy(client, 'MAGNET', skip);
    expect(brought.broughtDigest).toBe(brought.digest);
    expect(brought.fromSeederBytes).toBeGreaterThanOrEqual(brought.sizeBytes);
    expect(brought.fromWebSeedBytes).toBe(0);
  });

  test('seeds to our pull, which finds it by our tracker', async ({ expect }) => {
    await using hub = await openSmallHub();
    const artifact = await hub.publish(someBytes((2 << 20) + 99), { isSeeded: false });
    const source = await writeTorrent(hub, artifact, { announce: [hub.announceUrl], webSeeds: [] });
    const job = { source, folder: hub.folder, home: join(hub.folder, 'home'), host: '127.0.0.1' };
    await using _running = await startClient(client, job);
    // Transmission announces up to 20 s after it starts.
    const seeders = () => hub.tracker.counts(artifact.metainfo.infohash).seeders;
    await expect.poll(seeders, { timeout: 40_000 }).toBe(1);
    const target = join(hub.folder, 'pulled');
    const [pulled] = await pullArtifacts({ items: [artifact.itemIn(target)], mode: 'peers-only' });
    expect(digestOf(await readFile(join(target, 'artifact.bin')))).toBe(artifact.digest);
    expect(pulled?.bytesFromPeers).toBeGreaterThanOrEqual(artifact.bytes.length);
  });
});

async function broughtBy(client: OtherClient, source: Source, skip: TestContext['skip']): Promise<Brought> {
  if (!client.needsOwnAddress) return bring(client, source);
  const brought = await bringInNamespace(client, source);
  if (brought === undefined) return skip('no network namespace may be made here, or iproute2 is absent');
  return brought;
}

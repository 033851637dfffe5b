import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertEqual, type BenchArtifact } from './artifacts.ts';
import type { Ground } from './ground.ts';
import { libtorrent, need, ourPrograms } from './programs.ts';
import type { Measured, Row } from './report.ts';
import type { SeedPlace } from './seed.ts';
import type { WatchedProcess } from './watch-process.ts';

/** What leaves an origin of 40 MB/s, seeder and web seed together, when many want the same at once. */
export function egressRows(ground: Ground): Row[] {
  const row = (name: string, crowd: Crowd, aim?: string, needs: Row['needs'] = []): Row => ({
    name,
    needs,
    ...(aim !== undefined && { aim }),
    measure: () => measureCrowd(ground, crowd),
  });
  return [
    row('libtorrent, 8 at once', { leechers: 8, isOurs: false, restSeconds: 0 }, undefined, [
      need.libtorrent,
    ]),
    row('ours, 8 at once', { leechers: 8, isOurs: true, restSeconds: 0 }, '≤ 1.5 copies'),
    row(
      'ours, 8 one after another',
      { leechers: 8, isOurs: true, restSeconds: restFor(ground) },
      '≤ 1.3 copies',
    ),
    row('ours, 32 at once', { leechers: 32, isOurs: true, restSeconds: 0 }),
  ];
}

interface Crowd {
  readonly leechers: number;
  readonly isOurs: boolean;
  /** Between two arrivals. */
  readonly restSeconds: number;
}

const ORIGIN_BYTES_PER_SECOND = 40e6;

/** An eighth of the time that the first one alone would need: they overlap, and the last meets the first. */
function restFor(ground: Ground): number {
  return (ground.mib * 2 ** 20) / ORIGIN_BYTES_PER_SECOND / 8;
}

async function measureCrowd(ground: Ground, crowd: Crowd): Promise<Measured> {
  const artifact = await ground.artifact();
  await using opened = new AsyncDisposableStack();
  const { running: seeder, place } = await ourPrograms.seed(ground, [artifact]);
  opened.use(seeder);
  const origin = crowd.isOurs
    ? { running: seeder, port: place.port }
    : await libtorrent.seed(ground, artifact);
  opened.use(origin.running);
  const targets = [`${ground.host}:${origin.port}`, new URL(place.origin).host];
  const link = await ourPrograms.slowLink(ground, { bytesPerSecond: ORIGIN_BYTES_PER_SECOND }, targets);
  opened.use(link.running);
  const [peerPort = 0, originPort = 0] = link.ports;
  await seeder.ask(`hub-port ${peerPort}`);
  const startedAt = performance.now();
  const leechers: WatchedProcess[] = [];
  const rooms: string[] = [];
  opened.defer(() => rooms.forEach((room) => ground.clear(room)));
  for (let i = 0; i < crowd.leechers; i++) {
    const room = ground.room();
    rooms.push(room);
    const webSeedUrl = `http://${ground.host}:${originPort}/${artifact.infohash}`;
    leechers.push(opened.use(leecherOf(ground, crowd, artifact, room, place, webSeedUrl)));
    await sleep(crowd.restSeconds * 1000);
  }
  const costs = await Promise.all(leechers.map((leecher) => leecher.end()));
  const seconds = (performance.now() - startedAt) / 1000;
  const { downBytes } = await link.running.ask<{ downBytes: number }>();
  for (const room of rooms) await assertEqual(path.join(room, artifact.name), artifact);
  const cpuSeconds = costs.reduce((sum, cost) => sum + cost.cpuSeconds, 0);
  return {
    seconds,
    bytes: artifact.sizeBytes * crowd.leechers,
    costs: {
      origin: origin.running.cost(),
      'all leechers': { seconds, cpuSeconds, peakMib: Math.max(...costs.map(({ peakMib }) => peakMib)) },
    },
    figures: { copies: downBytes / artifact.sizeBytes },
  };
}

function leecherOf(
  ground: Ground,
  { isOurs }: Crowd,
  artifact: BenchArtifact,
  room: string,
  { announceUrl }: SeedPlace,
  webSeedUrl: string,
): WatchedProcess {
  if (!isOurs) return libtorrent.leech(ground, artifact.torrent({ announce: announceUrl }), room);
  const item = ourPrograms.itemOf(artifact, room, { announceUrls: [announceUrl], webSeedUrl });
  return ourPrograms.pull(ground, { mode: 'swarm', items: [item] });
}

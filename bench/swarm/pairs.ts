import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertEqual, type BenchArtifact } from './artifacts.ts';
import type { Ground } from './ground.ts';
import { openNamedTracker } from './named-tracker.ts';
import { aria2c, freePort, libtorrent, need, ourPrograms, transmission } from './programs.ts';
import type { Measured, Row } from './report.ts';
import { WatchedProcess, type Cost } from './watch-process.ts';

/** One seeder, one leecher, the file once: ours and others' in every order. */
export function pairRows(ground: Ground, link?: Link): Row[] {
  const suffix = link ? `, ${link.name}` : '';
  const rowOf = (from: Giver, to: Taker, aim?: string, unit?: string): Row => ({
    name: `${from.name} → ${to.name}${suffix}`,
    needs: [...from.needs, ...to.needs],
    ratioTo: unit ?? `libtorrent → libtorrent${suffix}`,
    ...(aim !== undefined && { aim }),
    measure: () => measurePair(ground, from, to, link),
  });
  const rows = [
    rowOf(givers.libtorrent, takers.libtorrent),
    rowOf(givers.ours, takers.libtorrent, '1.0'),
    rowOf(givers.libtorrent, takers.ours, link ? '1.0' : '0.85'),
    rowOf(givers.ours, takers.ours),
  ];
  if (link) return rows;
  const asLeecher = { packageName: 'root, for a network namespace', isThere: ground.isNamespace };
  const slowTaker = { ...takers.transmission, needs: [need.transmission, asLeecher] };
  // Others are as fast as they are: ours is measured against libtorrent in the same place.
  return [
    ...rows,
    ...[givers.transmission, givers.aria2c].flatMap((giver) => [
      rowOf(giver, takers.libtorrent),
      rowOf(giver, takers.ours, undefined, `${giver.name} → libtorrent`),
    ]),
    ...[slowTaker, takers.aria2c].flatMap((taker) => [
      rowOf(givers.libtorrent, taker),
      rowOf(givers.ours, taker, undefined, `libtorrent → ${taker.name}`),
    ]),
  ];
}

export interface Link {
  readonly name: string;
  readonly delayMs: number;
  readonly bytesPerSecond: number;
}

interface Giver {
  readonly name: string;
  readonly needs: Row['needs'] & {};
  /** Resolves when it seeds. */
  seed(
    ground: Ground,
    artifact: BenchArtifact,
    room: string,
  ): Promise<{ running: WatchedProcess; port: number }>;
}

interface Taker {
  readonly name: string;
  readonly needs: Row['needs'] & {};
  /** Resolves when the file is whole; `seconds` of the whole program, or since it knew its peer where it took its time. */
  leech(ground: Ground, artifact: BenchArtifact, room: string, port: number): Promise<Cost>;
}

const givers = {
  ours: {
    name: 'ours',
    needs: [],
    async seed(ground, artifact) {
      const { running, place } = await ourPrograms.seed(ground, [artifact]);
      return { running, port: place.port };
    },
  },
  libtorrent: {
    name: 'libtorrent',
    needs: [need.libtorrent],
    seed: (ground, artifact) => libtorrent.seed(ground, artifact),
  },
  transmission: {
    name: 'Transmission',
    needs: [need.transmission],
    seed: (ground, artifact, room) =>
      seedBy(ground, artifact, (port) => transmission.words(ground, port, room, ground.folder)),
  },
  aria2c: {
    name: 'aria2c',
    needs: [need.aria2c],
    seed: (ground, artifact) =>
      seedBy(ground, artifact, (port) => [
        ...aria2c.words(ground, port, ground.folder),
        '--check-integrity=true',
        '--seed-ratio=0.0',
      ]),
  },
} satisfies Record<string, Giver>;

const takers = {
  ours: {
    name: 'ours',
    needs: [],
    async leech(ground, artifact, room, port) {
      const item = ourPrograms.itemOf(artifact, room, { peers: [`${ground.host}:${port}`] });
      return (await ourPrograms.pullToEnd(ground, { mode: 'peers-only', items: [item] })).cost;
    },
  },
  libtorrent: {
    name: 'libtorrent',
    needs: [need.libtorrent],
    async leech(ground, artifact, room, port) {
      await using running = libtorrent.leech(ground, artifact.metainfoPath, room, [`${ground.host}:${port}`]);
      return await running.end();
    },
  },
  transmission: {
    name: 'Transmission',
    needs: [need.transmission],
    leech: (ground, artifact, room, port) =>
      leechBy(
        ground,
        artifact,
        room,
        port,
        (ownPort) => {
          const home = path.join(room, 'home');
          mkdirSync(home);
          return transmission.words(ground, ownPort, home, room);
        },
        untilRenamed,
      ),
  },
  aria2c: {
    name: 'aria2c',
    needs: [need.aria2c],
    leech: (ground, artifact, room, port) =>
      leechBy(
        ground,
        artifact,
        room,
        port,
        (ownPort) => [...aria2c.words(ground, ownPort, room), '--seed-time=0'],
        (running) => running.end(),
      ),
  },
} satisfies Record<string, Taker>;

async function measurePair(ground: Ground, from: Giver, to: Taker, link?: Link): Promise<Measured> {
  const artifact = await ground.artifact();
  const [room, seedersRoom] = [ground.room(), ground.room()];
  const { running: seeder, port } = await from.seed(ground, artifact, seedersRoom);
  await using opened = new AsyncDisposableStack();
  opened.use(seeder);
  opened.defer(() => [room, seedersRoom].forEach((one) => ground.clear(one)));
  let reachedAt = port;
  if (link) {
    const slow = await ourPrograms.slowLink(ground, link, [`${ground.host}:${port}`]);
    opened.use(slow.running);
    reachedAt = slow.ports[0] ?? port;
  }
  const before = seeder.cost().cpuSeconds;
  const leecher = await to.leech(ground, artifact, room, reachedAt);
  await assertEqual(path.join(room, artifact.name), artifact);
  const cost = seeder.cost();
  return {
    seconds: leecher.seconds,
    bytes: artifact.sizeBytes,
    costs: { seeder: { ...cost, cpuSeconds: cost.cpuSeconds - before }, leecher },
  };
}

async function seedBy(ground: Ground, artifact: BenchArtifact, words: (port: number) => readonly string[]) {
  await using tracker = await openNamedTracker(ground.host);
  const port = await freePort(ground.host);
  const torrent = artifact.torrent({ announce: tracker.announceUrl });
  const running = new WatchedProcess([...words(port), torrent], { stdio: 'ignore' });
  await tracker.seeding;
  return { running, port };
}

async function leechBy(
  ground: Ground,
  artifact: BenchArtifact,
  room: string,
  port: number,
  words: (ownPort: number) => readonly string[],
  untilWhole: (running: WatchedProcess, target: string) => Promise<unknown>,
): Promise<Cost> {
  await using tracker = await openNamedTracker(ground.host, { port });
  const torrent = artifact.torrent({ announce: tracker.announceUrl });
  await using running = new WatchedProcess([...words(await freePort(ground.host)), torrent], {
    stdio: 'ignore',
  });
  await untilWhole(running, path.join(room, artifact.name));
  return { ...running.cost(), seconds: (performance.now() - (await tracker.toldAt)) / 1000 };
}

/** Transmission gives a file its name when it has all of it, and goes on. */
async function untilRenamed(_: WatchedProcess, target: string): Promise<void> {
  while (!existsSync(target)) await sleep(10);
}

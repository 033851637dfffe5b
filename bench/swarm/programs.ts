import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchArtifact } from './artifacts.ts';
import type { Ground } from './ground.ts';
import type { PullOutcome, PullPlan } from './pull.ts';
import type { Need } from './report.ts';
import type { SeedPlace, SeedPlan } from './seed.ts';
import { WatchedProcess } from './watch-process.ts';

const beside = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const PEER = beside('../../test/swarm/libtorrent-peer.py');
/** The system's own, for which the package brings the module. */
const PYTHON = '/usr/bin/python3';

export const need = {
  curl: needOf('curl', 'curl'),
  nginx: needOf('nginx-light', 'nginx'),
  aria2c: needOf('aria2', 'aria2c'),
  transmission: needOf('transmission-cli', 'transmission-cli'),
  libtorrent: {
    packageName: 'python3-libtorrent',
    isThere: spawnSync(PYTHON, ['-c', 'import libtorrent']).status === 0,
  },
} as const;

export const ourPrograms = {
  async seed(ground: Ground, artifacts: readonly BenchArtifact[]) {
    const items = artifacts.map(({ filePath, sizeBytes, infohash, metainfoPath }) => {
      return { filePath, sizeBytes, infohash, metainfoPath };
    });
    const plan: SeedPlan = { host: ground.host, items };
    const running = new WatchedProcess([process.execPath, beside('./seed.ts'), ground.plan(plan)]);
    return { running, place: JSON.parse(await running.line()) as SeedPlace };
  },
  pull(ground: Ground, plan: Omit<PullPlan, 'host'>): WatchedProcess {
    return new WatchedProcess([
      process.execPath,
      beside('./pull.ts'),
      ground.plan({ ...plan, host: ground.host }),
    ]);
  },
  async pullToEnd(ground: Ground, plan: Omit<PullPlan, 'host'>) {
    await using running = ourPrograms.pull(ground, plan);
    const outcome = JSON.parse(await running.line()) as PullOutcome;
    return { outcome, cost: await running.end() };
  },
  itemOf(
    artifact: BenchArtifact,
    room: string,
    sources: Partial<PullPlan['items'][number]>,
  ): PullPlan['items'][number] {
    const { digest, sizeBytes, metainfoPath, infohash, name } = artifact;
    return {
      digest,
      sizeBytes,
      metainfoPath,
      infohash,
      announceUrls: [],
      targetPath: path.join(room, name),
      ...sources,
    };
  },
  async slowLink(
    ground: Ground,
    link: { delayMs?: number; bytesPerSecond?: number },
    targets: readonly string[],
  ) {
    const { delayMs = 0, bytesPerSecond = 0 } = link;
    const words = ['--host', ground.host, '--delay-ms', String(delayMs), '--rate', String(bytesPerSecond)];
    const running = new WatchedProcess([process.execPath, beside('./slow-link.ts'), ...words, ...targets]);
    return { running, ports: JSON.parse(await running.line()) as number[] };
  },
};

export const libtorrent = {
  async seed(ground: Ground, artifact: BenchArtifact, torrent = artifact.metainfoPath) {
    const words = [torrent, ground.folder, '--host', ground.host, '--seed'];
    const running = new WatchedProcess([PYTHON, PEER, ...words]);
    const port = Number((await running.line()).split(' ')[1]);
    await running.line();
    return { running, port };
  },
  leech(ground: Ground, torrent: string, room: string, peers: readonly string[] = []): WatchedProcess {
    const words = [torrent, room, '--host', ground.host, '--until-whole'];
    return new WatchedProcess([PYTHON, PEER, ...words, ...peers.flatMap((peer) => ['--peer', peer])]);
  },
};

export const aria2c = {
  words: (ground: Ground, port: number, folder: string) => [
    'aria2c',
    '--no-conf=true',
    '--quiet=true',
    '--enable-dht=false',
    '--enable-dht6=false',
    '--bt-enable-lpd=false',
    '--enable-peer-exchange=false',
    `--interface=${ground.host}`,
    `--listen-port=${port}`,
    '--file-allocation=none',
    `--dir=${folder}`,
  ],
};

export const transmission = {
  words(ground: Ground, port: number, home: string, folder: string): string[] {
    const settings = {
      'bind-address-ipv4': ground.host,
      'bind-address-ipv6': '::1',
      'dht-enabled': false,
      'lpd-enabled': false,
      'pex-enabled': false,
      'utp-enabled': false,
      'port-forwarding-enabled': false,
    };
    writeFileSync(path.join(home, 'settings.json'), JSON.stringify(settings));
    return ['transmission-cli', '-g', home, '-M', '-p', String(port), '-w', folder];
  },
};

/** Free a moment ago, for programs that can't say which port they took. */
export async function freePort(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function needOf(packageName: string, program: string): Need {
  return { packageName, isThere: spawnSync(program, ['--version']).error === undefined };
}

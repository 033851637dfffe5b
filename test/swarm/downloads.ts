// What another client brings of ours, as one story that also a process in a network namespace can tell.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { digestOf, hexOf } from '../../src/base/digest.ts';
import { buildMetainfo, magnetOf, readMetainfo } from '../../src/swarm/metainfo.ts';
import { startClient, type OtherClient } from './other-clients.ts';
import { openSmallHub, someBytes, type Artifact, type SmallHub } from './small-hub.ts';

export const SOURCES = ['PEER', 'WEB_SEED', 'MAGNET'] as const;
/** A .torrent with our seeder alone, one with our web seed alone, a magnet with our tracker alone. */
export type Source = (typeof SOURCES)[number];

export interface Brought {
  readonly sizeBytes: number;
  readonly digest: string;
  /** Undefined: it never came. */
  readonly broughtDigest?: string;
  readonly fromSeederBytes: number;
  readonly fromWebSeedBytes: number;
}

/** Publishes a file to a small hub and lets the client bring it. */
export async function bring(client: OtherClient, source: Source, host = '127.0.0.1'): Promise<Brought> {
  await using hub = await openSmallHub({ host });
  const artifact = await hub.publish(someBytes(SIZE_BYTES), { isSeeded: source !== 'WEB_SEED' });
  const folder = join(hub.folder, 'brought');
  const job = { source: await sourceOf(hub, artifact, source), folder, home: join(hub.folder, 'home'), host };
  await using _running = await startClient(client, job);
  const broughtDigest = await untilBrought(join(folder, hexOf(artifact.digest)), artifact);
  return {
    sizeBytes: SIZE_BYTES,
    digest: artifact.digest,
    ...(broughtDigest && { broughtDigest }),
    fromSeederBytes: hub.seeder.uploadedBytes(artifact.metainfo.infohash),
    fromWebSeedBytes: hub.served.bytes,
  };
}

/** The same in a network namespace whose loopback has one more address; undefined where none may be made. */
export async function bringInNamespace(client: OtherClient, source: Source): Promise<Brought | undefined> {
  const program = fileURLToPath(new URL('./downloads-program.ts', import.meta.url));
  const child = inNamespace([process.execPath, program, client.name, source, ADDRESS]);
  const brought = json(child.stdout).catch(() => undefined) as Promise<Brought | undefined>;
  await once(child, 'exit');
  return brought;
}

/** The artifact's torrent with other sources; its infohash is the same. */
export async function writeTorrent(
  hub: SmallHub,
  artifact: Artifact,
  sources: { readonly announce: readonly string[]; readonly webSeeds: readonly string[] },
): Promise<string> {
  const { pieceHashes, sizeBytes } = readMetainfo(artifact.metainfo.bytes);
  const metainfo = buildMetainfo({ digest: artifact.digest, sizeBytes, pieceHashes, ...sources });
  const path = join(hub.folder, 'artifact.torrent');
  await writeFile(path, metainfo.bytes);
  return path;
}

const SIZE_BYTES = (2 << 20) + 99;
const PATIENCE_MS = 50_000;
/** Of the range for documentation (RFC 5737): nobody is there. */
const ADDRESS = '198.51.100.1';

function inNamespace(words: readonly string[]) {
  const script = `ip link set lo up && ip addr add ${ADDRESS}/32 dev lo && exec "$@"`;
  const unshared = ['--map-root-user', '--net', 'sh', '-c', script, 'sh', ...words];
  return spawn('unshare', unshared, { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function sourceOf(hub: SmallHub, artifact: Artifact, source: Source): Promise<string> {
  const { digest, metainfo } = artifact;
  const tracked = { announce: [hub.announceUrl], webSeeds: [] };
  switch (source) {
    case 'PEER':
      return writeTorrent(hub, artifact, tracked);
    case 'WEB_SEED':
      return writeTorrent(hub, artifact, { announce: [], webSeeds: [`${hub.origin}/${hexOf(digest)}`] });
    case 'MAGNET':
      return magnetOf({ digest, ...tracked }, metainfo.infohash);
  }
}

async function untilBrought(path: string, { digest }: Artifact): Promise<string | undefined> {
  let found: string | undefined;
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await sleep(100)) {
    found = await readFile(path).then(digestOf, () => undefined);
    if (found === digest) break;
  }
  return found;
}

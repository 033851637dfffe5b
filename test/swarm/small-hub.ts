// What a hub gives a swarm, and no more: a tracker, a seeder and an HTTP origin, on loopback.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOf } from '../../src/base/byte-source.ts';
import { hexOf, type Digest } from '../../src/base/digest.ts';
import { byteLimit, UNLIMITED } from '../../src/swarm/byte-limit.ts';
import { buildMetainfo, type Metainfo } from '../../src/swarm/metainfo.ts';
import { pieceHashesOf } from '../../src/weights/piece-hashes.ts';
import type { PullItem } from '../../src/swarm/pull.ts';
import { openSeeder, type Seeder } from '../../src/swarm/seeder.ts';
import { openTracker, type Tracker } from '../../src/swarm/tracker.ts';

export interface SmallHub extends AsyncDisposable {
  readonly folder: string;
  readonly origin: string;
  readonly announceUrl: string;
  readonly tracker: Tracker;
  readonly seeder: Seeder;
  /** Requests for artifact bytes so far, and payload bytes they were sent. */
  readonly served: { requests: number; bytes: number };
  /** How the origin answers; tests make it misbehave. */
  answer: (bytes: Buffer, request: IncomingMessage, response: ServerResponse) => void;
  publish(bytes: Buffer, options?: PublishOptions): Promise<Artifact>;
}

export interface PublishOptions {
  readonly isSeeded?: boolean;
  readonly seedBytesPerSecond?: number;
}

export interface Artifact {
  readonly bytes: Buffer;
  readonly digest: Digest;
  readonly filePath: string;
  readonly metainfo: Metainfo;
  /** An item that pulls it into `folder`. */
  itemIn(folder: string): PullItem;
}

export async function openSmallHub(
  options: { host?: string; intervalMs?: number; hubHost?: string } = {},
): Promise<SmallHub> {
  const { host = '127.0.0.1' } = options;
  const folder = await mkdtemp(join(tmpdir(), 'heirloom-swarm-'));
  const known = new Map<string, Artifact>();
  let limit = UNLIMITED;
  const paced = {
    delayFor: (bytes: number) => limit.delayFor(bytes),
    charge: (bytes: number) => limit.charge(bytes),
  };
  const seeder = await openSeeder({ host, isHub: true, limit: paced });
  const tracker = openTracker({
    isKnown: (infohash) => known.has(infohash),
    hubPeer: (infohash) =>
      seeder.isSeeding(infohash)
        ? { port: seeder.port, ...(options.hubHost === undefined ? {} : { host: options.hubHost }) }
        : undefined,
    ...(options.intervalMs === undefined ? {} : { intervalMs: options.intervalMs }),
  });
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/announce')) return tracker.handleRequest(request, response);
    const artifact = [...known.values()].find(({ digest }) => request.url === `/${hexOf(digest)}`);
    if (!artifact) return void response.writeHead(404).end();
    hub.served.requests++;
    return hub.answer(artifact.bytes, request, response);
  });
  server.on('upgrade', (request, socket, head) => tracker.handleUpgrade(request, socket, head));
  server.listen(0, host);
  await once(server, 'listening');
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`;
  const announceUrl = `${origin}/announce`;
  const hub: SmallHub = {
    folder,
    origin,
    announceUrl,
    tracker,
    seeder,
    served: { requests: 0, bytes: 0 },
    answer: (bytes, request, response) => void (hub.served.bytes += answerRange(bytes, request, response)),
    async publish(bytes, { isSeeded = true, seedBytesPerSecond } = {}) {
      limit = byteLimit(seedBytesPerSecond ?? null);
      const { digest, pieceHashes } = await pieceHashesOf(bytesOf(bytes));
      const webSeedUrl = `${origin}/${hexOf(digest)}`;
      const plan = {
        digest,
        sizeBytes: bytes.length,
        pieceHashes,
        announce: [announceUrl],
        webSeeds: [webSeedUrl],
      };
      const metainfo = buildMetainfo(plan);
      const filePath = join(folder, hexOf(digest));
      await writeFile(filePath, bytes);
      const artifact: Artifact = {
        bytes,
        digest,
        filePath,
        metainfo,
        itemIn: (target) => ({
          digest,
          sizeBytes: bytes.length,
          metainfo: metainfo.bytes,
          infohash: metainfo.infohash,
          targetPath: join(target, 'artifact.bin'),
          webSeedUrl,
          announceUrls: [announceUrl],
        }),
      };
      known.set(metainfo.infohash, artifact);
      if (isSeeded) await seeder.seed({ metainfo: metainfo.bytes, filePath });
      return artifact;
    },
    async [Symbol.asyncDispose]() {
      await tracker[Symbol.asyncDispose]();
      await seeder[Symbol.asyncDispose]();
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return hub;
}

/** A strict answer: 206 with Content-Range, or 416. Gives the bytes sent. */
export function answerRange(bytes: Buffer, request: IncomingMessage, response: ServerResponse): number {
  const match = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  const [from, last] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || last >= bytes.length) {
    response.writeHead(416).end();
    return 0;
  }
  const body = bytes.subarray(from, last + 1);
  response.writeHead(206, {
    'content-range': `bytes ${from}-${last}/${bytes.length}`,
    'content-length': body.length,
  });
  response.end(body);
  return body.length;
}

export function someBytes(sizeBytes: number): Buffer {
  return randomBytes(sizeBytes);
}

/**
 * The swarm's half of a hub as a process: seeder, tracker, and an origin that answers ranges. `node bench/swarm/seed.ts PLAN`,
 * the path of a JSON of `SeedPlan`. Says a line of `SeedPlace` when all is seeded, then a line of `SeedFigures` for each
 * line it hears; `hub-port N` makes its tracker name another port as the hub's.
 */
import { createReadStream, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { openSeeder } from '../../src/swarm/seeder.ts';
import { openTracker } from '../../src/swarm/tracker.ts';

export interface SeedPlan {
  readonly host: string;
  readonly items: readonly {
    readonly filePath: string;
    readonly sizeBytes: number;
    readonly infohash: string;
    readonly metainfoPath: string;
  }[];
}

export interface SeedPlace {
  readonly port: number;
  /** A file is at /INFOHASH. */
  readonly origin: string;
  readonly announceUrl: string;
  readonly seedSeconds: number;
}

export interface SeedFigures {
  readonly fromSeederBytes: number;
  readonly fromOriginBytes: number;
  readonly rssMib: number;
}

const plan = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as SeedPlan;
const items = new Map(plan.items.map((item) => [item.infohash, item]));
const seeder = await openSeeder({ host: plan.host, isHub: true });
let hubPort = seeder.port;
let fromOriginBytes = 0;
const tracker = openTracker({
  isKnown: (infohash) => items.has(infohash),
  hubPeer: () => ({ host: plan.host, port: hubPort }),
});
const server = createServer((request, response) => {
  if (request.url?.startsWith('/announce')) tracker.handleRequest(request, response);
  else answer(request, response);
});
server.listen(0, plan.host);
await once(server, 'listening');
const origin = `http://${plan.host}:${(server.address() as AddressInfo).port}`;
const startedAt = performance.now();
for (const { metainfoPath, filePath } of plan.items)
  await seeder.seed({ metainfo: readFileSync(metainfoPath), filePath });
const seedSeconds = (performance.now() - startedAt) / 1000;
say({ port: seeder.port, origin, announceUrl: `${origin}/announce`, seedSeconds } satisfies SeedPlace);
for await (const line of createInterface(process.stdin)) {
  if (line.startsWith('hub-port ')) hubPort = Number(line.slice('hub-port '.length));
  const uploaded = [...items.keys()].map((infohash) => seeder.uploadedBytes(infohash));
  const fromSeederBytes = uploaded.reduce((sum, one) => sum + one, 0);
  say({
    fromSeederBytes,
    fromOriginBytes,
    rssMib: process.memoryUsage.rss() / 2 ** 20,
  } satisfies SeedFigures);
}
// Who started it is gone.
process.exit(0);

function answer(request: IncomingMessage, response: ServerResponse): void {
  const item = items.get(request.url?.slice(1) ?? '');
  if (!item) return void response.writeHead(404).end();
  const match = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const start = Number(match?.[1] ?? 0);
  const end = match?.[2] ? Number(match[2]) : item.sizeBytes - 1;
  response.writeHead(match ? 206 : 200, {
    'accept-ranges': 'bytes',
    'content-length': end - start + 1,
    ...(match && { 'content-range': `bytes ${start}-${end}/${item.sizeBytes}` }),
  });
  const stream = createReadStream(item.filePath, { start, end, highWaterMark: 1 << 20 });
  stream.on('data', (chunk) => (fromOriginBytes += chunk.length));
  response.once('close', () => stream.destroy());
  stream.once('error', () => response.destroy());
  stream.pipe(response);
}

function say(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

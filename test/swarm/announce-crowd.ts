// A program of its own, so that its memory is the tracker's: 500 peers announce four times each, and it tells
// what stayed. Run with --expose-gc.
import { once } from 'node:events';
import { Agent, createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openTracker } from '../../src/swarm/tracker.ts';

const INFOHASH = 'ab'.repeat(20);
const tracker = openTracker({
  isKnown: (infohash) => infohash === INFOHASH || infohash === 'cd'.repeat(20),
  hubPeer: () => ({ port: 7421 }),
  isLoopbackUnbounded: true,
});
const server = createServer((request, response) => tracker.handleRequest(request, response));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

// The first thousand requests warm code and sockets up, in another swarm.
for (let i = 0; i < 1000; i++) await announce('cd'.repeat(20), 10_000 + (i % 250));
const before = residentBytes();
let honoured = 0;
for (let i = 0; i < 2000; i++) if (await announce(INFOHASH, 20_000 + (i % 500))) honoured++;
const { seeders, leechers } = tracker.counts(INFOHASH);
const grownBytes = residentBytes() - before;
process.stdout.write(JSON.stringify({ honoured, peers: seeders + leechers, grownBytes }));
agent.destroy();
server.close();
await tracker[Symbol.asyncDispose]();

async function announce(infohash: string, peerPort: number): Promise<boolean> {
  const bytes = (hex: string) => hex.replace(/../g, '%$&');
  const peerId = bytes(peerPort.toString(16).padStart(40, '0'));
  const query = `info_hash=${bytes(infohash)}&peer_id=${peerId}&port=${peerPort}&left=5&compact=1`;
  const [response] = await once(
    get({ host: '127.0.0.1', port, path: `/announce?${query}`, agent }),
    'response',
  );
  let body = '';
  for await (const chunk of response) body += String(chunk);
  return response.statusCode === 200 && !body.includes('failure reason');
}

function residentBytes(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().rss;
}

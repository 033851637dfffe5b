import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bdecode } from '../../src/swarm/bencode.ts';
import { openSmallHub, someBytes, type SmallHub } from './small-hub.ts';

let hub: SmallHub;
let infohash: string;

beforeEach(async () => {
  hub = await openSmallHub();
  ({ infohash } = (await hub.publish(someBytes(1000))).metainfo);
});

afterEach(() => hub[Symbol.asyncDispose]());

describe('announces that are too many', () => {
  test('of one peer in one torrent count six times, then are told to wait', async () => {
    const answers = [];
    for (let i = 0; i < 20; i++) answers.push(await announceFrom({ port: 5001 }));
    expect(answers.filter(({ reason }) => reason === '')).toHaveLength(6);
    expect(answers.at(-1)).toMatchObject({ reason: expect.stringMatching(/too often/), retryAfter: '30' });
    expect((await announceFrom({ port: 5002 })).peers).toContain('127.0.0.1:5001');
  });

  test('never keep a peer from saying goodbye', async () => {
    for (let i = 0; i < 20; i++) await announceFrom({ port: 5001 });
    expect((await announceFrom({ port: 5001, event: 'stopped' })).reason).toBe('');
    expect(hub.tracker.counts(infohash)).toEqual({ seeders: 0, leechers: 0 });
  });

  test('from one address fill no more than 50 places of a swarm', async () => {
    for (let port = 5001; port <= 5080; port++) await announceFrom({ port });
    expect(hub.tracker.counts(infohash).leechers).toBe(50);
    expect((await announceFrom({ port: 5001, from: '127.0.0.2' })).reason).toBe('');
  });

  test('from one address are refused without a look, and others are served on', async () => {
    const flood = await Promise.all(Array.from({ length: 1200 }, (_, i) => statusOf(1024 + i)));
    const refused = flood.filter((status) => status === 429).length;
    // Twenty a second come back meanwhile, so how many depends on the machine.
    expect(refused).toBeGreaterThan(0);
    expect(flood.filter((status) => status === 200).length).toBe(1200 - refused);
    expect((await announceFrom({ port: 5001, from: '127.0.0.2' })).reason).toBe('');
  });

  test('through a proxy of this machine are counted by whom it names', async () => {
    const through = (client: string, port: number) =>
      get({ port, headers: { 'x-forwarded-for': `198.51.100.1, ${client}` } });
    const flood = await Promise.all(Array.from({ length: 1200 }, (_, i) => through('203.0.113.9', 1024 + i)));
    expect(flood.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
    expect((await through('203.0.113.10', 5001)).status).toBe(200);
    expect((await announceFrom({ port: 5001 })).reason).toBe('');
  });

  test('2,000 of 500 peers leave less than 20 MB behind', async () => {
    const script = fileURLToPath(new URL('announce-crowd.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script]);
    const { honoured, peers, grownBytes } = JSON.parse(stdout) as Record<string, number>;
    expect({ honoured, peers }).toEqual({ honoured: 2000, peers: 500 });
    expect(grownBytes).toBeLessThan(20_000_000);
  });
});

describe('an announce that names somebody else', () => {
  test.each([
    ['ip=', '&ip=203.0.113.9&ipv4=203.0.113.9&ipv6=%5B2001%3Adb8%3A%3A1%5D', {}],
    ['a forwarding header', '', { 'x-forwarded-for': '203.0.113.9' }],
    ['a Forwarded header', '', { forwarded: 'for=203.0.113.9' }],
    ['a real-IP header', '', { 'x-real-ip': '203.0.113.9' }],
  ])('by %s brings nobody there', async (_, query, headers) => {
    await announceFrom({ port: 5001, query, headers });
    const { peers } = await announceFrom({ port: 5002, from: '127.0.0.2' });
    expect(peers.join()).not.toContain('203.0.113.9');
  });

  test('behind a proxy is listed nowhere: the address would be the proxy’s', async () => {
    const { peers } = await announceFrom({ port: 5001, headers: { via: '1.1 proxy' } });
    expect(peers).toEqual([]);
    expect(hub.tracker.counts(infohash)).toEqual({ seeders: 0, leechers: 0 });
  });

  test.each([0, 1, 22, 80, 443, 1023, 65_536])('at port %i is refused', async (port) => {
    expect((await announceFrom({ port })).reason).toMatch(/invalid port/);
  });
});

test.each(['0.0.0.0', '::'])('a hub bound to %s is named as the asker reached it', async (hubHost) => {
  await using other = await openSmallHub({ hubHost });
  const { metainfo } = await other.publish(someBytes(1000));
  const { peers } = await announceFrom({ port: 5001, infohash: metainfo.infohash, url: other.announceUrl });
  expect(peers).toEqual([`127.0.0.1:${other.seeder.port}`]);
});

describe('a torrent the hub does not have', () => {
  test('is refused each time, in the words that a stranger’s own gets', async () => {
    const reasons = new Set<string>();
    for (let i = 0; i < 200; i++)
      reasons.add((await announceFrom({ port: 5001, infohash: randomBytes(20).toString('hex') })).reason);
    expect([...reasons]).toEqual(['this hub does not track that torrent']);
  });
});

describe('WebSocket connections', () => {
  test('from one address are 50 at most', async () => {
    const sockets = Array.from({ length: 60 }, () => rawUpgrade('/announce'));
    const heads = await Promise.all(sockets.map(({ head }) => head));
    expect(heads.filter((head) => head.startsWith('HTTP/1.1 101'))).toHaveLength(50);
    expect(heads.filter((head) => head.startsWith('HTTP/1.1 429'))).toHaveLength(10);
    for (const { end } of sockets) end();
    await expect.poll(async () => firstLine(rawUpgrade('/announce'))).toContain('101');
  });

  test('may not take the name of a peer that is here', async () => {
    const peerId = randomBytes(20).toString('latin1');
    using first = await openPeer(peerId);
    first.say({ offers: [] });
    await first.hear();
    using second = await openPeer(peerId);
    second.say({ offers: [] });
    expect(await second.hear()).toMatchObject({ 'failure reason': 'that peer is here already' });
  });

  test('pass on an offer’s type and words, and nothing else of it', async () => {
    using one = await openPeer();
    using two = await openPeer();
    one.say({ offers: [] });
    await one.hear();
    const offer = { type: 'offer', sdp: 'x', filler: Array(1000).fill(1e20) };
    two.say({ offers: [{ offer, offer_id: 'a', filler: [1e20] }] });
    const heard = (await one.hear()) as { offer: unknown };
    expect(heard.offer).toEqual({ type: 'offer', sdp: 'x' });
    expect(Object.keys(heard).toSorted()).toEqual(['action', 'info_hash', 'offer', 'offer_id', 'peer_id']);
  });

  test.each([
    [
      'more than 20 offers',
      { offers: Array.from({ length: 21 }, () => ({ offer: { type: 'offer', sdp: '' }, offer_id: 'a' })) },
    ],
    [
      'words of more than 8 KiB',
      { offers: [{ offer: { type: 'offer', sdp: 'x'.repeat(9000) }, offer_id: 'a' }] },
    ],
    ['an offer without words', { offers: [{ offer: { type: 'offer' }, offer_id: 'a' }] }],
    ['an offer id that is an object', { offers: [{ offer: { type: 'offer', sdp: '' }, offer_id: {} }] }],
  ])('with %s are refused', async (_, message) => {
    using peer = await openPeer();
    peer.say(message);
    expect(await peer.hear()).toMatchObject({ 'failure reason': expect.stringMatching(/invalid/) });
  });

  test('that announce without end are told to wait, then ended', async () => {
    using peer = await openPeer();
    for (let i = 0; i < 1200; i++) peer.say({ offers: [] });
    expect(await peer.closed).toBe(1006);
    expect(peer.heard.filter((answer) => 'interval' in (answer as object))).toHaveLength(6);
  });
});

interface Asked {
  readonly port: number;
  readonly from?: string;
  readonly infohash?: string;
  readonly url?: string;
  readonly event?: string;
  readonly query?: string;
  readonly headers?: Record<string, string>;
}

async function announceFrom(asked: Asked) {
  const { body, headers } = await get(asked);
  const answer = bdecode(body) as ReadonlyMap<string, unknown>;
  const reason = answer.get('failure reason');
  return {
    reason: Buffer.isBuffer(reason) ? reason.toString() : '',
    retryAfter: headers['retry-after'],
    peers: peersOf(answer.get('peers')),
  };
}

async function statusOf(port: number): Promise<number> {
  return (await get({ port })).status;
}

async function get({ port, from, event, query = '', headers, ...rest }: Asked) {
  const bytes = (hex: string) => hex.replace(/../g, '%$&');
  const peerId = bytes(port.toString(16).padStart(40, '0'));
  const base = `info_hash=${bytes(rest.infohash ?? infohash)}&peer_id=${peerId}&port=${port}&left=5&compact=1`;
  const url = `${rest.url ?? hub.announceUrl}?${base}${event ? `&event=${event}` : ''}${query}`;
  const asking = httpRequest(url, { localAddress: from ?? '127.0.0.1', ...(headers ? { headers } : {}) });
  asking.end();
  const [response] = await once(asking, 'response');
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode as number, headers: response.headers, body: Buffer.concat(chunks) };
}

function peersOf(value: unknown): string[] {
  if (!Buffer.isBuffer(value)) return [];
  return Array.from({ length: value.length / 6 }, (_, i) => {
    const row = value.subarray(i * 6, i * 6 + 6);
    return `${[...row.subarray(0, 4)].join('.')}:${row.readUInt16BE(4)}`;
  });
}

function rawUpgrade(path: string) {
  const { port } = new URL(hub.origin);
  const socket = connect(Number(port), '127.0.0.1');
  const key = randomBytes(16).toString('base64');
  const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13';
  socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${upgrade}\r\nSec-WebSocket-Key: ${key}\r\n\r\n`);
  const head = once(socket, 'data').then(([bytes]) => String(bytes));
  return { head, end: () => socket.destroy() };
}

async function firstLine({ head, end }: ReturnType<typeof rawUpgrade>): Promise<string> {
  const line = (await head).split('\r\n')[0] ?? '';
  end();
  return line;
}

async function openPeer(peerId = randomBytes(20).toString('latin1')) {
  const socket = new WebSocket(hub.announceUrl.replace('http', 'ws'));
  const heard: unknown[] = [];
  socket.addEventListener('message', ({ data }) => heard.push(JSON.parse(String(data))));
  const closed = new Promise<number>((resolve) =>
    socket.addEventListener('close', ({ code }) => resolve(code)),
  );
  await once(socket, 'open');
  const info_hash = Buffer.from(infohash, 'hex').toString('latin1');
  const mine = { action: 'announce', info_hash, peer_id: peerId, left: 5 };
  return {
    closed,
    heard,
    say: (message: object) => socket.send(JSON.stringify({ ...mine, ...message })),
    async hear(): Promise<unknown> {
      await expect.poll(() => heard.length).toBeGreaterThan(0);
      return heard.shift();
    },
    [Symbol.dispose]: () => socket.close(),
  };
}

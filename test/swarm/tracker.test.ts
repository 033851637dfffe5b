import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { announce, type Announcement } from '../../src/swarm/announcer.ts';
import { bdecode } from '../../src/swarm/bencode.ts';
import { openSmallHub, someBytes, type Artifact, type SmallHub } from './small-hub.ts';

let hub: SmallHub;
let artifact: Artifact;
let infohash: string;

beforeEach(async () => {
  hub = await openSmallHub();
  artifact = await hub.publish(someBytes(100_000));
  ({ infohash } = artifact.metainfo);
});

afterEach(() => hub[Symbol.asyncDispose]());

describe('an HTTP announce', () => {
  test('is answered with the hub as a peer, first', async () => {
    const answer = await announceAs(5001);
    expect(answer.peers).toEqual([`127.0.0.1:${hub.seeder.port}`]);
    expect(answer.intervalMs).toBe(600_000);
  });

  test('of an unknown torrent is refused', async () => {
    const refused = announceAs(5001, { infohash: randomBytes(20).toString('hex') });
    await expect(refused).rejects.toMatchObject({ code: 'SWARM_TRACKER_FAILED', kind: 'refusal' });
    await expect(refused).rejects.toThrow(/does not track/);
  });

  test('tells peers of one another, never of themselves', async () => {
    const first = { peerId: peerId() };
    await announceAs(5001, first);
    expect((await announceAs(5002)).peers).toContain('127.0.0.1:5001');
    const again = await announceAs(5001, first);
    expect(again.peers).toContain('127.0.0.1:5002');
    expect(again.peers).not.toContain('127.0.0.1:5001');
  });

  test('counts seeders and leechers, until they say stopped', async () => {
    const [seeder, leecher] = [{ peerId: peerId(), left: 0 }, { peerId: peerId() }];
    await announceAs(5001, seeder);
    await announceAs(5002, leecher);
    expect(hub.tracker.counts(infohash)).toEqual({ seeders: 1, leechers: 1 });
    await announceAs(5002, { ...leecher, left: 0 });
    expect(hub.tracker.counts(infohash)).toEqual({ seeders: 2, leechers: 0 });
    await announceAs(5001, { ...seeder, event: 'stopped' });
    expect(hub.tracker.counts(infohash)).toEqual({ seeders: 1, leechers: 0 });
  });

  test('gets 20 peers at most, however many it wants', async () => {
    for (let port = 6000; port < 6040; port++) await announceAs(port);
    const answer = await announceAs(7000, { url: `${hub.announceUrl}?numwant=500` });
    expect(answer.peers).toHaveLength(20);
  });

  test('cannot bring in somebody else by ip=', async () => {
    await announceAs(5001, { url: `${hub.announceUrl}?ip=203.0.113.9&ipv4=203.0.113.9` });
    expect((await announceAs(5002)).peers).toContain('127.0.0.1:5001');
  });

  test('leaves the hub out when it does not seed', async () => {
    await hub.seeder.unseed(infohash);
    expect((await announceAs(5001)).peers).toEqual([]);
  });

  test('is forgotten with its torrent', async () => {
    await announceAs(5001);
    hub.tracker.forget(infohash);
    expect(hub.tracker.counts(infohash)).toEqual({ seeders: 0, leechers: 0 });
  });

  test.each([
    '',
    '?info_hash=short',
    '?info_hash=%00&info_hash=%01',
    `?info_hash=${'a'.repeat(20)}&port=99999`,
  ])('that is malformed (%s) is told so', async (query) => {
    const response = await fetch(`${hub.announceUrl}${query}`);
    const answer = bdecode(new Uint8Array(await response.arrayBuffer())) as ReadonlyMap<string, unknown>;
    expect(String(answer.get('failure reason'))).toMatch(/invalid/);
  });

  test('by another method is not one', async () => {
    expect((await fetch(hub.announceUrl, { method: 'POST' })).status).toBe(405);
  });
});

describe('a silent peer', () => {
  test('is swept away', async () => {
    await using quick = await openSmallHub({ intervalMs: 200 });
    const { metainfo } = await quick.publish(someBytes(1000));
    await announceAs(5001, { url: quick.announceUrl, infohash: metainfo.infohash });
    expect(quick.tracker.counts(metainfo.infohash)).toEqual({ seeders: 0, leechers: 1 });
    await expect.poll(() => quick.tracker.counts(metainfo.infohash)).toEqual({ seeders: 0, leechers: 0 });
  });
});

describe('a WebSocket announce', () => {
  test('brings an offer from one peer to another', async () => {
    using one = await openPeer();
    using two = await openPeer();
    one.say({ offers: [] });
    expect(await one.hear()).toMatchObject({ action: 'announce', incomplete: 1, interval: 120 });
    two.say({ offers: [{ offer: { type: 'offer', sdp: 'x' }, offer_id: 'a'.repeat(20) }] });
    expect(await one.hear()).toMatchObject({ offer: { sdp: 'x' } });
  });

  test('of an unknown torrent is refused', async () => {
    using peer = await openPeer();
    peer.say({ info_hash: 'z'.repeat(20), offers: [] });
    expect(await peer.hear()).toMatchObject({ 'failure reason': 'this hub does not track that torrent' });
  });

  test('larger than 64 KiB ends the connection', async () => {
    using peer = await openPeer();
    peer.say({ filler: 'x'.repeat(70_000) });
    expect(await peer.closed).toBe(1009);
  });

  test('does not list torrents by scrape', async () => {
    using peer = await openPeer();
    peer.say({ action: 'scrape', info_hash: undefined });
    expect(await peer.hear()).toEqual({ action: 'scrape', files: {} });
  });

  test('may not speak for two peers', async () => {
    using peer = await openPeer();
    peer.say({ offers: [] });
    await peer.hear();
    peer.say({ offers: [], peer_id: 'q'.repeat(20) });
    expect(await peer.hear()).toMatchObject({ 'failure reason': 'one connection speaks for one peer' });
  });

  test.each<[string, object]>([
    ['offers that are not a list', { offers: 7 }],
    ['offers of nothing', { offers: [null, null] }],
    ['an answer that is a word', { answer: 'yes', to_peer_id: 'p'.repeat(20) }],
    ['an event that is an object', { event: { toString: 1 } }],
    ['an event nobody knows', { event: 'constructor' }],
  ])('with %s is refused and breaks nothing', async (_, message) => {
    using other = await openPeer();
    other.say({ offers: [] });
    await other.hear();
    using peer = await openPeer();
    peer.say(message);
    expect(await peer.hear()).toMatchObject({ 'failure reason': expect.stringMatching(/invalid/) });
    expect((await announceAs(5001)).peers).toHaveLength(1);
  });

  test('that is no JSON object is refused', async () => {
    using peer = await openPeer();
    peer.sayText('null');
    expect(await peer.hear()).toHaveProperty('failure reason');
  });
});

function announceAs(port: number, options: Partial<Announcement> = {}) {
  const mine = {
    url: hub.announceUrl,
    infohash,
    peerId: peerId(),
    port,
    uploaded: 0,
    downloaded: 0,
    left: 100,
  };
  return announce({ ...mine, ...options }, new AbortController().signal);
}

function peerId(): string {
  return randomBytes(20).toString('hex');
}

async function openPeer() {
  const socket = new WebSocket(hub.announceUrl.replace('http', 'ws'));
  const heard: unknown[] = [];
  socket.addEventListener('message', ({ data }) => heard.push(JSON.parse(String(data))));
  const closed = new Promise<number>((resolve) =>
    socket.addEventListener('close', ({ code }) => resolve(code)),
  );
  await once(socket, 'open');
  const mine = {
    action: 'announce',
    info_hash: Buffer.from(infohash, 'hex').toString('latin1'),
    peer_id: randomBytes(20).toString('latin1'),
    left: 5,
  };
  return {
    closed,
    say: (message: object) => socket.send(JSON.stringify({ ...mine, ...message })),
    sayText: (text: string) => socket.send(text),
    async hear(): Promise<unknown> {
      await expect.poll(() => heard.length).toBeGreaterThan(0);
      return heard.shift();
    },
    [Symbol.dispose]: () => socket.close(),
  };
}

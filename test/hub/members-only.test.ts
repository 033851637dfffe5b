import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOf, hexOf } from '../../src/base/digest.ts';
import { artifactToPull } from '../../src/client/generated/operations.ts';
import type { AnyClient } from '../support/any-client.ts';
import { planPull, pullPlans } from '../../src/client/pull-checkpoint.ts';
import { announce } from '../../src/swarm/announcer.ts';
import { bdecode } from '../../src/swarm/bencode.ts';
import { pullArtifacts } from '../../src/swarm/pull.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
let ada: SelfMember;
let bob: SelfMember;
const weights = smallSafetensors(1, 400_000);
const digest = digestOf(weights);
const hex = hexOf(digest);
let infohash: string;

beforeAll(async () => {
  hub = await openTestHub({ isMembersOnly: true });
  ada = await hub.joinSelf('ada');
  bob = await hub.joinSelf('bob', 'READER');
  await publishSelf(ada, { model: 'ada/net', files: { 'model.safetensors': weights } });
  ({ infohash } = await swarmOf(ada.client));
});
afterAll(() => hub?.[Symbol.asyncDispose]());

describe('a member', () => {
  test('gets addresses with a token of their own', async () => {
    const [ofAda, ofBob] = [await swarmOf(ada.client), await swarmOf(bob.client)];
    expect(ofAda.announcePath).toMatch(/^\/announce\/[\w-]{48}$/);
    expect(ofAda.webSeedPath).toMatch(new RegExp(`^/artifacts/${hex}\\?token=[\\w-]{48}$`));
    expect(ofAda.announcePath).not.toBe(ofBob.announcePath);
    expect(await swarmOf(ada.client)).toEqual(ofAda);
    const token = tokenIn(ofAda.announcePath);
    expect(decodeURIComponent(ofAda.magnet).split(token)).toHaveLength(5);
  });

  test('reads files by bearer and by token, and a .torrent that is theirs', async () => {
    const { announcePath, webSeedPath, torrentPath } = await swarmOf(bob.client);
    const bearer = await fetch(`${hub.url}/artifacts/${hex}`, { headers: bob.client.headers });
    expect(Buffer.from(await bearer.arrayBuffer())).toEqual(Buffer.from(weights));
    expect(bearer.headers.get('cache-control')).toMatch(/^private/);
    expect(await statusOf(webSeedPath ?? '')).toBe(200);
    const torrent = bdecode(new Uint8Array(await (await fetch(hub.url + torrentPath)).arrayBuffer()));
    const addresses = torrent as ReadonlyMap<string, unknown>;
    expect(String(addresses.get('announce'))).toBe(hub.url + announcePath);
    expect(String(addresses.get('url-list'))).toBe(hub.url + webSeedPath);
  });

  test('pulls from peers alone, by their own announce address', async () => {
    const { announcePath, torrentPath } = await swarmOf(bob.client);
    const targetPath = path.join(await hub.folder(), 'model.safetensors');
    const metainfo = await bob.client.bytes(torrentPath, 1 << 20);
    const item = { digest, sizeBytes: weights.byteLength, targetPath, metainfo, infohash };
    const announceUrls = [hub.url + announcePath];
    const [pulled] = await pullArtifacts({ items: [{ ...item, announceUrls }], mode: 'peers-only' });
    expect(pulled?.bytesFromPeers).toBe(weights.byteLength);
    expect(digestOf(await readFile(targetPath))).toBe(digest);
  });

  test('pulls as the command does', async () => {
    const plan = await planPull(bob.client, {
      reference: 'ada/net',
      folder: await hub.folder(),
      roles: null,
    });
    const [pulled] = await pullPlans([plan], { mode: 'swarm' });
    expect(pulled?.artifacts).toHaveLength(1);
  });
});

describe('an outsider', () => {
  test('sees what was published, and neither its swarm nor its infohash', async () => {
    const document = `{ checkpoint(reference: "ada/net") { name artifacts { artifact {
      path swarm { infohash } names { kind value } } } } }`;
    const answer = JSON.stringify(await hub.anonymous.ask(document));
    expect(answer).toContain('"swarm":null');
    expect(answer).toContain(`"path":"/artifacts/${hex}"`);
    expect(answer).not.toContain(infohash);
  });

  test('is told the same of a file and torrent that are here as of others', async () => {
    const here = await Promise.all([bodyOf(`/artifacts/${hex}`), bodyOf(`/torrents/${infohash}.torrent`)]);
    const others = await Promise.all([
      bodyOf(`/artifacts/${randomBytes(32).toString('hex')}`),
      bodyOf(`/torrents/${randomBytes(20).toString('hex')}.torrent`),
      bodyOf('/artifacts/../x'),
    ]);
    expect(here[0]).toMatchObject({ status: 401, error: { code: 'HUB_MEMBERS_ONLY' } });
    expect(new Set([...here, ...others.slice(0, 2)].map((one) => JSON.stringify(one))).size).toBe(1);
  });

  test('is refused with every token that is none', async () => {
    const { announcePath } = await swarmOf(ada.client);
    const own = tokenIn(announcePath);
    const wrong = [
      '',
      'x',
      own.slice(1),
      `${own}x`,
      swapped(own),
      randomBytes(36).toString('base64url'),
      ada.token,
    ];
    for (const token of wrong) {
      expect(await statusOf(`/artifacts/${hex}?token=${encodeURIComponent(token)}`)).toBe(401);
      expect(await statusOf(`/torrents/${infohash}.torrent?token=${encodeURIComponent(token)}`)).toBe(401);
      expect(await announcedAt(`/announce/${token}`)).toMatch(/does not track/);
    }
    expect(await announcedAt('/announce')).toMatch(/does not track/);
    expect(await announcedAt('/announce/a/b')).toMatch(/404/);
    expect(await statusOf(`/artifacts/${hex}`, 'Bearer hlm_x')).toBe(401);
  });

  test('who is a member is told the same of a torrent that is not here', async () => {
    const { announcePath } = await swarmOf(ada.client);
    const known = await announcedAt('/announce');
    expect(await announcedAt(announcePath, randomBytes(20).toString('hex'))).toBe(known);
  });

  test('gets no WebSocket', async () => {
    const { announcePath } = await swarmOf(ada.client);
    expect(await opens('/announce')).toBe(false);
    expect(await opens(`/announce/${swapped(tokenIn(announcePath))}`)).toBe(false);
    expect(await opens(announcePath)).toBe(true);
  });
});

describe('a token', () => {
  test('ends when the access token behind it is revoked, on open connections too', async () => {
    const eve = await hub.joinSelf('eve', 'READER');
    const { announcePath, webSeedPath } = await swarmOf(eve.client);
    const socket = new WebSocket(`${hub.url.replace('http', 'ws')}${announcePath}`);
    await once(socket, 'open');
    expect(await said(socket)).not.toContain('failure reason');
    const { viewer } = await eve.client.ask<{ viewer: { tokens: readonly { id: string }[] } }>(
      '{ viewer { tokens { id } } }',
    );
    await eve.client.act(
      'mutation ($id: ID!) { revokeToken(id: $id) { __typename ... on Refusal { code message expected received remedy } } }',
      { id: viewer.tokens[0]?.id },
    );
    expect(await statusOf(webSeedPath ?? '')).toBe(401);
    expect(await announcedAt(announcePath)).toMatch(/does not track/);
    expect(await said(socket)).toContain('does not track');
    socket.close();
    expect(await codeOf(swarmOf(eve.client))).toBe('HUB_TOKEN_INVALID');
  });

  test('ends by itself after 31 days at most, and a new one is given', async () => {
    const dan = await hub.joinSelf('dan', 'READER');
    const { announcePath, webSeedPath } = await swarmOf(dan.client);
    expect(await statusOf(webSeedPath ?? '')).toBe(200);
    hub.clock.offsetMs += 32 * 86_400_000;
    expect(await statusOf(webSeedPath ?? '')).toBe(401);
    expect(await announcedAt(announcePath)).toMatch(/does not track/);
    expect(await statusOf((await swarmOf(dan.client)).webSeedPath ?? '')).toBe(200);
  });
});

async function swarmOf(client: AnyClient) {
  const { artifact } = await client.ask(artifactToPull, { digest });
  if (!artifact?.swarm) throw new Error('no swarm is told');
  return artifact.swarm;
}

async function statusOf(place: string, authorization?: string): Promise<number> {
  const response = await fetch(hub.url + place, authorization ? { headers: { authorization } } : {});
  await response.body?.cancel();
  return response.status;
}

async function bodyOf(place: string): Promise<{ status: number; error: unknown }> {
  const response = await fetch(hub.url + place);
  return { status: response.status, ...((await response.json()) as { error: unknown }) };
}

async function announcedAt(place: string, other = infohash): Promise<string> {
  const peer = { peerId: randomBytes(20).toString('hex'), port: 5001, uploaded: 0, downloaded: 0, left: 5 };
  const asked = announce({ url: hub.url + place, infohash: other, ...peer }, new AbortController().signal);
  return asked.then(
    ({ peers }) => `${peers.length} peers`,
    (error: Error) => error.message,
  );
}

async function opens(place: string): Promise<boolean> {
  const socket = new WebSocket(`${hub.url.replace('http', 'ws')}${place}`);
  const isOpen = await Promise.race([
    once(socket, 'open').then(() => true),
    once(socket, 'error').then(() => false),
  ]);
  socket.close();
  return isOpen;
}

async function said(socket: WebSocket): Promise<string> {
  const info_hash = Buffer.from(infohash, 'hex').toString('latin1');
  const heard = once(socket, 'message');
  socket.send(
    JSON.stringify({ action: 'announce', info_hash, peer_id: 'p'.repeat(20), left: 5, offers: [] }),
  );
  const [{ data }] = await heard;
  return String(data);
}

function tokenIn(announcePath: string): string {
  return announcePath.split('/').at(-1) ?? '';
}

/** Another token of the right form. */
function swapped(token: string): string {
  return token.split('').toReversed().join('');
}

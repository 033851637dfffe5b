import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOf, hexOf } from '../../src/base/digest.ts';
import { offerReleaseTorrent } from '../../src/client/generated/operations.ts';
import type { AnyClient } from '../support/any-client.ts';
import { CheckedReader } from '../../src/swarm/seeding/checked-reader.ts';
import { PieceChecks } from '../../src/swarm/seeding/piece-checks.ts';
import { WindowCache } from '../../src/swarm/seeding/window-cache.ts';
import { releaseSource } from '../../src/hub/swarm/release-torrent.ts';
import { bdecode } from '../../src/swarm/bencode.ts';
import { runProgram } from '../cli/run-program.ts';
import { hostilePickle } from '../support/pickle.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type SelfMember, type TestHub } from '../support/test-hub.ts';

const run = promisify(execFile);
const shards = [smallSafetensors(1, 60_000), smallSafetensors(2, 30_001)];
const files = {
  'model-00001-of-00002.safetensors': shards[0]!,
  'model-00002-of-00002.safetensors': shards[1]!,
  'docs/README.md': '# net\n',
  'optimizer.pt': hostilePickle(),
};
const given = Object.keys(files).filter((name) => name !== 'optimizer.pt');

let hub: TestHub;
let ada: SelfMember;

beforeAll(async () => {
  hub = await openTestHub();
  ada = await hub.joinSelf('ada');
  await publishSelf(ada, { model: 'ada/net', files, revision: 'v1' });
});
afterAll(() => hub?.[Symbol.asyncDispose]());

describe('a release torrent', () => {
  test('is not there before its publisher asks for it', async () => {
    expect(await swarmOf(hub.anonymous)).toBeNull();
    const eve = await hub.joinSelf('eve');
    expect(await codeOf(offer(eve.client))).toBe('HUB_CHECKPOINT_FOREIGN');
    expect(await codeOf(offer(hub.anonymous))).toBe('HUB_SIGN_IN_NEEDED');
    expect(await codeOf(offer(ada.client, 'ada/other'))).toBe('HUB_CHECKPOINT_UNKNOWN');
    expect(await swarmOf(hub.anonymous)).toBeNull();
  });

  test('holds what is offered under its own names, the list of digests last', async () => {
    await offer(ada.client);
    await hub.background.idle();
    const { infohash } = await readySwarm();
    const { info, torrent } = await torrentOf(infohash);
    expect(createHash('sha1').update(infoBytesIn(torrent)).digest('hex')).toBe(infohash);
    expect(String(info.get('name'))).toBe('ada-net-v1');
    const paths = (info.get('files') as ReadonlyMap<string, Buffer[]>[]).map((file) =>
      file.get('path')!.join('/'),
    );
    expect(paths.toSorted()).toEqual([...given, 'SHA256SUMS'].toSorted());
    expect(paths.at(-1)).toBe('SHA256SUMS');
  });

  test('is read by the seeder across its files, and checked', async () => {
    const { infohash } = await readySwarm();
    const source = await releaseSource(hub.hub, infohash);
    if (!source) throw new Error('no source');
    expect(createHash('sha1').update(source.infoBytes).digest('hex')).toBe(infohash);
    const pieces = Math.ceil(source.sizeBytes / source.pieceBytes);
    expect(pieces).toBeGreaterThan(shards.length);
    const reader = new CheckedReader(source, new WindowCache(1 << 20), new PieceChecks(source));
    const read: Buffer[] = [];
    for (let piece = 0; piece < pieces; piece++)
      read.push(
        await reader.read(
          piece,
          0,
          Math.min(source.pieceBytes, source.sizeBytes - piece * source.pieceBytes),
        ),
      );
    await reader.close();
    const whole = Buffer.concat(read);
    expect(whole.byteLength).toBe(source.sizeBytes);
    for (const shard of shards) expect(whole.includes(Buffer.from(shard))).toBe(true);
  });

  test('comes from the hub as a peer alone where its web seed is off', async ({ skip }) => {
    const version = await run('aria2c', ['--version']).catch(() => undefined);
    skip(!version, 'aria2c is not installed');
    await using closed = await openTestHub({ isWebSeedOn: false });
    const bea = await closed.joinSelf('bea');
    await publishSelf(bea, { model: 'bea/net', files, revision: 'v1' });
    await offer(bea.client, 'bea/net@v1');
    await closed.background.idle();
    await downloadWithAria2(closed, bea.client, 'bea/net@v1', []);
  });

  test('stays the same when it is asked for again', async () => {
    const before = await readySwarm();
    await offer(ada.client);
    await hub.background.idle();
    expect(await readySwarm()).toEqual(before);
  });

  test('comes whole from the web seed alone with aria2c, and sha256sum agrees', async ({ skip }) => {
    const version = await run('aria2c', ['--version']).catch(() => undefined);
    skip(!version, 'aria2c is not installed');
    await downloadWithAria2(hub, ada.client);
  });
});

describe('files by name', () => {
  test('come by revision, with exact ranges', async () => {
    const url = `${hub.url}/files/ada/net/v1/model-00001-of-00002.safetensors`;
    const whole = await fetch(url);
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(Buffer.from(shards[0]!));
    expect(whole.headers.get('cache-control')).toBe('public, no-cache');
    const part = await fetch(url, { headers: { range: 'bytes=5-9' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([
      206,
      `bytes 5-9/${shards[0]!.byteLength}`,
    ]);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(Buffer.from(shards[0]!.subarray(5, 10)));
    expect((await fetch(url, { headers: { range: 'bytes=1000000000-' } })).status).toBe(416);
    expect((await fetch(url, { method: 'POST' })).status).toBe(405);
    expect(await (await fetch(`${hub.url}/files/ada/net/v1/docs/README.md`)).text()).toBe('# net\n');
    const sums = await (await fetch(`${hub.url}/files/ada/net/v1/SHA256SUMS`)).text();
    expect(sums).toContain(`${hexOf(digestOf('# net\n'))}  docs/README.md\n`);
  });

  test('are never the quarantined ones', async () => {
    for (const place of ['ada/net/v1/optimizer.pt', `${await checkpointHex()}/ada-net-v1/optimizer.pt`])
      expect((await fetch(`${hub.url}/files/${place}`)).status).toBe(403);
  });

  test.each([
    '',
    'ada',
    'ada/net',
    'ada/net/v1',
    'ada/net/v1/',
    'ada/net/v2/docs/README.md',
    'ada/net/v1/docs',
    'ada/net/v1/..%2f..%2f..%2fsecrets/hub-key',
    'ada/net/v1/%00',
    'ada/net/v1/%ff',
    'ada/net/%20/docs/README.md',
    'ada/net@v1/v1/docs/README.md',
    `${'0'.repeat(64)}/ada-net-v1/docs/README.md`,
    `${'0'.repeat(64)}/~x/docs/README.md`,
  ])('are not at /files/%s', async (place) => {
    expect((await fetch(`${hub.url}/files/${place}`)).status).toBe(404);
  });

  test('by digest come only under the name of the release', async () => {
    const hex = await checkpointHex();
    expect((await fetch(`${hub.url}/files/${hex}/ada-net-v1/docs/README.md`)).status).toBe(200);
    expect((await fetch(`${hub.url}/files/${hex}/other/docs/README.md`)).status).toBe(404);
  });
});

describe('once a file of it may not be given any more', () => {
  test('a release torrent is gone, and comes again without it', async () => {
    await publishSelf(ada, { model: 'ada/left', files, revision: 'v1' });
    await offer(ada.client, 'ada/left@v1');
    await hub.background.idle();
    const before = await swarmOf(hub.anonymous, 'ada/left@v1');
    expect(before).not.toBeNull();
    const sql = `UPDATE checkpoint_artifact ca SET state = 'QUARANTINED' FROM checkpoint c JOIN model m ON m.id = c.model_id
                  WHERE ca.checkpoint_id = c.id AND m.name = 'ada/left' AND ca.path = 'docs/README.md'`;
    await hub.database.rows(sql);
    expect(await swarmOf(hub.anonymous, 'ada/left@v1')).toBeNull();
    expect((await fetch(`${hub.url}/torrents/${before?.infohash}.torrent`)).status).toBe(404);
    expect(await hub.hub.store.releaseTorrents.offeredByInfohash(before?.infohash ?? '')).toBeNull();
    await offer(ada.client, 'ada/left@v1');
    await hub.background.idle();
    const after = await swarmOf(hub.anonymous, 'ada/left@v1');
    expect(after?.infohash).toMatch(/^[0-9a-f]{40}$/);
    expect(after?.infohash).not.toBe(before?.infohash);
  });

  test('a checkpoint without any such file has none, nor one whose file is called SHA256SUMS', async () => {
    await publishSelf(ada, { model: 'ada/held', files: { 'model.pt': hostilePickle() } });
    expect(await codeOf(offer(ada.client, 'ada/held'))).toBe('HUB_RELEASE_EMPTY');
    await publishSelf(ada, { model: 'ada/sums', files: { 'a.safetensors': shards[0]!, sha256sums: 'x\n' } });
    expect(await codeOf(offer(ada.client, 'ada/sums'))).toBe('HUB_RELEASE_NAME_TAKEN');
  });
});

describe('heirloom publish --release-torrent', () => {
  test('publishes and asks for the torrent in one go, and again for what is published', async () => {
    const home = await hub.folder();
    await mkdir(path.join(home, '.config/heirloom'), { recursive: true });
    await copyFile(path.join(ada.home, 'accounts.json'), path.join(home, '.config/heirloom/accounts.json'));
    await mkdir(path.join(home, 'tiny'));
    await writeFile(path.join(home, 'tiny/model.safetensors'), smallSafetensors(9));
    const words = ['publish', 'tiny', '--license', 'MIT', '--yes', '--release-torrent', '--json'];
    expect((await runProgram(home, words)).code).toBe(0);
    await hub.background.idle();
    const swarm = await swarmOf(hub.anonymous, 'ada/tiny');
    expect(swarm?.infohash).toMatch(/^[0-9a-f]{40}$/);
    expect((await runProgram(home, words)).code).toBe(0);
    expect(await swarmOf(hub.anonymous, 'ada/tiny')).toEqual(swarm);
  });
});

describe('on a hub for members only', () => {
  test('a release torrent carries the viewer’s token, and an outsider has none', async ({ skip }) => {
    const version = await run('aria2c', ['--version']).catch(() => undefined);
    skip(!version, 'aria2c is not installed');
    await using closed = await openTestHub({ isMembersOnly: true });
    const bea = await closed.joinSelf('bea');
    await publishSelf(bea, { model: 'bea/net', files, revision: 'v1' });
    await offer(bea.client, 'bea/net@v1');
    await closed.background.idle();
    expect(await swarmOf(closed.anonymous, 'bea/net@v1')).toBeNull();
    const { infohash } = (await swarmOf(bea.client, 'bea/net@v1'))!;
    for (const place of [`/torrents/${infohash}.torrent`, '/files/bea/net/v1/docs/README.md', '/files/x'])
      expect((await fetch(closed.url + place)).status).toBe(401);
    await downloadWithAria2(closed, bea.client, 'bea/net@v1');
  });
});

async function downloadWithAria2(
  from: TestHub,
  client: AnyClient,
  reference = 'ada/net@v1',
  without: readonly string[] = ['--bt-exclude-tracker=*'],
) {
  const swarm = await swarmOf(client, reference);
  const folder = await from.folder();
  const torrent = path.join(folder, 'release.torrent');
  await writeFile(torrent, await client.bytes(swarm?.torrentPath ?? '', 1 << 20));
  const alone = ['--enable-dht=false', '--bt-enable-lpd=false', '--enable-peer-exchange=false'];
  const quiet = [...alone, ...without, '--interface=127.0.0.1', '--seed-time=0'];
  await run('aria2c', [...quiet, `--dir=${folder}`, torrent], { timeout: 50_000 });
  const name = reference.replace('/', '-').replace('@', '-');
  const { stdout } = await run('sha256sum', ['-c', 'SHA256SUMS'], { cwd: path.join(folder, name) });
  expect(stdout.trim().split('\n').toSorted()).toEqual(given.map((file) => `${file}: OK`).toSorted());
  const first = await readFile(path.join(folder, name, 'model-00001-of-00002.safetensors'));
  expect(digestOf(first)).toBe(digestOf(shards[0]!));
}

async function offer(client: AnyClient, checkpoint = 'ada/net@v1') {
  return client.act(offerReleaseTorrent, { checkpoint });
}

async function swarmOf(client: AnyClient, reference = 'ada/net@v1') {
  const { checkpoint } = await client.ask<{
    checkpoint: { releaseSwarm: { infohash: string; magnet: string; torrentPath: string } | null };
  }>(
    'query ($reference: String!) { checkpoint(reference: $reference) { releaseSwarm { infohash magnet torrentPath } } }',
    { reference },
  );
  return checkpoint.releaseSwarm;
}

async function readySwarm() {
  const swarm = await swarmOf(hub.anonymous);
  if (!swarm) throw new Error('the release torrent is not there');
  return swarm;
}

async function torrentOf(infohash: string) {
  const torrent = Buffer.from(await hub.anonymous.bytes(`/torrents/${infohash}.torrent`, 1 << 20));
  const top = bdecode(torrent) as ReadonlyMap<string, ReadonlyMap<string, unknown>>;
  return { torrent, info: top.get('info')! };
}

/** The info dictionary as it stands in the file; `8:url-list` follows it. */
function infoBytesIn(torrent: Buffer): Buffer {
  return torrent.subarray(torrent.indexOf('4:info') + 6, torrent.indexOf('8:url-list'));
}

async function checkpointHex(): Promise<string> {
  const { checkpoint } = await hub.anonymous.ask<{ checkpoint: { digest: string } }>(
    '{ checkpoint(reference: "ada/net@v1") { digest } }',
  );
  return checkpoint.digest.slice('sha256:'.length);
}

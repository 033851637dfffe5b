import { readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import { uploadFile } from '../../src/client/upload.ts';
import { openUploadRoute } from '../../src/http/routes/upload-route.ts';
import { Quota } from '../../src/hub/uploads/quota.ts';
import { upload } from '../support/publishing.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub, type Member, type TestHub } from '../support/test-hub.ts';

const QUOTA = 1_000_000;
const TUS = { 'tus-resumable': '1.0.0' };

let hub: TestHub;
const folder = () => path.join(hub.dataFolder, 'uploads');

beforeAll(async () => {
  hub = await openTestHub({ quotaBytes: QUOTA });
});
afterAll(() => hub?.[Symbol.asyncDispose]());

async function storageOf({ client }: Member) {
  const { viewer } = await client.ask<{ viewer: { storage: Record<string, number | null> } }>(
    '{ viewer { storage { keptBytes openBytes quotaBytes } } }',
  );
  return viewer.storage;
}

async function begin({ client }: Member, bytes: number) {
  const response = await fetch(`${hub.url}/uploads`, {
    method: 'POST',
    headers: { ...client.headers, ...TUS, 'upload-length': String(bytes) },
  });
  const text = await response.text();
  const { code } = (text ? JSON.parse(text) : {}).error ?? { code: null };
  return { status: response.status, code: code as string | null, place: response.headers.get('location') };
}

async function beginInTurn(member: Member, bytes: number) {
  for (;;) {
    const begun = await begin(member, bytes);
    if (begun.status !== 429) return begun;
    await sleep(20);
  }
}

const ask = ({ client }: Member, method: string, place: string | null) =>
  fetch(new URL(place ?? '', hub.url), { method, headers: { ...client.headers, ...TUS } });

describe('a quota', () => {
  test('counts what was brought, each file once, and takes exactly as much as fits', async () => {
    const ada = await hub.joinHub('ada');
    const first = Buffer.alloc(600_000, 'a');
    await upload(ada, 'first.txt', first);
    await upload(ada, 'again.txt', first);
    expect(await storageOf(ada)).toEqual({ keptBytes: 600_000, openBytes: 0, quotaBytes: QUOTA });
    expect(await codeOf(upload(ada, 'second.txt', Buffer.alloc(400_001, 'b')))).toBe('HUB_QUOTA_EXCEEDED');
    await upload(ada, 'third.txt', Buffer.alloc(400_000, 'c'));
    expect(await storageOf(ada)).toMatchObject({ keptBytes: QUOTA, openBytes: 0 });
    expect(await readdir(folder())).toEqual([]);
  });

  test('is each contributor’s own, whatever others brought; an owner may keep more', async () => {
    const bob = await hub.joinHub('bob');
    expect(await storageOf(bob)).toEqual({ keptBytes: 0, openBytes: 0, quotaBytes: QUOTA });
    expect(await begin(bob, QUOTA)).toMatchObject({ status: 201 });
    expect(await begin(bob, 1)).toMatchObject({ status: 422, code: 'HUB_QUOTA_EXCEEDED' });
    expect(await begin(hub.owner, 5 * QUOTA)).toMatchObject({ status: 201 });
    expect(await storageOf(hub.owner)).toEqual({ keptBytes: 0, openBytes: 5 * QUOTA, quotaBytes: null });
  });

  test('holds against fifty at once: never more than fits, and all that fits', async () => {
    const eve = await hub.joinHub('eve');
    const begun = await Promise.all(Array.from({ length: 50 }, () => beginInTurn(eve, 90_000)));
    const taken = begun.filter(({ status }) => status === 201);
    expect(taken).toHaveLength(11);
    expect(new Set(begun.map(({ code }) => code))).toEqual(new Set([null, 'HUB_QUOTA_EXCEEDED']));
    expect(await storageOf(eve)).toMatchObject({ openBytes: 990_000 });
    await Promise.all(taken.map(({ place }) => ask(eve, 'DELETE', place)));
    expect(await storageOf(eve)).toMatchObject({ openBytes: 0 });
    expect(await begin(eve, QUOTA)).toMatchObject({ status: 201 });
  });

  test('does not keep a file away that the hub has, though it is sent before that is known', async () => {
    const fay = await hub.joinHub('fay');
    const bytes = Buffer.alloc(800_000, 'f');
    expect(await upload(fay, 'net.txt', bytes)).toBe('UPLOADED');
    expect(await upload(fay, 'net.txt', bytes)).toBe('ALREADY_THERE');
    const file = path.join(await hub.folder(), 'net.txt');
    await writeFile(file, bytes);
    const hashed = sleep(100).then(() => digestOf(bytes));
    expect(await uploadFile(fay, { file, path: 'net.txt', digest: hashed })).toBe('ALREADY_THERE');
    // What was begun and given up may still be on its way to be refused.
    await expect.poll(() => storageOf(fay)).toMatchObject({ keptBytes: 800_000, openBytes: 0 });
    const stranger = await hub.joinHub('greta');
    expect(await upload(stranger, 'net.txt', bytes)).toBe('UPLOADED');
  });
});

describe('an open upload', () => {
  test('holds its room over a restart', async () => {
    const gil = await hub.joinHub('gil');
    expect(await begin(gil, 700_000)).toMatchObject({ status: 201 });
    const { id } = (await hub.hub.store.contributors.findByName('gil'))!;
    const quota = new Quota(hub.hub.store, QUOTA);
    await openUploadRoute({ ...hub.hub, quota }, folder());
    expect(await quota.storageOf(id)).toMatchObject({ openBytes: 700_000 });
  });

  test('is one of a hundred at most', async () => {
    const hal = await hub.joinHub('hal');
    for (let i = 0; i < 100; i++) expect(await begin(hal, 10)).toMatchObject({ status: 201 });
    expect(await begin(hal, 10)).toMatchObject({ status: 422, code: 'HUB_UPLOADS_MANY' });
  });

  test('is given up after a week without a byte, and one that goes on is not', async () => {
    const ida = await hub.joinHub('ida');
    const [old, young] = [await begin(ida, 500_000), await begin(ida, 500_000)];
    const day = 24 * 60 * 60_000;
    hub.clock.offsetMs += 8 * day;
    const yesterday = new Date(hub.clock.now().getTime() - day);
    await utimes(path.join(folder(), path.basename(young.place ?? '')), yesterday, yesterday);
    // Half of a kill: notes without a file.
    await writeFile(path.join(folder(), 'torn.json'), '{}');
    const longAgo = new Date(Date.now() - day);
    await utimes(path.join(folder(), 'torn.json'), longAgo, longAgo);
    expect(await begin(hub.owner, 10)).toMatchObject({ status: 201 });
    expect((await ask(ida, 'HEAD', old.place)).status).toBe(404);
    expect((await ask(ida, 'HEAD', young.place)).status).toBe(200);
    expect(await readdir(folder())).not.toContain('torn.json');
    expect(await storageOf(ida)).toMatchObject({ openBytes: 500_000 });
  });
});

test('an eleventh upload at once comes in when another is done', async () => {
  const jon = await hub.joinHub('jon');
  const places = await Promise.all(Array.from({ length: 11 }, () => beginInTurn(jon, 10)));
  const send = (place: string | null) => {
    const headers = {
      ...jon.client.headers,
      ...TUS,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': '0',
      'content-length': '5',
    };
    const request = httpRequest(new URL(place ?? '', hub.url), { method: 'PATCH', headers });
    request.write('he');
    const answered = new Promise<{ status: number; retryAfter: string | undefined }>((resolve, reject) => {
      request.on('error', reject);
      request.on('response', (response) => {
        response.resume();
        resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] });
      });
    });
    return { answered, end: () => request.end('llo') };
  };
  const held = places.slice(0, 10).map(({ place }) => send(place));
  const last = places[10]!.place;
  const comeIn = async () => {
    const files = places.map(({ place }) => path.join(folder(), path.basename(place ?? '')));
    return (await Promise.all(files.map((file) => stat(file)))).filter(({ size }) => size > 0).length;
  };
  await expect.poll(comeIn).toBe(10);
  // One that is only begun takes its turn too.
  expect(await begin(jon, 1)).toMatchObject({ status: 429, code: 'HTTP_UPLOADS_MANY' });
  const refused = send(last);
  refused.end();
  expect(await refused.answered).toEqual({ status: 429, retryAfter: '2' });
  for (const one of held) one.end();
  for (const one of held) expect(await one.answered).toMatchObject({ status: 204 });
  const again = send(last);
  again.end();
  expect(await again.answered).toMatchObject({ status: 204 });
});

import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, stat, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { DrillGround, stop } from './hub-process.ts';
import { drillMsMax } from './moments.ts';
import { expectWhole } from './whole.ts';

const MEBIBYTE = 1 << 20;
const DISK_BYTES = 320 * MEBIBYTE;

test(
  'a full disk refuses an upload, stays readable, and takes the same upload once there is room',
  async ({ skip }) => {
    await using ground = await DrillGround.open();
    if (!mountSmallDisk(ground, ground.dataFolder)) skip('only root may mount a small disk');
    const hub = await ground.startHub();
    const olga = await ground.joinOwner();
    await publishSelf(olga, { model: 'olga/first', files: { 'model.safetensors': smallSafetensors(1) } });
    const file = path.join(ground.root, 'model.safetensors');
    const bytes = smallSafetensors(2, 10 * MEBIBYTE);
    await writeFile(file, bytes);
    const publish = ['publish', file, '--name', 'olga/second', '--license', 'MIT', '--json'];

    const filler = await fill(ground.dataFolder, 0);
    const refused = await ground.run(publish, olga.home);
    expect([refused.code, JSON.parse(refused.output).error.code]).toEqual([1, 'HTTP_DISK_FULL']);
    const ready = await fetch(`${ground.hubUrl}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { ready: false, checks: { database: true, disk: false } },
    ]);
    const found = await ground.run(['search', '--json'], olga.home);
    expect([found.code, found.output.includes('olga/first')]).toEqual([0, true]);

    await rm(filler);
    const published = await ground.run(publish, olga.home);
    expect(published).toMatchObject({ code: 0 });
    expect((await fetch(`${ground.hubUrl}/readyz`)).status).toBe(200);
    await expectWhole(ground);
    expect(await stop(hub)).toBe(0);
  },
  drillMsMax(1),
);

test(
  'a disk that fills up during an upload keeps what came, and the upload goes on there',
  async ({ skip }) => {
    await using ground = await DrillGround.open();
    if (!mountSmallDisk(ground, ground.dataFolder)) skip('only root may mount a small disk');
    const hub = await ground.startHub();
    const olga = await ground.joinOwner();
    const bytes = smallSafetensors(3, 10 * MEBIBYTE);
    const created = await fetch(`${ground.hubUrl}/uploads`, {
      method: 'POST',
      headers: {
        ...olga.client.headers,
        'tus-resumable': '1.0.0',
        'upload-length': String(bytes.byteLength),
        'upload-metadata': `digest ${btoa(digestOf(bytes))},path ${btoa('model.safetensors')}`,
      },
    });
    const url = new URL(created.headers.get('location') ?? '', ground.hubUrl);
    const filler = await fill(ground.dataFolder, 10 * MEBIBYTE + 32 * MEBIBYTE);
    const cut = await send(url, olga.client.headers, bytes, 0);
    expect(cut.status).toBe(507);
    expect(await cut.json()).toMatchObject({ error: { code: 'HTTP_DISK_FULL' } });
    const kept = await offsetOf(url, olga.client.headers);
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(bytes.byteLength);

    await rm(filler);
    const rest = await send(url, olga.client.headers, bytes, kept);
    expect(rest.status).toBe(200);
    expect(await rest.json()).toMatchObject({ digest: digestOf(bytes) });
    await expectWhole(ground);
    expect(await stop(hub)).toBe(0);
  },
  drillMsMax(1),
);

test.for(['--http-only', '--peers-only'])(
  'a pull (%s) into a full disk ends in a coded fault and goes on when there is room',
  { timeout: drillMsMax(1) },
  async (mode, { skip }) => {
    await using ground = await DrillGround.open();
    const small = path.join(ground.root, 'small');
    if (!mountSmallDisk(ground, small)) skip('only root may mount a small disk');
    const hub = await ground.startHub();
    const olga = await ground.joinOwner();
    const bytes = smallSafetensors(4, 8 * MEBIBYTE);
    await publishSelf(olga, { model: 'olga/net', files: { 'model.safetensors': bytes } });
    const pull = ['pull', 'olga/net', '--out', path.join(small, 'net'), mode, '--json'];

    const filler = await fill(small, 12 * MEBIBYTE);
    const refused = await ground.run(pull, olga.home);
    expect([refused.code, JSON.parse(refused.output).error.code]).toEqual([2, 'SWARM_DISK_TOO_SMALL']);
    await rm(filler);
    // There is room at the start; somebody else takes it while the bytes come.
    const pulling = ground.run([...pull, '--limit', '2M'], olga.home);
    const part = path.join(small, 'net', 'model.safetensors.part');
    await expect.poll(async () => (await stat(part).catch(() => null))?.blocks ?? 0).toBeGreaterThan(0);
    const late = await fill(small, 8 * MEBIBYTE);
    const cut = await pulling;
    expect([cut.code, JSON.parse(cut.output).error.code]).toEqual([1, 'SWARM_DISK_FULL']);
    await rm(late);
    const pulled = await ground.run(pull, olga.home);
    expect(pulled.code).toBe(0);
    expect(JSON.parse(pulled.output).bytesFromDisk).toBeGreaterThan(4 * MEBIBYTE);
    const there = await readFile(path.join(small, 'net', 'model.safetensors'));
    expect(digestOf(there)).toBe(digestOf(bytes));
    expect(await stop(hub)).toBe(0);
  },
);

/** A disk of its own, small enough to be filled; false where this user may not mount. */
function mountSmallDisk(ground: DrillGround, folder: string): boolean {
  try {
    execFileSync('mkdir', ['-p', folder]);
    const options = `size=${DISK_BYTES},mode=0711`;
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return false;
  }
  // A database whose disk is gone can't be found any more.
  ground.defer(async () => {
    await ground.stopOrphan();
    execFileSync('umount', ['-l', folder]);
  });
  return true;
}

/** A file that leaves so many bytes free on the disk of a folder; at once, for what fills it beside this does not wait. */
async function fill(folder: string, freeBytes: number): Promise<string> {
  const { bavail, bsize } = await statfs(folder);
  const filler = path.join(folder, 'filler');
  await mkdir(folder, { recursive: true });
  const bytes = Math.max(0, bavail * bsize - freeBytes);
  if (bytes > 0) execFileSync('fallocate', ['--length', String(bytes), filler]);
  else await writeFile(filler, '');
  return filler;
}

const TUS = { 'tus-resumable': '1.0.0' };

function send(url: URL, headers: Record<string, string>, bytes: Uint8Array, offset: number) {
  return fetch(url, {
    method: 'PATCH',
    headers: {
      ...headers,
      ...TUS,
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    },
    body: bytes.slice(offset),
  });
}

async function offsetOf(url: URL, headers: Record<string, string>): Promise<number> {
  const head = await fetch(url, { method: 'HEAD', headers: { ...headers, ...TUS } });
  return Number(head.headers.get('upload-offset'));
}

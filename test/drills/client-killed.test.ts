import { readdirSync, statSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import { smallSafetensors } from '../support/publishing.ts';
import type { SelfMember } from '../support/test-hub.ts';
import { DrillGround, kill, stop } from './hub-process.ts';
import { cycles, drillMsMax, moments } from './moments.ts';
import { expectWhole } from './whole.ts';

const VALUES = 10 << 20;
const BYTES = 4 * VALUES;

test(
  'a client killed while it uploads, and while it pulls, goes on where it ended',
  async () => {
    await using ground = await DrillGround.open();
    const hub = await ground.startHub();
    const olga = await ground.joinOwner();
    for (const [cycle, moment] of moments(3, cycles(1), BYTES / 2).entries()) {
      const { name, file, bytes, publish, ino } = await killUploading(ground, olga, cycle, moment);
      expect(await ground.run(publish, olga.home)).toMatchObject({ code: 0 });
      const hex = digestOf(bytes).slice('sha256:'.length);
      const kept = path.join(ground.dataFolder, 'weights', 'sha256', hex.slice(0, 2), hex);
      // The very file that the killed client had begun, so that it was sent on and not again.
      expect((await stat(kept)).ino).toBe(ino);
      await expectWhole(ground);

      const folder = path.join(ground.root, `pulled-${cycle}`);
      await mkdir(folder);
      const pull = ['pull', name, '--out', folder, '--http-only', '--json'];
      // Slow enough that there is something left to kill.
      const pulling = ground.start([...pull, '--limit', '20M'], olga.home);
      await until(() => biggest(folder).blocks * 512 > moment + (4 << 20));
      await kill(pulling);
      expect(biggest(folder).name).toMatch(/\.part$/);
      const pulled = await ground.run(pull, olga.home);
      expect(pulled.code).toBe(0);
      expect(JSON.parse(pulled.output).bytesFromDisk).toBeGreaterThan(0);
      expect(digestOf(await readFile(path.join(folder, path.basename(file))))).toBe(digestOf(bytes));
    }
    expect(await stop(hub)).toBe(0);
  },
  drillMsMax(2),
);

/** Publishes until a client is killed in the middle: on a busy machine one may end before it is seen to be that far. */
async function killUploading(ground: DrillGround, olga: SelfMember, cycle: number, moment: number) {
  const uploads = path.join(ground.dataFolder, 'uploads');
  for (let attempt = 0; ; attempt++) {
    const name = `olga/net-${cycle}-${attempt}`;
    const file = path.join(ground.root, `model-${cycle}-${attempt}.safetensors`);
    const bytes = smallSafetensors(cycle + 1000 * attempt, VALUES);
    await writeFile(file, bytes);
    const publish = ['publish', file, '--name', name, '--license', 'MIT', '--json'];
    const uploading = ground.start(publish, olga.home);
    await until(() => biggest(uploads).size > moment || uploading.exitCode !== null);
    await kill(uploading);
    if (uploading.exitCode) throw new Error(`the upload ended with ${uploading.exitCode}`);
    const { ino, size } = biggest(uploads);
    if (size > moment && size < BYTES) return { name, file, bytes, publish, ino };
  }
}

/** The largest file of a folder: what is being written. */
function biggest(folder: string): { name: string; size: number; blocks: number; ino: number } {
  const found = readdirSync(folder).flatMap((name) => {
    // It may have got its name or gone since it was listed.
    const stats = statSync(path.join(folder, name), { throwIfNoEntry: false });
    return stats ? [{ name, size: stats.size, blocks: stats.blocks, ino: stats.ino }] : [];
  });
  return found.sort((a, b) => b.size - a.size)[0] ?? { name: '', size: 0, blocks: 0, ino: 0 };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await turn();
}

import { readdirSync, statSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import { smallSafetensors } from '../support/publishing.ts';
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
      const name = `olga/net-${cycle}`;
      const file = path.join(ground.root, `model-${cycle}.safetensors`);
      const bytes = smallSafetensors(cycle, VALUES);
      await writeFile(file, bytes);
      const publish = ['publish', file, '--name', name, '--license', 'MIT', '--json'];

      const uploading = ground.start(publish, olga.home);
      const uploads = path.join(ground.dataFolder, 'uploads');
      await until(() => biggest(uploads).size > moment);
      await kill(uploading);
      const { ino, size } = biggest(uploads);
      expect(size).toBeLessThan(BYTES);
      expect(await ground.run(publish, olga.home)).toMatchObject({ code: 0 });
      const hex = digestOf(bytes).slice('sha256:'.length);
      const kept = path.join(ground.dataFolder, 'weights', 'sha256', hex.slice(0, 2), hex);
      // The very file that the killed client had begun, so that it was sent on and not again.
      expect((await stat(kept)).ino).toBe(ino);
      await expectWhole(ground);

      const folder = path.join(ground.root, `pulled-${cycle}`);
      await mkdir(folder);
      const pull = ['pull', name, '--out', folder, '--http-only', '--json'];
      const pulling = ground.start(pull, olga.home);
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

/** The largest file of a folder: what is being written. */
function biggest(folder: string): { name: string; size: number; blocks: number; ino: number } {
  const found = readdirSync(folder).map((name) => {
    const { size, blocks, ino } = statSync(path.join(folder, name));
    return { name, size, blocks, ino };
  });
  return found.sort((a, b) => b.size - a.size)[0] ?? { name: '', size: 0, blocks: 0, ino: 0 };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await turn();
}

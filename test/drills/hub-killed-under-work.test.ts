import { readdirSync, statSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { digestOf } from '../../src/base/digest.ts';
import { tinyModel } from '../runner/tiny-onnx.ts';
import { registerMnist, requestRuns } from '../support/evaluating.ts';
import { publishSelf, smallSafetensors } from '../support/publishing.ts';
import { DrillGround, kill, stop } from './hub-process.ts';
import { cycles, drillMsMax, moments } from './moments.ts';
import { expectWhole } from './whole.ts';

test(
  'a hub killed under a pull and under a runner is back, and both end well',
  async () => {
    await using ground = await DrillGround.open();
    let hub = await ground.startHub();
    const olga = await ground.joinOwner();
    const eve = await ground.join(olga, 'eve', 'EVALUATOR');
    const bytes = smallSafetensors(1, 10 << 20);
    await publishSelf(olga, { model: 'olga/large', files: { 'model.safetensors': bytes } });
    const { protocol } = await registerMnist(olga);

    for (const [cycle, moment] of moments(13, cycles(1), 800).entries()) {
      const folder = path.join(ground.root, `pulled-${cycle}`);
      await mkdir(folder);
      const words = ['pull', 'olga/large', '--out', folder, '--http-only', '--json'];
      const pulled = new AbortController();
      const first = ground.run(words, olga.home).finally(() => pulled.abort());
      while (!pulled.signal.aborted && blocksIn(folder) * 512 < 2 << 20) await turn();
      await kill(hub);
      hub = await ground.startHub();
      const { code } = await first;
      // It may have gone on by itself; if not, the same command does.
      if (code !== 0) expect(await ground.run(words, olga.home)).toMatchObject({ code: 0 });
      expect(digestOf(await readFile(path.join(folder, 'model.safetensors')))).toBe(digestOf(bytes));

      const model = `olga/digits-${cycle}`;
      await publishSelf(olga, { model, files: { 'model.onnx': tinyModel({ bias: [cycle] }) } });
      await requestRuns(olga, model, protocol, 1);
      const runner = ground.run(
        ['runner', '--once', '--http-only', '--trust', 'olga', '--log-level', 'silent'],
        eve.home,
      );
      const ended = new AbortController();
      void runner.finally(() => ended.abort());
      while (!ended.signal.aborted && (await leased(ground)) === 0) await delay(10);
      await delay(moment);
      await kill(hub);
      hub = await ground.startHub();
      expect(await runner).toMatchObject({ code: 0 });
      // Done, or given back to wait for the next runner: never lost, never twice.
      const next = ['runner', '--once', '--http-only', '--trust', 'olga', '--log-level', 'silent'];
      if ((await runs(ground)) === cycle) expect(await ground.run(next, eve.home)).toMatchObject({ code: 0 });
      expect(await runs(ground)).toBe(cycle + 1);
      await expectWhole(ground);
    }
    expect(await stop(hub)).toBe(0);
  },
  drillMsMax(2),
);

function blocksIn(folder: string): number {
  // One may have got its name or gone since it was listed.
  const blocksOf = (name: string) =>
    statSync(path.join(folder, name), { throwIfNoEntry: false })?.blocks ?? 0;
  return readdirSync(folder).reduce((sum, name) => sum + blocksOf(name), 0);
}

async function leased(ground: DrillGround): Promise<number> {
  const [row] = await ground.rows<{ count: string }>(
    `SELECT count(*) FROM evaluation_job WHERE state <> 'QUEUED'`,
  );
  return Number(row?.count) - (await runs(ground));
}

async function runs(ground: DrillGround): Promise<number> {
  const [row] = await ground.rows<{ count: string }>('SELECT count(*) FROM run');
  return Number(row?.count);
}

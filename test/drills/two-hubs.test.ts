import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { serveHub } from '../../src/http/serve-hub.ts';
import { openLog } from '../../src/telemetry/log.ts';
import { codeOf } from '../support/refused.ts';
import { openTestHub } from '../support/test-hub.ts';
import { DrillGround, stop } from './hub-process.ts';

test('a second hub on a data folder, and one on a taken port, end with one coded message each', async () => {
  await using ground = await DrillGround.open();
  const hub = await ground.startHub();
  const postmaster = await ground.postmasterPid();
  const lock = await readFile(path.join(ground.dataFolder, 'postgres.lock'), 'utf8');
  const rest = ['--torrent-port', '0', '--no-runner', '--json'];
  const second = ground.run(['hub', '--data', ground.dataFolder, '--port', '0', ...rest]);
  const elsewhere = path.join(ground.root, 'elsewhere');
  const port = new URL(ground.hubUrl).port;
  const third = ground.run(['hub', '--data', elsewhere, '--port', port, ...rest]);

  expect(await codes(second)).toEqual([2, 'STORE_EMBEDDED_LOCKED']);
  expect(await codes(third)).toEqual([1, 'HTTP_PORT_TAKEN']);
  await expect(stat(elsewhere)).rejects.toMatchObject({ code: 'ENOENT' });
  expect((await readdir(ground.root)).filter((name) => name.includes('elsewhere'))).toEqual([]);

  expect(await ground.postmasterPid()).toBe(postmaster);
  expect(await readFile(path.join(ground.dataFolder, 'postgres.lock'), 'utf8')).toBe(lock);
  expect((await fetch(`${ground.hubUrl}/readyz`)).status).toBe(200);
  expect(await stop(hub)).toBe(0);
}, 60_000);

test('a hub with a database of its own choice keeps others off its data folder too', async () => {
  await using hub = await openTestHub();
  const { dataFolder, database } = hub;
  const place = { dataFolder, host: '127.0.0.1', port: 0, torrentPort: 0, databaseUrl: database.url };
  const config = {
    ...place,
    isWebSeedOn: true,
    isMembersOnly: false,
    allowedHosts: [],
    hasRunner: false,
    leaseMs: 60_000,
    isSeederApart: false,
  };
  expect(await codeOf(serveHub(config, openLog('silent')))).toBe('STORE_EMBEDDED_LOCKED');
});

async function codes(run: ReturnType<DrillGround['run']>): Promise<readonly [number | null, string]> {
  const { code, output } = await run;
  return [code, (JSON.parse(output) as { error: { code: string } }).error.code];
}

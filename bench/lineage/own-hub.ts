import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serveHub } from '../../src/http/serve-hub.ts';
import { openLog } from '../../src/telemetry/log.ts';
import { openAsker } from './ask.ts';
import type { LoadedGraph } from './ground.ts';

/** A hub in this process, to hear what it asks the database. */
export async function openOwnHub({ url: databaseUrl }: LoadedGraph) {
  await using rooms = new AsyncDisposableStack();
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'heirloom-bench-'));
  rooms.defer(() => rm(dataFolder, { recursive: true, force: true }));
  const place = { dataFolder, databaseUrl, host: '127.0.0.1', port: 0, torrentPort: 0, allowedHosts: [] };
  const flags = {
    isWebSeedOn: true,
    isMembersOnly: false,
    hasRunner: false,
    leaseMs: 60_000,
    isSeederApart: false,
  };
  const served = rooms.use(await serveHub({ ...place, ...flags }, openLog('silent')));
  await served.background.idle();
  const asker = rooms.adopt(openAsker(1), (one) => one[Symbol.dispose]());
  const all = rooms.move();
  return {
    ask: (body: string) => asker.text({ url: `${served.baseUrl}/graphql`, method: 'POST', body }),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

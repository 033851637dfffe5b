import { cp } from 'node:fs/promises';
import path from 'node:path';
import { HubClient } from '../../src/client/hub-client.ts';
import { serveHub } from '../../src/http/serve-hub.ts';
import { openLog } from '../../src/telemetry/log.ts';
import type { TestHub } from '../support/test-hub.ts';

/** A process of a hub that serves some of its areas. */
export interface Part extends AsyncDisposable {
  readonly url: string;
  readonly client: HubClient;
}

/** Serves areas of a hub beside it: on its database and with its identity, from a data folder of its own. */
export async function openPart(hub: TestHub, subgraphs: readonly string[]): Promise<Part> {
  const dataFolder = path.join(await hub.folder(), 'data');
  for (const folder of ['secrets', 'weights'])
    await cp(path.join(hub.dataFolder, folder), path.join(dataFolder, folder), { recursive: true });
  const place = { dataFolder, host: '127.0.0.1', port: 0, torrentPort: 0, databaseUrl: hub.database.url };
  const flags = { isWebSeedOn: true, isMembersOnly: false, hasRunner: false, isSeederApart: false };
  const config = { ...place, ...flags, allowedHosts: [], leaseMs: 60_000, subgraphs };
  const served = await serveHub(config, openLog('silent'));
  return {
    url: served.baseUrl,
    client: new HubClient(served.baseUrl, null),
    [Symbol.asyncDispose]: () => served[Symbol.asyncDispose](),
  };
}

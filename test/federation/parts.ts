import { cp } from 'node:fs/promises';
import path from 'node:path';
import { AnyClient } from '../support/any-client.ts';
import { RATES } from '../../src/config/outer-config.ts';
import type { RouterConfig } from '../../src/config/router-config.ts';
import type { Router } from '../../src/federation/open-router.ts';
import { serveHub } from '../../src/http/serve-hub.ts';
import { serveRouter } from '../../src/http/serve-router.ts';
import { openLog } from '../../src/telemetry/log.ts';
import type { TestHub } from '../support/test-hub.ts';

/** A process of a hub that serves some of its areas. */
export interface Part extends AsyncDisposable {
  readonly url: string;
  readonly client: AnyClient;
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
    client: new AnyClient(served.baseUrl, null),
    [Symbol.asyncDispose]: () => served[Symbol.asyncDispose](),
  };
}

export interface TestRouter extends AsyncDisposable {
  readonly url: string;
  readonly client: AnyClient;
  readonly router: Router;
}

/** A router before subgraphs, by the addresses of their processes. */
export async function openTestRouter(
  urls: Readonly<Record<string, string>>,
  trusted: readonly string[] = [],
  own: Partial<RouterConfig> = {},
): Promise<TestRouter> {
  const subgraphs = Object.entries(urls).map(([name, url]) => ({ name, url: `${url}/graphql` }));
  const config: RouterConfig = {
    host: '127.0.0.1',
    port: 0,
    allowedHosts: [],
    source: { kind: 'SUBGRAPHS', subgraphs },
    trusted,
    timeoutMs: 10_000,
    pollMs: 60_000,
    trustedProxies: null,
    isIntrospectable: true,
    rates: RATES,
    ...own,
  };
  const served = await serveRouter(config, openLog('silent'));
  return {
    url: served.baseUrl,
    client: new AnyClient(served.baseUrl, null),
    router: served.router,
    [Symbol.asyncDispose]: () => served[Symbol.asyncDispose](),
  };
}

import { RATES } from '../../src/config/outer-config.ts';
import { serveRouter } from '../../src/http/serve-router.ts';
import { openLog } from '../../src/telemetry/log.ts';

process.once('message', (message) => void serve(message as Readonly<Record<string, string>>));

async function serve(urls: Readonly<Record<string, string>>): Promise<void> {
  const subgraphs = Object.entries(urls).map(([name, url]) => ({ name, url: `${url}/graphql` }));
  const source = { kind: 'SUBGRAPHS', subgraphs } as const;
  const place = { host: '127.0.0.1', port: 0, allowedHosts: [], trusted: [], timeoutMs: 10_000 };
  const outer = { trustedProxies: null, isIntrospectable: true, rates: RATES };
  const served = await serveRouter({ ...place, ...outer, source, pollMs: 600_000 }, openLog('silent'));
  process.send?.(served.baseUrl);
  process.once('SIGTERM', () => void served[Symbol.asyncDispose]().then(() => process.exit(0)));
}

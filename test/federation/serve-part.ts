// Some areas of a hub in a process of their own, which tests may kill.
import { serveHub } from '../../src/http/serve-hub.ts';
import { openLog } from '../../src/telemetry/log.ts';

process.once('message', (message) => void serve(message as Given));

interface Given {
  readonly databaseUrl: string;
  readonly dataFolder: string;
  readonly subgraphs: readonly string[];
  readonly port: number;
}

async function serve(given: Given): Promise<void> {
  const flags = { isWebSeedOn: true, isMembersOnly: false, hasRunner: false, isSeederApart: false };
  const place = { host: '127.0.0.1', torrentPort: 0, allowedHosts: [], leaseMs: 60_000 };
  const served = await serveHub({ ...place, ...flags, ...given }, openLog('silent'));
  process.send?.(served.baseUrl);
}

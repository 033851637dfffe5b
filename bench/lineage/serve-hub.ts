import type { HubConfig } from '../../src/config/hub-config.ts';
import { serveHub } from '../../src/http/serve-hub.ts';
import { openLog } from '../../src/telemetry/log.ts';

process.once('message', (message) => {
  const { databaseUrl, folder, ...more } = message as {
    databaseUrl: string;
    folder: string;
  } & Partial<HubConfig>;
  void serve(databaseUrl, folder, more);
});

async function serve(databaseUrl: string, dataFolder: string, more: Partial<HubConfig>): Promise<void> {
  const place = { dataFolder, databaseUrl, host: '127.0.0.1', port: 0, torrentPort: 0, allowedHosts: [] };
  const flags = {
    isWebSeedOn: true,
    isMembersOnly: false,
    hasRunner: false,
    leaseMs: 60_000,
    isSeederApart: false,
  };
  const served = await serveHub({ ...place, ...flags, ...more }, openLog('silent'));
  await served.background.idle();
  process.send?.(served.baseUrl);
  process.once('SIGTERM', () => void served[Symbol.asyncDispose]().then(() => process.exit(0)));
}

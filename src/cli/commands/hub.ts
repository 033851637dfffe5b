import { Command } from 'commander';
import path from 'node:path';
import { hubConfig, type HubFlags } from '../../config/hub-config.ts';
import { OWNER_INVITATION_FILE } from '../../hub/context/open-hub.ts';
import { serveHub, type ServedHub } from '../../http/serve-hub.ts';
import { openLog, type LogLevel } from '../../telemetry/log.ts';
import { openEmbeddedRunner } from '../embedded-runner.ts';
import type { CommandContext, MakeCommand } from '../program.ts';

interface Options extends HubFlags {
  readonly logLevel: LogLevel;
  readonly trust: readonly string[];
}

export const hubCommand: MakeCommand = (context) =>
  new Command('hub')
    .description(
      'Start a hub: GraphQL, uploads, tracker, seeder, web seed and a runner, with its own PostgreSQL.',
    )
    .option('--data <folder>', 'where everything is kept (HEIRLOOM_DATA, ./heirloom-data)')
    .option('--host <address>', 'the address to bind (HEIRLOOM_HOST, 127.0.0.1)')
    .option('--port <port>', 'the HTTP port; 0 takes any free one (HEIRLOOM_PORT, 7420)')
    .option('--torrent-port <port>', 'the BitTorrent port (HEIRLOOM_TORRENT_PORT, 7421)')
    .option('--allow-host <name>', 'a Host header to answer besides loopback; repeat', collect, [])
    .option('--public', 'say that strangers reach this hub: needs the next two (HEIRLOOM_PUBLIC=on)')
    .option('--base-url <url>', 'where others reach this hub (HEIRLOOM_BASE_URL)')
    .option(
      '--trust-proxy <address>',
      'a proxy whose X-Forwarded-For is believed: an address, a network or loopback; repeat (HEIRLOOM_TRUST_PROXY)',
      collect,
      [],
    )
    .option('--seeder <place>', 'inside this process, or in a process of its own (HEIRLOOM_SEEDER, inside)')
    .option(
      '--upload-limit <speed>',
      'what seeder and web seed give a second, like 20M (HEIRLOOM_UPLOAD_LIMIT)',
    )
    .option(
      '--contributor-limit <speed>',
      'what the seeder gives a second of one contributor’s files (HEIRLOOM_CONTRIBUTOR_LIMIT)',
    )
    .option(
      '--quota <size>',
      'what one contributor may keep here, like 500G, or off; owners may keep more (HEIRLOOM_QUOTA, 100G)',
    )
    .option('--members-only', 'give files and swarms to contributors alone (HEIRLOOM_MEMBERS_ONLY=on)')
    .option(
      '--lease-seconds <n>',
      'how long a runner has a job for without a heartbeat (HEIRLOOM_LEASE_SECONDS, 60)',
    )
    .option('--subgraph <name=url>', 'somebody’s subgraph to answer together with; repeat', collect, [])
    .option('--no-runner', 'run no evaluations in this process')
    .option('--trust <owner>', 'whose models the runner may run without a full sandbox; repeat', collect, [])
    .option('--log-level <level>', 'silent, error, warn, info or debug', 'warn')
    .addHelpText(
      'after',
      `
DATABASE_URL names a PostgreSQL 15 or newer to use instead of the embedded one.
HEIRLOOM_WEB_SEED=off gives weights to the swarm only.

Examples:
  $ heirloom hub
  $ heirloom hub --seeder process --upload-limit 50M
  $ heirloom hub --data /srv/heirloom --port 8080 --allow-host hub.example.org
  $ heirloom hub --public --base-url https://hub.example.org --trust-proxy loopback`,
    )
    .action((options: Options) => runHub(context(), options));

async function runHub({ terminal, env, signal }: CommandContext, options: Options): Promise<void> {
  const startedAt = performance.now();
  const config = hubConfig(options, env);
  const log = openLog(options.logLevel);
  await using served = await serveHub(config, log);
  await using runner = config.hasRunner
    ? await openEmbeddedRunner(served, config.dataFolder, options.trust, log)
    : null;
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  terminal.say(`✔ hub        ${served.baseUrl}   ${served.database}, ${seconds} s`);
  for (const line of await firstSteps(served, config.dataFolder)) terminal.say(line);
  const { baseUrl, torrentPort, database, hub } = served;
  terminal.result({ url: baseUrl, torrentPort, database, hub: hub.id, hasRunner: runner !== null });
  const fault = await Promise.race([untilAborted(signal), served.databaseEnded]);
  if (fault && !signal.aborted) throw fault;
}

function untilAborted(signal: AbortSignal): Promise<undefined> {
  if (signal.aborted) return Promise.resolve(undefined);
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }));
}

async function firstSteps({ hub, baseUrl }: ServedHub, dataFolder: string): Promise<string[]> {
  if ((await hub.store.contributors.ownerCount()) > 0) return ['  stop with Ctrl-C'];
  const file = path.join(dataFolder, OWNER_INVITATION_FILE);
  return [
    `  nobody owns this hub yet; in another terminal, once:`,
    `  heirloom login ${baseUrl} --invite $(cat ${file})`,
    '  stop with Ctrl-C',
  ];
}

function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

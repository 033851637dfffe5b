import { Command } from 'commander';
import { routerConfig, type RouterFlags } from '../../config/router-config.ts';
import { serveRouter } from '../../http/serve-router.ts';
import { openLog, type LogLevel } from '../../telemetry/log.ts';
import type { CommandContext, MakeCommand } from '../program.ts';

interface Options extends RouterFlags {
  readonly logLevel: LogLevel;
}

export const routerCommand: MakeCommand = (context) =>
  new Command('router')
    .description('Answer one graph over several subgraphs: areas of a hub, and other people’s.')
    .option('--supergraph <file>', 'a supergraph that was composed before')
    .option('--subgraph <name=url>', 'a subgraph to compose; repeat', collect, [])
    .option('--pass-token <name>', 'a subgraph of yours, which gets the askers’ tokens; repeat', collect, [])
    .option('--host <address>', 'the address to bind', '127.0.0.1')
    .option('--port <port>', 'the HTTP port; 0 takes any free one', '7430')
    .option('--allow-host <name>', 'a Host header to answer besides loopback; repeat', collect, [])
    .option(
      '--trust-proxy <address>',
      'a proxy whose X-Forwarded-For is believed: an address, a network or loopback; repeat (HEIRLOOM_TRUST_PROXY)',
      collect,
      [],
    )
    .option('--timeout <seconds>', 'how long a subgraph may take for a query', '10')
    .option('--poll <seconds>', 'how often to look for a change of file or subgraphs', '10')
    .option('--log-level <level>', 'silent, error, warn, info or debug', 'warn')
    .addHelpText(
      'after',
      `
Examples:
  $ heirloom router --subgraph hub=http://127.0.0.1:7420/graphql --pass-token hub \\
      --subgraph reviews=http://127.0.0.1:4001/graphql
  $ heirloom router --supergraph supergraph.graphql --port 8080`,
    )
    .action((options: Options) => runRouter(context(), options));

async function runRouter({ terminal, env, signal }: CommandContext, options: Options): Promise<void> {
  const config = routerConfig(options, env);
  await using served = await serveRouter(config, openLog(options.logLevel));
  const { source } = config;
  const what = source.kind === 'FILE' ? source.file : source.subgraphs.map(({ name }) => name).join(', ');
  terminal.say(`✔ router     ${served.baseUrl}   ${what}`);
  terminal.result({ url: served.baseUrl });
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function collect(value: string, previous: readonly string[]): readonly string[] {
  return [...previous, value];
}

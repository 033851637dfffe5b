import path from 'node:path';
import { Command } from 'commander';
import { openSession, requireAccount } from '../../client/session.ts';
import { runEvaluations } from '../../client/run-evaluations.ts';
import { findCapabilities } from '../../runner/capabilities.ts';
import { parseProviders } from '../../runner/provider.ts';
import { sandbox } from '../../runner/sandbox.ts';
import { openLog, type LogLevel } from '../../telemetry/log.ts';
import { capabilityLines } from '../capability-lines.ts';
import { evaluatorCommands } from '../evaluator-commands.ts';
import type { CommandContext, MakeCommand } from '../program.ts';

interface Options {
  readonly hub?: string;
  readonly trust: readonly string[];
  readonly once?: true;
  readonly httpOnly?: true;
  readonly provider: string;
  readonly vulkanDriver?: string;
  readonly capabilities?: true;
  readonly logLevel: LogLevel;
}

export const runnerCommand: MakeCommand = (context) => {
  const command = new Command('runner')
    .description('Run a hub’s evaluations on this machine: lease, pull, run in a sandbox, sign, hand in.')
    .option('--hub <url>', 'which hub')
    .option(
      '--trust <owner>',
      'whose models may run without a full sandbox; repeat',
      (v: string, all: readonly string[]) => [...all, v],
      [],
    )
    .option('--once', 'end after one job, or when none waits')
    .option('--http-only', 'pull without peers')
    .option(
      '--provider <names>',
      'what computes the models, by comma: cpu, wasm, webgpu, cuda; the first is used where a job leaves it open',
      'cpu',
    )
    .option('--vulkan-driver <file>', 'the driver that webgpu shall use, by its JSON file')
    .option('--capabilities', 'only try what this machine can do, and tell')
    .option('--log-level <level>', 'silent, error, warn, info or debug', 'info')
    .addHelpText(
      'after',
      '\nNeeds the role evaluator on the hub. Ctrl-C gives the job in hand back.\n\nExample:\n  $ heirloom runner --hub https://hub.example.org --trust ada\n  $ heirloom runner --provider cpu,wasm\n  $ heirloom runner --capabilities\n  $ heirloom runner trust bob --organisation example.org\n  $ heirloom runner calibration',
    )
    .action((options: Options) =>
      options.capabilities ? tell(context(), options) : run(context(), options),
    );
  for (const part of evaluatorCommands(context)) command.addCommand(part);
  return command;
};

async function run({ terminal, env, signal }: CommandContext, options: Options): Promise<void> {
  const providers = parseProviders(options.provider);
  const session = await openSession(env, options.hub);
  const account = requireAccount(session);
  terminal.say(`✔ runner    ${account.contributor} for ${session.client.url}   stop with Ctrl-C`);
  await runEvaluations({
    account,
    home: session.home,
    trustedOwners: options.trust,
    mode: options.httpOnly ? 'http-only' : 'swarm',
    once: options.once ?? false,
    providers,
    vulkanDriver: driverFile(options),
    signal,
    log: openLog(options.logLevel),
  });
  terminal.result({ runner: account.contributor, hub: session.client.url });
}

async function tell({ terminal, signal }: CommandContext, options: Options): Promise<void> {
  const found = await findCapabilities(await sandbox(), { vulkanDriver: driverFile(options), signal });
  for (const line of capabilityLines(found)) terminal.say(line);
  terminal.result(found);
}

/** The child starts in a folder of its own, so a relative path would name another file there. */
function driverFile({ vulkanDriver }: Options): string | undefined {
  return vulkanDriver === undefined ? undefined : path.resolve(vulkanDriver);
}

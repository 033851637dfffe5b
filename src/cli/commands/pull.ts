import path from 'node:path';
import { Command, Option } from 'commander';
import { ARTIFACT_ROLES, isArtifactRole, type ArtifactRole } from '../../checkpoint/artifact.ts';
import { refusal } from '../../base/errors.ts';
import { planPull, pullPlan, type Pulled, type PullPlan } from '../../client/pull-checkpoint.ts';
import { openSession } from '../../client/session.ts';
import type { PullMode, PullProgress } from '../../swarm/pull.ts';
import { openProgress } from '../progress.ts';
import type { CommandContext, MakeCommand } from '../program.ts';
import { bytesText } from '../text.ts';

interface Options {
  readonly out?: string;
  readonly roles?: string;
  readonly peersOnly?: true;
  readonly httpOnly?: true;
  readonly allowUnsafe?: true;
  readonly hub?: string;
}

export const pullCommand: MakeCommand = (context) =>
  new Command('pull')
    .description('Download a checkpoint by swarm and web seed together, checked against its signed manifest.')
    .argument('<reference>', 'owner/model, owner/model@revision or a digest')
    .option('--out <folder>', 'where to put it; ./<model> by default')
    .option('--roles <list>', `only these, by comma: ${ARTIFACT_ROLES.join(',').toLowerCase()}`)
    .addOption(
      new Option('--peers-only', 'weights from peers alone, nothing from the web seed').conflicts('httpOnly'),
    )
    .option('--http-only', 'no peers: nobody learns this machine’s address but the hub')
    .option(
      '--allow-unsafe',
      'also quarantined files that a steward let go, and programs: loading them may run code',
    )
    .option('--hub <url>', 'which hub')
    .addHelpText(
      'after',
      `
A pull that was interrupted goes on where it ended: run it again.
In a swarm, peers see one another’s addresses; --http-only avoids that.

Examples:
  $ heirloom pull mnist/low-digits
  $ heirloom pull mnist/base@e2 --out ./base --roles weights,optimizer
  $ heirloom pull mnist/base@e2 --peers-only --json`,
    )
    .action((reference: string, options: Options) => pull(context(), reference, options));

async function pull({ terminal, env, signal }: CommandContext, reference: string, options: Options) {
  const { client } = await openSession(env, options.hub);
  const roles = rolesOf(options.roles);
  const folder = path.resolve(options.out ?? defaultFolder(reference));
  const plan = await planPull(client, {
    reference,
    folder,
    roles,
    allowUnsafe: options.allowUnsafe ?? false,
  });
  const total = plan.items.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const mode: PullMode = options.peersOnly ? 'peers-only' : options.httpOnly ? 'http-only' : 'swarm';
  const startedAt = performance.now();
  using progress = openProgress('pulling', total, !terminal.isJson);
  const done = new Map<string, PullProgress>();
  const pulled = await pullPlan(
    plan,
    mode,
    (step) => {
      done.set(step.digest, step);
      const steps = [...done.values()];
      const bytes = steps.reduce((sum, { bytesDone }) => sum + bytesDone, 0);
      const peers = Math.max(...steps.map((row) => row.peers));
      progress.update(bytes, `${peers} ${peers === 1 ? 'peer' : 'peers'}`);
    },
    signal,
  );
  progress[Symbol.dispose]();
  for (const line of resultLines(plan, pulled, total, (performance.now() - startedAt) / 1000))
    terminal.say(line);
  terminal.result(resultDocument(plan, pulled, folder, total));
}

function rolesOf(list: string | undefined): readonly ArtifactRole[] | null {
  if (list === undefined) return null;
  const roles = list.split(',').map((role) => role.trim().toUpperCase());
  if (roles.every(isArtifactRole)) return roles;
  throw refusal('CLI_ROLES', 'these are not roles of artifacts', {
    expected: ARTIFACT_ROLES.join(', ').toLowerCase(),
    received: list,
  });
}

function defaultFolder(reference: string): string {
  const name = /^[^/]+\/([^@]+)/.exec(reference)?.[1] ?? reference.replace('sha256:', '').slice(0, 12);
  return `./${name}`;
}

function resultLines(plan: PullPlan, pulled: Pulled, total: number, seconds: number): string[] {
  const moved = pulled.bytesFromPeers + pulled.bytesFromWebSeed;
  const share =
    moved === 0 ? 'nothing to fetch' : `${Math.round((100 * pulled.bytesFromPeers) / moved)} % from peers`;
  const speed = moved > 0 && seconds > 0 ? `   ${bytesText(moved / seconds)}/s` : '';
  return [
    `✔ pulled    ${plan.name}  ${bytesText(total)}  ${share}${speed}  sha256 ok, signed by ${plan.signedBy}`,
    ...(pulled.bytesFromDisk > 0 ? [`  ${bytesText(pulled.bytesFromDisk)} were already on disk`] : []),
    ...(plan.conversion === null
      ? []
      : [`  the same weights as safetensors: heirloom pull ${plan.conversion}`]),
    ...plan.held.map((file) => `  ⚠ ${file} is not offered by this hub and was left out`),
  ];
}

function resultDocument(plan: PullPlan, pulled: Pulled, folder: string, sizeBytes: number) {
  const { bytesFromPeers, bytesFromWebSeed, bytesFromDisk, peersMax } = pulled;
  return {
    name: plan.name,
    digest: plan.digest,
    signedBy: plan.signedBy,
    folder,
    sizeBytes,
    bytesFromPeers,
    bytesFromWebSeed,
    bytesFromDisk,
    peersMax,
    files: plan.items.map(({ path: file, role, digest, sizeBytes: size }) => ({
      path: file,
      role,
      digest,
      sizeBytes: size,
    })),
    held: plan.held,
  };
}

import path from 'node:path';
import { Command, Option } from 'commander';
import { ARTIFACT_ROLES, isArtifactRole, type ArtifactRole } from '../../checkpoint/artifact.ts';
import { refusal } from '../../base/errors.ts';
import { planPull, pullPlans, type PullPlan } from '../../client/pull-checkpoint.ts';
import { openSession, type Session } from '../../client/session.ts';
import { portOf, speedOf } from '../../config/hub-config.ts';
import type { PullMode, PullProgress } from '../../swarm/pull.ts';
import { defaultHost, JOIN_FLAG, JOIN_MEANING, mayJoin, requireJoining } from '../join-swarm.ts';
import { assertNoWarnings, openWarningsOn, warningLines } from '../open-warnings.ts';
import { openProgress } from '../progress.ts';
import type { CommandContext, MakeCommand } from '../program.ts';
import { pullDocument, pullLines, savedLine } from '../pull-lines.ts';
import { shownText } from '../shown-text.ts';
import type { Terminal } from '../terminal.ts';
import { bytesText } from '../text.ts';

interface Options {
  readonly out?: string;
  readonly roles?: string;
  readonly peersOnly?: true;
  readonly httpOnly?: true;
  readonly allowUnsafe?: true;
  readonly strict?: true;
  readonly join?: true;
  readonly limit?: string;
  readonly uploadLimit?: string;
  readonly host?: string;
  readonly port: string;
  readonly jobs: string;
  readonly hub?: string;
}

export const pullCommand: MakeCommand = (context) =>
  new Command('pull')
    .description('Download checkpoints by swarm and HTTP together, checked against their signed manifests.')
    .argument('<references...>', 'owner/model, owner/model@revision or a digest; several at once')
    .option('--out <folder>', 'where to put it; ./<model> by default; of several, the folder above')
    .option('--roles <list>', `only these, by comma: ${ARTIFACT_ROLES.join(',').toLowerCase()}`)
    .addOption(
      new Option('--peers-only', 'weights from peers alone, nothing over HTTP').conflicts('httpOnly'),
    )
    .option('--http-only', 'no peers: nobody learns this machine’s address but the hub')
    .option(JOIN_FLAG, JOIN_MEANING)
    .option('--limit <speed>', 'bytes a second to take at most, like 5M')
    .option('--upload-limit <speed>', 'bytes a second to give to peers at most meanwhile')
    .option('--jobs <count>', 'files at a time', '4')
    .option('--host <address>', 'the address peers reach this machine at; all, or loopback for a hub here')
    .option('--port <port>', 'the port peers come in at; 0 takes any free one', '0')
    .option(
      '--allow-unsafe',
      'also quarantined files that a steward let go, and programs: loading them may run code',
    )
    .option('--strict', 'take nothing that an open warning is on: end with 2 before anything is fetched')
    .option('--hub <url>', 'which hub')
    .addHelpText(
      'after',
      `
A pull that was interrupted goes on where it ended: run it again.
In a swarm, peers see one another’s addresses: you are asked once, before the first one.

Examples:
  $ heirloom pull mnist/low-digits
  $ heirloom pull mnist/base@e2 --out ./base --roles weights,optimizer
  $ heirloom pull mnist/base mnist/low-digits --out ./models --limit 10M
  $ heirloom pull mnist/base@e2 --peers-only --json
  $ heirloom pull mnist/base --strict`,
    )
    .action((references: string[], options: Options) => pull(context(), references, options));

async function pull({ terminal, env, signal }: CommandContext, references: string[], options: Options) {
  const session = await openSession(env, options.hub);
  const mode = await modeOf(terminal, session, options);
  const plans = await planAll(session, references, options);
  const warnings = await warnOf(session, plans, options.strict ?? false);
  const total = plans.flatMap(({ items }) => items).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const startedAt = performance.now();
  using progress = openProgress('pulling', total, !terminal.isJson);
  const pulled = await pullPlans(plans, {
    mode,
    signal,
    host: options.host ?? defaultHost(session.client.url),
    port: portOf('--port', options.port),
    concurrency: jobsOf(options.jobs),
    ...limitsOf(options),
    onProgress: showIn(progress),
  }).catch((error: unknown) => {
    progress[Symbol.dispose]();
    if (signal.aborted)
      process.stderr.write('· stopped   what came is kept: the same command goes on there\n');
    throw error;
  });
  progress[Symbol.dispose]();
  const seconds = (performance.now() - startedAt) / 1000;
  for (const [i, plan] of plans.entries()) {
    const result = pulled[i];
    if (result) for (const line of pullLines(plan, result, seconds)) terminal.say(line);
  }
  terminal.say(savedLine(pulled));
  const documents = plans.flatMap((plan, i) =>
    pulled[i] ? [{ ...pullDocument(plan, pulled[i]), warnings: warnings[i] }] : [],
  );
  terminal.result(references.length === 1 ? documents[0] : documents);
}

/** What there is to know of each comes before its bytes do. */
async function warnOf({ client }: Session, plans: readonly PullPlan[], isStrict: boolean) {
  const all = await Promise.all(plans.map(({ digest }) => openWarningsOn(client, digest)));
  for (const [i, { name }] of plans.entries()) {
    for (const line of warningLines(name, all[i] ?? [])) process.stderr.write(`${shownText(line)}\n`);
    if (isStrict) assertNoWarnings(name, all[i] ?? []);
  }
  return all;
}

// Without a word of consent a swarm is not joined; HTTP gives the same bytes.
async function modeOf(terminal: Terminal, session: Session, options: Options): Promise<PullMode> {
  const isJoining = options.join === true;
  if (options.httpOnly) return 'http-only';
  if (options.peersOnly) {
    await requireJoining(terminal, session, isJoining);
    return 'peers-only';
  }
  if (await mayJoin(terminal, session, isJoining)) return 'swarm';
  process.stderr.write(
    `  over HTTP alone; ${JOIN_FLAG} joins the swarm: peers then see this machine’s address\n`,
  );
  return 'http-only';
}

async function planAll(
  session: Session,
  references: readonly string[],
  options: Options,
): Promise<PullPlan[]> {
  const roles = rolesOf(options.roles);
  const plans: PullPlan[] = [];
  for (const reference of references)
    plans.push(
      await planPull(session.client, {
        reference,
        folder: folderOf(reference, references.length, options.out),
        roles,
        allowUnsafe: options.allowUnsafe ?? false,
      }),
    );
  return plans;
}

/** The bar's note: how many peers, and how much from where. */
function showIn(progress: { update(bytes: number, note: string): void }): (step: PullProgress) => void {
  const steps = new Map<string, PullProgress>();
  return (step) => {
    steps.set(step.targetPath, step);
    const all = [...steps.values()];
    const sum = (pick: (row: PullProgress) => number) => all.reduce((total, row) => total + pick(row), 0);
    const peers = Math.max(...all.map((row) => row.peers));
    const sources = [
      `${peers} ${peers === 1 ? 'peer' : 'peers'} ${bytesText(sum((row) => row.fromPeers))}`,
      `hub ${bytesText(sum((row) => row.fromWebSeed))}`,
      ...(sum((row) => row.fromDisk) > 0 ? [`disk ${bytesText(sum((row) => row.fromDisk))}`] : []),
    ];
    progress.update(
      sum((row) => row.bytesDone),
      sources.join(', '),
    );
  };
}

function limitsOf({ limit, uploadLimit }: Options) {
  const down = speedOf('--limit', limit);
  const up = speedOf('--upload-limit', uploadLimit);
  return {
    ...(down === undefined ? {} : { limitBytesPerSecond: down }),
    ...(up === undefined ? {} : { uploadLimitBytesPerSecond: up }),
  };
}

function jobsOf(text: string): number {
  const jobs = Number(text);
  if (Number.isInteger(jobs) && jobs >= 1 && jobs <= 64) return jobs;
  throw refusal('CLI_JOBS', '--jobs is no number of files', { expected: '1 to 64', received: text });
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

function folderOf(reference: string, count: number, out: string | undefined): string {
  const name = /^[^/]+\/([^@]+)/.exec(reference)?.[1] ?? reference.replace('sha256:', '').slice(0, 12);
  if (out === undefined) return path.resolve(name);
  return count === 1 ? path.resolve(out) : path.resolve(out, name);
}

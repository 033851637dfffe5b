import { Command } from 'commander';
import { isDigest, parseDigest } from '../../base/digest.ts';
import { refusal } from '../../base/errors.ts';
import {
  checkpointBrief,
  checkpointScores,
  registerProtocol,
  requestEvaluation,
  type CheckpointBriefAnswer,
  type CheckpointScoresAnswer,
  type RegisterProtocolAnswer,
  type RequestEvaluationAnswer,
} from '../../client/documents.ts';
import { openSession, requireAccount, signAndSubmit, type Session } from '../../client/session.ts';
import { parsePriority } from '../../evaluation/priority.ts';
import { hostMark } from '../../runner/environment.ts';
import { parseProvider } from '../../runner/provider.ts';
import type { CommandContext, MakeCommand } from '../program.ts';
import { compareProvidersHere } from '../compare-providers-here.ts';
import { protocolBody } from '../protocol-body.ts';
import { scoreLines } from '../score-lines.ts';
import { waitForJobs } from '../wait-for-jobs.ts';

interface Options {
  readonly dataset?: string;
  readonly protocol?: string;
  readonly scale: string;
  readonly normalize?: string;
  readonly claim?: string;
  readonly decimals?: string;
  readonly evaluators: string;
  readonly on?: string;
  readonly priority: string;
  readonly wait: boolean;
  readonly explain?: true;
  readonly providers?: string;
  readonly trust: readonly string[];
  readonly vulkanDriver?: string;
  readonly hub?: string;
}

export const evaluateCommand: MakeCommand = (context) =>
  new Command('evaluate')
    .description(
      'Have a checkpoint’s accuracy re-run by evaluators, and show how well a claim is reproduced.',
    )
    .argument('<reference>', 'owner/model, owner/model@revision or a digest')
    .option('--dataset <name>', 'a published dataset, owner/name or digest')
    .option('--protocol <file>', 'a whole protocol as JSON, instead of the flags below')
    .option('--scale <divisor>', 'pixels are divided by this', '255')
    .option('--normalize <mean,std>', 'then less the mean, divided by the deviation')
    .option('--claim <value>', 'the accuracy you measured, as a decimal; publishers only')
    .option('--decimals <n>', 'how many of its decimals count; exact by default')
    .option('--evaluators <n>', 'how many different evaluators shall run it; 0 asks for none', '1')
    .option('--on <provider>', 'what shall compute it: cpu, wasm, webgpu or cuda; else the runner decides')
    .option('--priority <level>', 'low, normal, or high where you are a steward', 'normal')
    .option('--no-wait', 'queue and return')
    .option('--explain', 'show groups, tolerance, interval and conditions')
    .option('--providers <names>', 'run it here instead, on each of cpu,wasm,webgpu,cuda; publishes nothing')
    .option(
      '--trust <owner>',
      'with --providers: whose models may run without a full sandbox; repeat',
      (v: string, all: readonly string[]) => [...all, v],
      [],
    )
    .option('--vulkan-driver <file>', 'with --providers: the driver that webgpu shall use, by its JSON file')
    .option('--hub <url>', 'which hub')
    .addHelpText(
      'after',
      `
Examples:
  $ heirloom evaluate ada/digits --dataset ada/digits-test --normalize 0.1307,0.3081
  $ heirloom evaluate ada/digits@v2 --dataset ada/digits-test --claim 0.927 --evaluators 2
  $ heirloom evaluate ada/digits --evaluators 0 --explain
  $ heirloom evaluate ada/digits --dataset ada/digits-test --providers cpu,wasm`,
    )
    .action((reference: string, options: Options) => evaluate(context(), reference, options));

async function evaluate({ terminal, env, signal }: CommandContext, reference: string, options: Options) {
  const session = await openSession(env, options.hub);
  if (options.providers !== undefined)
    return compareProvidersHere({
      terminal,
      client: session.client,
      signal,
      reference,
      options,
      names: options.providers,
    });
  const evaluators = countOf(options.evaluators);
  if (options.claim !== undefined || evaluators > 0) {
    const protocol = await registeredProtocol(session, options);
    if (options.claim !== undefined) await fileClaim(session, reference, protocol, options);
    if (evaluators > 0) {
      if (options.wait)
        terminal.say(
          `  waiting for ${evaluators} ${evaluators === 1 ? 'evaluator' : 'evaluators'}; Ctrl-C leaves the work queued`,
        );
      const isShown = !terminal.isJson;
      await request({ session, reference, protocol, options, isWaiting: options.wait, isShown, signal });
    }
  }
  const { checkpoint } = await session.client.ask<CheckpointScoresAnswer>(checkpointScores, { reference });
  if (!checkpoint) throw unknownCheckpoint(reference);
  for (const score of checkpoint.scores)
    for (const line of scoreLines(checkpoint.name, score, options.explain ?? false)) terminal.say(line);
  if (checkpoint.scores.length === 0) terminal.say('not evaluated yet');
  terminal.result(checkpoint);
}

interface Protocol {
  readonly digest: string;
  readonly items: number;
}

async function registeredProtocol({ client }: Session, options: Options): Promise<Protocol> {
  const body = await protocolBody(client, options);
  const answer = await client.act<RegisterProtocolAnswer>(registerProtocol, { body });
  return { digest: answer.protocol.digest, items: (body as { dataset: { count: number } }).dataset.count };
}

async function fileClaim(
  session: Session,
  reference: string,
  protocol: Protocol,
  options: Options,
): Promise<void> {
  const { checkpoint } = await session.client.ask<CheckpointBriefAnswer>(checkpointBrief, { reference });
  if (!checkpoint || !isDigest(checkpoint.coreDigest)) throw unknownCheckpoint(reference);
  await signAndSubmit(
    session,
    'claim',
    { name: checkpoint.name, digest: parseDigest(checkpoint.coreDigest) },
    {
      protocol: protocol.digest,
      metric: 'accuracy',
      value: options.claim ?? '',
      items: protocol.items,
      decimals: options.decimals === undefined ? null : Number(options.decimals),
      margin: null,
      host: hostMark(requireAccount(session).hubId),
    },
  );
}

function countOf(text: string): number {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  throw refusal('CLI_COUNT', '--evaluators is not a count', {
    expected: 'a number from 0 to 20',
    received: text,
  });
}

function unknownCheckpoint(reference: string) {
  return refusal('HUB_CHECKPOINT_UNKNOWN', `no checkpoint ${reference} is published here`, {
    received: reference,
    remedy: 'look it up with heirloom search',
  });
}

interface Request {
  readonly session: Session;
  readonly reference: string;
  readonly protocol: Protocol;
  readonly options: Options;
  readonly isWaiting: boolean;
  readonly isShown: boolean;
  readonly signal: AbortSignal;
}

async function request({ session, reference, protocol, options, isWaiting, ...rest }: Request) {
  const evaluators = countOf(options.evaluators);
  const provider = options.on === undefined ? null : parseProvider(options.on).toUpperCase();
  const wanted = { priority: parsePriority(options.priority), provider };
  const input = { checkpoint: reference, protocol: protocol.digest, evaluators, ...wanted };
  const { jobs } = await session.client.act<RequestEvaluationAnswer>(requestEvaluation, { input });
  if (isWaiting) await waitForJobs({ client: session.client, ids: jobs.map(({ id }) => id), ...rest });
}

import { Command } from 'commander';
import { isDigest, parseDigest } from '../../base/digest.ts';
import { refusal } from '../../base/errors.ts';
import { upperCase } from '../../base/upper-case.ts';
import {
  registerProtocol,
  requestEvaluation,
  checkpointBrief,
  checkpointScores,
  scoresExplained,
} from '../../client/generated/operations.ts';
import { openSession, requireAccount, signAndSubmit, type Session } from '../../client/session.ts';
import { parsePriority } from '../../evaluation/priority.ts';
import { hostMark } from '../../runner/environment.ts';
import { parseProvider } from '../../runner/provider.ts';
import type { CommandContext, MakeCommand } from '../program.ts';
import { compareProvidersHere } from '../compare-providers-here.ts';
import { evaluateOnThisMachine, isModelFile } from '../evaluate-here.ts';
import { explainedLines, wholeLines } from '../explained-lines.ts';
import { sayRegressions } from '../say-regressions.ts';
import { protocolBody } from '../protocol-body.ts';
import { scoreText } from '../score-lines.ts';
import type { Terminal } from '../terminal.ts';
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
  readonly vocabulary?: string;
  readonly metric?: string;
  readonly here?: true;
  readonly provider: string;
  readonly submit?: true;
  readonly providers?: string;
  readonly trust: readonly string[];
  readonly vulkanDriver?: string;
  readonly hub?: string;
}

export const evaluateCommand: MakeCommand = (context) =>
  new Command('evaluate')
    .description(
      'Have what a checkpoint is claimed to reach re-run, by evaluators or here, and show how well it is reproduced.',
    )
    .argument('<reference>', 'owner/model, owner/model@revision or a digest; with --here also a file.onnx')
    .option(
      '--dataset <name>',
      'a published dataset, owner/name or digest; with --here also a file.safetensors',
    )
    .option(
      '--protocol <file>',
      'a whole protocol as JSON, instead of the flags below; with --here also a digest',
    )
    .option('--scale <divisor>', 'pixels are divided by this', '255')
    .option('--normalize <mean,std>', 'then less the mean, divided by the deviation')
    .option('--vocabulary <n>', 'tokens: how many there are; asks for the likelihood of each next one')
    .option('--metric <id>', 'accuracy, or loss or perplexity with --vocabulary')
    .option('--claim <value>', 'the value you measured, as a decimal; publishers only')
    .option('--decimals <n>', 'how many of its decimals count; exact by default')
    .option('--evaluators <n>', 'how many different evaluators shall run it; 0 asks for none', '1')
    .option('--on <provider>', 'what shall compute it: cpu, wasm, webgpu or cuda; else the runner decides')
    .option('--priority <level>', 'low, normal, or high where you are a steward', 'normal')
    .option('--no-wait', 'queue and return')
    .option('--explain', 'show how the score came to be, run by run')
    .option('--here', 'run it on this machine instead, and compare it with the claim')
    .option('--provider <name>', 'with --here: what computes it, of cpu, wasm, webgpu and cuda', 'cpu')
    .option('--submit', 'with --here: sign the run and hand it to the hub')
    .option(
      '--providers <names>',
      'run it here on each of cpu,wasm,webgpu,cuda and compare these; publishes nothing',
    )
    .option(
      '--trust <owner>',
      'with --here or --providers: whose models may run without a full sandbox; repeat',
      (v: string, all: readonly string[]) => [...all, v],
      [],
    )
    .option(
      '--vulkan-driver <file>',
      'with --here or --providers: the driver that webgpu shall use, by its JSON file',
    )
    .option('--hub <url>', 'which hub')
    .addHelpText(
      'after',
      `
Examples:
  $ heirloom evaluate ada/digits --dataset ada/digits-test --normalize 0.1307,0.3081
  $ heirloom evaluate ada/digits@v2 --dataset ada/digits-test --claim 0.927 --evaluators 2
  $ heirloom evaluate ada/digits --evaluators 0 --explain
  $ heirloom evaluate ada/digits --here
  $ heirloom evaluate ada/digits --here --protocol protocol.json --provider wasm --submit
  $ heirloom evaluate ./model.onnx --here --dataset ./test.safetensors --protocol protocol.json
  $ heirloom evaluate ada/digits --dataset ada/digits-test --providers cpu,wasm`,
    )
    .action((reference: string, options: Options) => evaluate(context(), reference, options));

async function evaluate(context: CommandContext, reference: string, options: Options) {
  const { terminal, env, signal } = context;
  if (options.here) return evaluateOnThisMachine(context, reference, options);
  assertOnlyHere(reference, options);
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
  assertClaim(options.claim);
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
  await (options.explain ? explain : show)(session, terminal, reference);
}

async function show({ client }: Session, terminal: Terminal, reference: string): Promise<void> {
  const { checkpoint } = await client.ask(checkpointScores, { reference });
  if (!checkpoint) throw unknownCheckpoint(reference);
  for (const score of checkpoint.scores)
    terminal.say(`${checkpoint.name}   ${score.metric} ${scoreText(score)}${hardshipText(score.protocol)}`);
  const changes = await sayRegressions(client, terminal, reference);
  if (checkpoint.scores.length === 0) terminal.say('not evaluated yet');
  terminal.result({ ...checkpoint, regressions: changes });
}

/** Two scores of one metric differ in what was done to the items. */
function hardshipText({ hardship }: { readonly hardship: string }): string {
  return hardship === '' ? '' : `   (${hardship})`;
}

async function explain({ client }: Session, terminal: Terminal, reference: string): Promise<void> {
  const { checkpoint } = await client.ask(scoresExplained, { reference });
  if (!checkpoint) throw unknownCheckpoint(reference);
  for (const score of checkpoint.scores)
    for (const line of explainedLines(checkpoint.name, score)) terminal.say(line);
  for (const line of wholeLines(checkpoint)) terminal.say(line);
  if (checkpoint.scores.length === 0) terminal.say('not evaluated yet');
  terminal.result(checkpoint);
}

interface Protocol {
  readonly digest: string;
  readonly items: number;
  readonly metric: string;
}

async function registeredProtocol({ client }: Session, options: Options): Promise<Protocol> {
  const body = await protocolBody(client, options);
  const answer = await client.act(registerProtocol, { body });
  const { dataset, metric } = body as { dataset: { count: number }; metric: { id: string } };
  return { digest: answer.protocol.digest, items: dataset.count, metric: metric.id };
}

async function fileClaim(
  session: Session,
  reference: string,
  protocol: Protocol,
  options: Options,
): Promise<void> {
  const { checkpoint } = await session.client.ask(checkpointBrief, { reference });
  if (!checkpoint || !isDigest(checkpoint.coreDigest)) throw unknownCheckpoint(reference);
  await signAndSubmit(
    session,
    'claim',
    { name: checkpoint.name, digest: parseDigest(checkpoint.coreDigest) },
    {
      protocol: protocol.digest,
      metric: protocol.metric,
      value: options.claim ?? '',
      items: protocol.items,
      decimals: options.decimals === undefined ? null : Number(options.decimals),
      margin: null,
      host: hostMark(requireAccount(session).hubId),
    },
  );
}

function assertClaim(claim: string | undefined): void {
  if (claim === undefined || /^-?\d+(\.\d+)?(e-?\d+)?$/.test(claim)) return;
  throw refusal('CLI_CLAIM', '--claim is not a decimal', { expected: 'such as 0.927', received: claim });
}

/** What is said for a run here is not left unheard by a queue. */
function assertOnlyHere(reference: string, { submit, protocol }: Options): void {
  if (!submit && !isModelFile(reference) && !isDigest(protocol)) return;
  throw refusal('CLI_HERE_NEEDED', 'this is for a run on this machine', {
    expected: '--here',
    received: submit ? '--submit alone' : isDigest(protocol) ? `--protocol ${protocol} alone` : reference,
  });
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
  const provider = options.on === undefined ? null : upperCase(parseProvider(options.on));
  const wanted = { priority: parsePriority(options.priority), provider };
  const input = { checkpoint: reference, protocol: protocol.digest, evaluators, ...wanted };
  const { jobs } = await session.client.act(requestEvaluation, { input });
  if (isWaiting) await waitForJobs({ client: session.client, ids: jobs.map(({ id }) => id), ...rest });
}

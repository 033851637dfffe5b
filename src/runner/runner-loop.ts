import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Signer } from '../attestation/key.ts';
import { systemClock, type Clock } from '../base/clock.ts';
import type { Digest } from '../base/digest.ts';
import { HeirloomError, isRefusal, messageOf } from '../base/errors.ts';
import { parseProtocol } from '../evaluation/protocol.ts';
import type { Log } from '../telemetry/log.ts';
import { ArtifactCache, CACHE_BYTES_MAX, type FetchArtifact } from './artifact-cache.ts';
import { withCompiledCode } from './compiled-code.ts';
import { hardwareClass, hostMark, stack } from './environment.ts';
import { signEvaluation, type Evaluated } from './evaluation-statement.ts';
import { fitProviders } from './fit-providers.ts';
import { handIn } from './hand-in.ts';
import { insist } from './insist.ts';
import type { JobArtifact, JobSource, Lease, RunnerFacts } from './job-source.ts';
import { keepLease, LeaseLost, type KeptLease } from './lease-keeper.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import type { Provider } from './provider.ts';
import { runJob, TASKS } from './run-job.ts';
import { runnerFault, runnerRefusal } from './runner-error.ts';
import { assertMayRun, sandbox, type Sandbox } from './sandbox.ts';
import type { ProviderFitness } from './self-test/test-provider.ts';

export interface RunnerLoop {
  readonly source: JobSource;
  readonly signer: Signer;
  /** The hub whose jobs these are: named in every statement, and the salt of the host mark. */
  readonly hubId: string;
  readonly fetchArtifact: FetchArtifact;
  /** Takes the answers to each item to the hub; the digest it knows them by. */
  readonly uploadItems: (path: string, signal: AbortSignal) => Promise<Digest>;
  /** Whose models run where the sandbox does not hold strangers'. */
  readonly trustedOwners: readonly string[];
  /** Where fetched files stay between jobs. */
  readonly cacheFolder: string;
  readonly cacheBytesMax?: number;
  readonly limits?: Partial<Limits>;
  /** Ends after one job, or at once when none waits. */
  readonly once?: boolean;
  readonly signal: AbortSignal;
  readonly log: Log;
  readonly sandbox?: Sandbox;
  /** In the order they are liked; `cpu` alone unless said. */
  readonly providers?: readonly Provider[];
  readonly vulkanDriver?: string | undefined;
  readonly clock?: Clock;
}

/** Leases, runs and hands in jobs until told to stop; a job that fails is given back and ends nothing else. */
export async function runLoop(loop: RunnerLoop): Promise<void> {
  const own = await withCompiledCode(loop.sandbox ?? (await sandbox()), join(loop.cacheFolder, 'compiled'));
  const fit = await fitProviders({ ...loop, providers: loop.providers ?? ['cpu'] }, own);
  const [first] = fit;
  if (!first) return;
  const runner = factsOf(loop, own, [first, ...fit.slice(1)]);
  const cache = new ArtifactCache(
    loop.cacheFolder,
    loop.cacheBytesMax ?? CACHE_BYTES_MAX,
    loop.fetchArtifact,
  );
  loop.log.info({ ...runner, sandboxLevel: own.level, shortfalls: own.shortfalls }, 'runner started');
  const inHand = new Set<Promise<void>>();
  while (!loop.signal.aborted) {
    const lease = await nextLease(loop, runner);
    if ('jobId' in lease) await untilFree(inHand, (free) => work(loop, lease, own, cache, free));
    if (loop.once === true) break;
    if (!('jobId' in lease)) await rest(lease.retryAfterSeconds, loop.signal);
  }
  await Promise.all(inHand);
}

/** Starts a job and waits until the machine is free again: the job is done, or its result waits to be shown. */
async function untilFree(
  inHand: Set<Promise<void>>,
  start: (free: () => void) => Promise<void>,
): Promise<void> {
  const { promise: isFree, resolve: free } = Promise.withResolvers<void>();
  const job = start(free).finally(() => inHand.delete(job));
  inHand.add(job);
  await Promise.race([job, isFree]);
  if (inHand.size >= WAITING_RESULTS_MAX) await Promise.race(inHand);
}

// Each holds a lease; more would only be lost together with the runner.
const WAITING_RESULTS_MAX = 16;

// The hub answers as soon as there is a job; a proxy in between may end what is silent for longer.
const WAIT_SECONDS = 20;
// How long to wait before asking a hub again that could not be reached.
const UNREACHABLE_SECONDS = 15;

function factsOf(
  { hubId, trustedOwners, limits }: RunnerLoop,
  { canRunStrangers, level }: Sandbox,
  fit: readonly [ProviderFitness, ...ProviderFitness[]],
): RunnerFacts {
  const [first] = fit;
  return {
    host: hostMark(hubId),
    hardwareClass: hardwareClass(first),
    stack: stack(first.provider),
    tasks: TASKS,
    providers: fit.map(({ provider }) => provider),
    memoryBytes: limits?.memoryBytes ?? DEFAULT_LIMITS.memoryBytes,
    driver: fit.find(({ driver }) => driver !== null)?.driver ?? null,
    sandboxLevel: level,
    trustedOwners: canRunStrangers ? null : trustedOwners,
  };
}

async function nextLease({ source, signal, log, once }: RunnerLoop, runner: RunnerFacts) {
  try {
    return await source.lease(runner, once === true ? 0 : WAIT_SECONDS, signal);
  } catch (error) {
    if (once === true || isRefusal(error)) throw error;
    if (!signal.aborted) log.warn({ reason: messageOf(error) }, 'no lease');
    return { retryAfterSeconds: UNREACHABLE_SECONDS };
  }
}

async function work(
  loop: RunnerLoop,
  lease: Lease,
  own: Sandbox,
  cache: ArtifactCache,
  onWaiting: () => void,
): Promise<void> {
  const { source, log } = loop;
  using kept = keepLease(source, lease, loop.signal, log);
  const folder = await mkdtemp(join(tmpdir(), 'heirloom-items-'));
  try {
    const evaluated = await evaluateLease(loop, lease, own, cache, join(folder, 'items.safetensors'), kept);
    kept.signal.throwIfAborted();
    const envelope = signEvaluation(evaluated, { ...loop, now: (loop.clock ?? systemClock).now() });
    const { challenge } = evaluated.result;
    const isTaken = await handIn(source, { lease, envelope, challenge, signal: kept.signal, onWaiting });
    log.info(
      { job: lease.jobId, correct: evaluated.result.correct },
      isTaken ? 'job done' : 'result came too late',
    );
  } catch (error) {
    await giveBack(loop, lease, kept.signal.aborted ? reasonOf(kept.signal) : error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function evaluateLease(
  loop: RunnerLoop,
  lease: Lease,
  own: Sandbox,
  cache: ArtifactCache,
  itemsPath: string,
  { signal, report }: KeptLease,
): Promise<Evaluated> {
  assertMayRun(lease.checkpoint.owner, own, loop.trustedOwners);
  const protocol = parseProtocol(lease.protocol);
  const model = onlyModel(lease);
  report({ phase: 'FETCHING', itemsDone: null, itemsTotal: null });
  const modelBytesPath = await cache.pathOf(model, signal);
  const datasetPath = await cache.pathOf(lease.dataset, signal);
  const limits = loop.limits ?? {};
  const { provider } = lease;
  const job = {
    modelBytesPath,
    modelDigest: model.digest,
    datasetPath,
    protocol,
    itemsPath,
    limits,
    provider,
    challenge: lease.challenge,
  };
  const onItems = (itemsDone: number, itemsTotal: number) =>
    report({ phase: 'RUNNING', itemsDone, itemsTotal });
  onItems(0, protocol.dataset.count);
  const outcome = await runJob(job, { signal, sandbox: own, vulkanDriver: loop.vulkanDriver, onItems });
  if (outcome.state !== 'RAN') throw outcome.error;
  const { result, sandboxLevel } = outcome;
  report({ phase: 'HANDING_IN', itemsDone: null, itemsTotal: null });
  const itemsArtifact = await loop.uploadItems(itemsPath, signal);
  return { lease, protocol, provider, result, sandboxLevel, itemsArtifact };
}

function onlyModel({ checkpoint }: Lease): JobArtifact {
  const models = checkpoint.artifacts.filter(({ path }) => path.toLowerCase().endsWith('.onnx'));
  if (models.length === 1 && models[0]) return models[0];
  throw runnerRefusal('RUNNER_MODEL_MISSING', 'a checkpoint is run from exactly one ONNX file', {
    expected: 'one artifact ending in .onnx',
    received:
      models
        .map(({ path }) => path)
        .join(', ')
        .slice(0, 300) || 'none',
  });
}

/** Nobody waits for a lost lease; any other job goes back with its reason. */
async function giveBack({ source, log, signal }: RunnerLoop, lease: Lease, error: unknown): Promise<void> {
  if (error instanceof LeaseLost) return log.warn({ job: lease.jobId, reason: error.message }, 'lease lost');
  const isFinal = isRefusal(error) && FINAL.test(error.code);
  log.warn({ job: lease.jobId, isFinal, reason: messageOf(error) }, 'job given back');
  try {
    await insist(() => source.fail(lease, sentenceOf(error), isFinal), signal);
  } catch (failure) {
    // The lease ends by itself, and the hub gives the job to another runner.
    log.warn({ job: lease.jobId, reason: messageOf(failure) }, 'job could not be given back');
  }
}

// What our own rooms say of the model, the protocol or the data; a hub's refusal of a result is not about those.
const FINAL = /^(RUNNER|EVALUATION|CHECKPOINT)_/;

function reasonOf({ reason }: AbortSignal): unknown {
  return reason instanceof LeaseLost ? reason : runnerFault('RUNNER_STOPPED', 'the runner is stopping');
}

function sentenceOf(error: unknown): string {
  if (!(error instanceof HeirloomError)) return messageOf(error);
  const { expected, received } = error.facts;
  const facts = [expected && `expected ${expected}`, received && `received ${received}`].filter(Boolean);
  return [`${error.code}: ${error.message}`, ...facts].join('; ');
}

async function rest(seconds: number, signal: AbortSignal): Promise<void> {
  await delay(seconds * 1000, undefined, { signal }).catch(() => undefined);
}

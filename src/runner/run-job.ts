import { writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { bytesOf } from '../base/byte-source.ts';
import type { Digest } from '../base/digest.ts';
import { HeirloomError, isRefusal, messageOf } from '../base/errors.ts';
import { inspectDataset, type Dataset } from '../checkpoint/dataset.ts';
import { BLENDS, readAnswers, type Nonce } from '../evaluation/challenge.ts';
import type { Measured } from '../evaluation/metrics/measured.ts';
import type { Protocol } from '../evaluation/protocol.ts';
import { TASK_IDS } from '../evaluation/task.ts';
import { openFileSource } from '../weights/open-file-source.ts';
import { assertSupported, defaultBatchSize } from './assert-supported.ts';
import { childCommand, type SandboxLevel } from './child-command.ts';
import { progressReader, withoutProgress, type TellItems } from './child-progress.ts';
import { gpuAccess } from './gpu-access.ts';
import { openItems, readItemsFile } from './items-file.ts';
import { itemsBytesMax, type ItemsTensor } from './items-form.ts';
import type { JobInput } from './job-input.ts';
import { readChildLine, STDOUT_BYTES_MAX, type ChildResult, type JobResult } from './job-result.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { runOwnProcess, type Ended } from './own-process.ts';
import { metricValue } from './metric-value.ts';
import type { Provider } from './provider.ts';
import { runnerFault } from './runner-error.ts';
import { sandbox, type Sandbox } from './sandbox.ts';
import { taskOf } from './tasks/task-of.ts';
import { makeWorkFolder, type WorkFolder } from './work-folder.ts';

/** One model, one dataset, one protocol, as files on this machine. */
export interface Job {
  readonly modelBytesPath: string;
  readonly datasetPath: string;
  readonly protocol: Protocol;
  /** Where the answers to each item shall lie afterwards; nothing may be there yet. */
  readonly itemsPath: string;
  /** Checked against the copy that runs, when given. */
  readonly modelDigest?: Digest;
  readonly batchSize?: number;
  /** `cpu` unless said. */
  readonly provider?: Provider;
  /** Asked after the items; its answers come with the result. */
  readonly challenge?: Nonce | null;
  readonly limits?: Partial<Limits>;
}

type JobPhase = 'COPYING' | 'RUNNING' | 'CHECKING';

export interface RunOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (phase: JobPhase) => void;
  /** What the child says of its items while it runs. */
  readonly onItems?: TellItems;
  /** This machine's own by default. */
  readonly sandbox?: Sandbox;
  /** The child's program; another one only to see what a hostile one could do. */
  readonly program?: string;
  /** The Vulkan driver file that a GPU provider shall use; what the machine has by default. */
  readonly vulkanDriver?: string | undefined;
}

/** `REFUSED`: no other try would end differently. `FAILED`: this try failed, with a fault. */
export type JobOutcome =
  | { readonly state: 'RAN'; readonly result: JobResult; readonly sandboxLevel: SandboxLevel }
  | { readonly state: 'REFUSED' | 'FAILED'; readonly error: HeirloomError };

/** What protocols are run here. */
export const TASKS: readonly string[] = TASK_IDS;

/** Runs one model once in a process of its own that may hang, crash or attack; never throws for what the child does. */
export async function runJob(job: Job, options: RunOptions = {}): Promise<JobOutcome> {
  try {
    const { level: sandboxLevel, tools, compiledFolder } = options.sandbox ?? (await sandbox());
    options.onProgress?.('COPYING');
    await using folder = await makeWorkFolder(job.modelBytesPath, job.datasetPath);
    assertCopies(job, folder);
    const { dataset, form, batchSize, shown } = await planOf(job, folder);
    options.onProgress?.('RUNNING');
    const limits = { ...DEFAULT_LIMITS, ...job.limits };
    const { provider = 'cpu' } = job;
    const fileBytesMax = itemsBytesMax(form);
    const command = childCommand(sandboxLevel, tools, {
      program: options.program ?? PROGRAM,
      folder,
      limits,
      fileBytesMax,
      gpu: gpuAccess(provider, options.vulkanDriver),
      compiled: compiledFolder === undefined ? null : { folder: compiledFolder, isWritable: false },
    });
    const { modelFile, datasetFile, itemsFile } = command;
    const { protocol, challenge = null } = job;
    const input: JobInput = {
      modelFile,
      datasetFile,
      itemsFile,
      protocol,
      batchSize,
      provider,
      challenge,
    };
    const ended = await runOwnProcess(command.argv, {
      cwd: folder.emptyFolder,
      env: command.env,
      input: JSON.stringify(input),
      wallMs: limits.wallMs,
      stdoutBytesMax: STDOUT_BYTES_MAX,
      onStdout: options.onItems && progressReader(protocol.dataset.count, options.onItems),
      signal: options.signal,
    });
    options.onProgress?.('CHECKING');
    const said = resultOf(ended, limits);
    assertAnswered(job, said, shown);
    const result = { ...said, ...(await collect(job, folder, { dataset, form })) };
    return { state: 'RAN', result, sandboxLevel };
  } catch (error) {
    return notRun(error);
  }
}

const PROGRAM = join(import.meta.dirname, `evaluate-worker${extname(import.meta.url)}`);

function assertCopies({ protocol, modelDigest }: Job, folder: WorkFolder): void {
  if (folder.datasetDigest !== protocol.dataset.digest)
    throw otherBytes('dataset', protocol.dataset.digest, folder.datasetDigest);
  if (modelDigest !== undefined && folder.modelDigest !== modelDigest)
    throw otherBytes('model', modelDigest, folder.modelDigest);
}

/** What the child shall leave, in what batches it runs and what it shows of a challenge: all follow from the data. */
async function planOf({ protocol, batchSize }: Job, { datasetFile }: WorkFolder) {
  await using source = await openFileSource(datasetFile);
  const dataset = await inspectDataset(source);
  assertSupported(protocol, dataset);
  const task = taskOf(protocol);
  return {
    dataset,
    form: task.form(protocol, dataset),
    batchSize: batchSize ?? defaultBatchSize(protocol, dataset),
    shown: task.shownLength(protocol, dataset),
  };
}

/** Measures the child's answers and copies them out of its reach, if they are in the form of their protocol. */
async function collect(
  { protocol, itemsPath }: Job,
  folder: WorkFolder,
  { dataset, form }: { readonly dataset: Dataset; readonly form: readonly ItemsTensor[] },
): Promise<Measured & Pick<JobResult, 'predictionsDigest'>> {
  const bytes = await readItemsFile(folder.itemsFile, form);
  const items = await openItems(bytesOf(bytes), form);
  await using source = await openFileSource(folder.datasetFile);
  const { each: _, ...measured } = await taskOf(protocol).measure(items, { source, dataset }, protocol);
  // What no statement could carry is refused before anything is kept.
  metricValue(measured);
  await writeFile(itemsPath, bytes, { flag: 'wx' });
  return { ...measured, predictionsDigest: await items.predictionsDigest() };
}

function otherBytes(noun: string, expected: Digest, received: Digest) {
  return runnerFault('RUNNER_ARTIFACT_DIGEST', `the ${noun} has other bytes than its name says`, {
    expected,
    received,
  });
}

/** One answer to each blend where there was a challenge, and none where there was none; as many items as asked. */
function assertAnswered({ challenge = null, protocol }: Job, said: ChildResult, shown: number): void {
  const { count } = protocol.dataset;
  if (said.items !== count)
    throw runnerFault('RUNNER_OUTPUT_INVALID', 'the child answered to other items', {
      expected: `${count} items`,
      received: `${said.items}`,
    });
  const expected = challenge === null ? 0 : BLENDS * shown;
  const received = said.challenge === null ? 0 : readAnswers(said.challenge).length;
  if (expected === received) return;
  throw runnerFault('RUNNER_OUTPUT_INVALID', 'the child answered another challenge', {
    expected: `${expected} values`,
    received: `${received} values`,
  });
}

function resultOf(ended: Ended, limits: Limits): ChildResult {
  const received = ended.stderrTail.slice(-500);
  switch (ended.cause) {
    case 'TIMEOUT':
      throw runnerFault('RUNNER_TIMEOUT', `the job did not end within ${limits.wallMs} ms`, { received });
    case 'STOPPED':
      throw runnerFault('RUNNER_STOPPED', 'the job was stopped with its runner');
    case 'STDOUT_TOO_LONG':
      throw runnerFault('RUNNER_OUTPUT_INVALID', 'the child answered without end', {
        expected: `at most ${STDOUT_BYTES_MAX} bytes`,
      });
    case 'NOT_STARTED':
      throw runnerFault('RUNNER_CRASHED', 'the child could not be started', { received });
    case 'EXITED':
      break;
  }
  if (ended.exitCode !== 0)
    throw runnerFault('RUNNER_CRASHED', 'the child ended without an answer', {
      expected: 'exit 0',
      received: `${ended.killedBy ?? `exit ${ended.exitCode}`}: ${received}`,
    });
  const line = readChildLine(withoutProgress(ended.stdout));
  if ('result' in line) return line.result;
  throw line.error;
}

function notRun(error: unknown): JobOutcome {
  if (isRefusal(error)) return { state: 'REFUSED', error };
  if (error instanceof HeirloomError && error.kind === 'fault') return { state: 'FAILED', error };
  if (error instanceof HeirloomError) throw error;
  // A full disk or a file that went away: the runner's machine, not the model.
  return { state: 'FAILED', error: runnerFault('RUNNER_FAILED', messageOf(error)) };
}

import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { childCommand } from '../child-command.ts';
import { gpuAccess } from '../gpu-access.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import { runOwnProcess, type Ended } from '../own-process.ts';
import type { Provider } from '../provider.ts';
import { runnerRefusal } from '../runner-error.ts';
import type { Sandbox } from '../sandbox.ts';
import { makeWorkFolder } from '../work-folder.ts';
import { readSelfTest, SELF_TEST_BYTES_MAX, type SelfTestResult } from './self-test-result.ts';

/** Whether a provider may publish from this machine, and if not, why. */
export interface ProviderFitness {
  readonly provider: Provider;
  readonly isFit: boolean;
  /** A sentence; null where it is fit. */
  readonly reason: string | null;
  readonly driver: string | null;
  /** The case it was furthest off in, in millionths of the answer's range; null where none ran. */
  readonly furthest: { readonly name: string; readonly differencePpm: number } | null;
}

/** cpu and wasm are within 2 of them; the wrong kernel that is known is off by millions. */
export const TOLERANCE_PPM = 100;

export interface TestOptions {
  readonly sandbox: Sandbox;
  readonly vulkanDriver?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly wallMs?: number;
  /** The child's program; another one only to see what a bad driver could do. */
  readonly program?: string;
}

/** Has the provider compute the self-test in a child of its own, and judges its answers. */
export async function testProvider(provider: Provider, options: TestOptions): Promise<ProviderFitness> {
  const ended = await runSelfTest(provider, options);
  if (ended.cause !== 'EXITED' || ended.exitCode !== 0) return unfit(provider, crashReason(ended));
  const result = readSelfTest(ended.stdout);
  if ('error' in result) return unfit(provider, reasonOf(provider, result.error));
  return judged(provider, result);
}

/** Refuses with `RUNNER_PROVIDER_UNFIT` what may not publish. */
export function assertFit({ provider, isFit, reason }: ProviderFitness): void {
  if (isFit) return;
  throw runnerRefusal('RUNNER_PROVIDER_UNFIT', `the provider ${provider} may not publish from this machine`, {
    expected: `every answer of the self-test within ${TOLERANCE_PPM} millionths of its range`,
    received: reason ?? '',
    remedy: 'see heirloom runner --capabilities, or run with --provider cpu',
  });
}

const PROGRAM = join(import.meta.dirname, `self-test-worker${extname(import.meta.url)}`);
// Nine models on a GPU that is computed in software take ten seconds; a driver that hangs takes for ever.
const WALL_MS = 120_000;

async function runSelfTest(
  provider: Provider,
  { sandbox, vulkanDriver, signal, wallMs = WALL_MS, program = PROGRAM }: TestOptions,
): Promise<Ended> {
  const root = await mkdtemp(join(tmpdir(), 'heirloom-self-test-'));
  try {
    const nothing = join(root, 'nothing');
    await writeFile(nothing, '');
    await using folder = await makeWorkFolder(nothing, nothing);
    const { argv, env } = childCommand(sandbox.level, sandbox.tools, {
      program,
      folder,
      limits: DEFAULT_LIMITS,
      fileBytesMax: 0,
      gpu: gpuAccess(provider, vulkanDriver),
    });
    const stdoutBytesMax = SELF_TEST_BYTES_MAX;
    return await runOwnProcess(argv, {
      cwd: folder.emptyFolder,
      env,
      input: provider,
      wallMs,
      stdoutBytesMax,
      signal,
    });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function unfit(provider: Provider, reason: string): ProviderFitness {
  return { provider, isFit: false, reason, driver: null, furthest: null };
}

function judged(
  provider: Provider,
  { driver, cases }: Exclude<SelfTestResult, { error: string }>,
): ProviderFitness {
  const furthest = cases.reduce((worst, each) => (each.differencePpm > worst.differencePpm ? each : worst));
  const isFit = furthest.differencePpm <= TOLERANCE_PPM;
  const off = Math.round(furthest.differencePpm).toLocaleString('en');
  const reason = isFit
    ? null
    : `computes “${furthest.name}” wrong: off by ${off} millionths of its range, ${TOLERANCE_PPM} are allowed`;
  return { provider, isFit, reason, driver, furthest };
}

function crashReason({ cause, exitCode, killedBy, stderrTail }: Ended): string {
  if (cause === 'TIMEOUT') return 'did not answer the self-test in time';
  if (cause !== 'EXITED') return `the self-test ended early: ${cause}`;
  return `the self-test’s process ended with ${killedBy ?? `exit ${exitCode}`}: ${stderrTail.slice(-200)}`;
}

function reasonOf(provider: Provider, words: string): string {
  if (provider === 'cuda' && /shared library/.test(words))
    return 'the CUDA provider’s libraries are not installed';
  if (provider === 'webgpu' && /No supported adapters/.test(words))
    return hasVulkanLoader()
      ? 'the Vulkan loader found no adapter; name a driver with --vulkan-driver FILE'
      : 'no Vulkan loader (libvulkan.so.1) is installed';
  return `the runtime says: ${words.slice(-300)}`;
}

function hasVulkanLoader(): boolean {
  const folders = ['/usr/lib', '/usr/lib64', '/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu'];
  return folders.some((folder) => existsSync(join(folder, 'libvulkan.so.1')));
}

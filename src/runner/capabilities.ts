import { availableParallelism, cpus, totalmem } from 'node:os';
import type { SandboxLevel } from './child-command.ts';
import { hardwareClass, stack } from './environment.ts';
import { PROVIDERS } from './provider.ts';
import { TASKS } from './run-job.ts';
import type { Sandbox } from './sandbox.ts';
import { testProvider, type ProviderFitness } from './self-test/test-provider.ts';

/** What this machine can do as a runner, found by trying it. */
export interface Capabilities {
  readonly cpuModel: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly sandboxLevel: SandboxLevel;
  readonly shortfalls: readonly string[];
  readonly tasks: readonly string[];
  readonly providers: readonly ProviderCapability[];
}

export interface ProviderCapability extends ProviderFitness {
  /** How a run would be recorded; null where it may not publish. */
  readonly hardwareClass: string | null;
  readonly stack: string;
}

/** Tries every provider, one after the other, each in a child with a time limit. */
export async function findCapabilities(
  own: Sandbox,
  options: { readonly vulkanDriver?: string | undefined; readonly signal?: AbortSignal } = {},
): Promise<Capabilities> {
  const providers: ProviderCapability[] = [];
  for (const provider of PROVIDERS) {
    const fitness = await testProvider(provider, { ...options, sandbox: own });
    const recorded = fitness.isFit ? hardwareClass(fitness) : null;
    providers.push({ ...fitness, hardwareClass: recorded, stack: stack(provider) });
  }
  return {
    cpuModel: (cpus()[0]?.model ?? 'unknown').trim(),
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    sandboxLevel: own.level,
    shortfalls: own.shortfalls,
    tasks: TASKS,
    providers,
  };
}

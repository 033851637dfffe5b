import { findTools, type SandboxLevel, type SandboxTools } from './child-command.ts';
import { probeSandbox } from './probe-sandbox.ts';
import { runnerFault } from './runner-error.ts';

/** The strongest containment that was seen to work on this machine. */
export interface Sandbox {
  readonly level: SandboxLevel;
  /** False: only models of owners on the trust list may run, for a hostile one could read and do what the runner can. */
  readonly canRunStrangers: boolean;
  /** Why it is no stronger; empty at the strongest level. */
  readonly shortfalls: readonly string[];
  readonly tools: SandboxTools;
  /** Where children find our code compiled, so that each need not do it again. */
  readonly compiledFolder?: string;
}

/** Chooses a level by trying it: bwrap exists on many machines that forbid its namespaces. */
export async function openSandbox(tools: SandboxTools = findTools()): Promise<Sandbox> {
  const shortfalls = tools.bwrap === null ? ['bwrap is not installed'] : await probeSandbox(tools);
  if (shortfalls.length === 0) return { level: 'bwrap', canRunStrangers: true, shortfalls, tools };
  const limits = tools.prlimit === null ? ['prlimit is not installed: no limits but the clock'] : [];
  return { level: 'process', canRunStrangers: false, shortfalls: [...shortfalls, ...limits], tools };
}

let found: Promise<Sandbox> | undefined;

/** This machine's sandbox, probed once. */
export function sandbox(): Promise<Sandbox> {
  return (found ??= openSandbox());
}

export async function sandboxLevel(): Promise<SandboxLevel> {
  return (await sandbox()).level;
}

/** What runs on this machine is decided on this machine, whatever a hub was told. */
export function assertMayRun(owner: string, own: Sandbox, trustedOwners: readonly string[]): void {
  const isTrusted = trustedOwners.some((trusted) => trusted.toLowerCase() === owner.toLowerCase());
  if (own.canRunStrangers || isTrusted) return;
  throw runnerFault('RUNNER_STRANGER', 'this runner has no sandbox for strangers’ models', {
    expected: `an owner among ${trustedOwners.join(', ') || 'nobody'}`,
    received: owner,
    remedy: `install bubblewrap: ${own.shortfalls[0] ?? ''}`,
  });
}

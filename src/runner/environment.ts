import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { cpus, hostname, networkInterfaces } from 'node:os';
import { packageFile, type SandboxLevel } from './child-command.ts';
import type { JobResult } from './job-result.ts';
import { runtimeOf, type Provider } from './provider.ts';

/**
 * 32 hex digits that two runners on one machine share and that tell nobody which machine it is: sha256 over the
 * machine's id and a salt, which is the hub's id, so that marks can't be compared across hubs.
 */
export function hostMark(salt: string, machineId: string = ownMachineId()): string {
  return createHash('sha256').update(`heirloom-host\n${salt}\n${machineId}`).digest('hex').slice(0, 32);
}

/** What a run was computed with: its provider, and the GPU driver it loaded. */
export interface Computed {
  readonly provider: Provider;
  readonly driver: string | null;
}

/**
 * `vendor:arch:provider`, e.g. `amd:avx512:ort-cpu`; equal classes run equal kernels. The wasm provider runs the same
 * ones on every machine, a GPU provider those of its driver.
 */
export function hardwareClass({ provider, driver }: Computed): string {
  switch (provider) {
    case 'cpu':
      return hardwareClassOf(process.arch, readText('/proc/cpuinfo') ?? '', cpus()[0]?.model ?? '');
    case 'wasm':
      return 'wasm:simd:ort-wasm';
    case 'webgpu':
      return `vulkan:${driver ?? 'unknown'}:ort-webgpu`;
    case 'cuda':
      return `nvidia:${driver ?? 'unknown'}:ort-cuda`;
  }
}

/** The instruction set decides which kernels the native runtime picks, and with them the bits. */
export function hardwareClassOf(arch: string, cpuinfo: string, model: string): string {
  return `${vendorOf(arch, cpuinfo, model)}:${instructionsOf(arch, cpuinfo)}:ort-cpu`;
}

/** Harness and runtime with versions, e.g. `heirloom@0.1.0+onnxruntime-node@1.30.0`; the runtime is not loaded. */
export function stack(provider: Provider): string {
  return ['heirloom', runtimeOf(provider)].map((name) => `${name}@${versionOf(name)}`).join('+');
}

/** What a run was made with, as a statement carries it. */
export function conditions(
  result: Pick<JobResult, 'batchSize' | 'optimisationLevel' | 'undecided' | 'driver'>,
  provider: Provider,
  sandboxLevel: SandboxLevel,
): Record<string, string | number | boolean> {
  return {
    provider,
    ...(result.driver === null ? {} : { driver: result.driver }),
    cpuModel: (cpus()[0]?.model ?? 'unknown').trim().slice(0, 512),
    threads: 1,
    optimisationLevel: result.optimisationLevel,
    batchSize: result.batchSize,
    itemsWithoutPrediction: result.undecided,
    sandboxLevel,
    platform: `${process.platform}-${process.arch}`,
    nodeVersion: process.versions.node,
  };
}

function vendorOf(arch: string, cpuinfo: string, model: string): string {
  const text = `${cpuinfo.match(/^vendor_id\s*:\s*(\S+)/m)?.[1] ?? ''} ${model}`;
  if (/GenuineIntel|Intel/.test(text)) return 'intel';
  if (/AuthenticAMD|AMD/.test(text)) return 'amd';
  if (/Apple/.test(text)) return 'apple';
  return arch === 'arm64' ? 'arm64' : 'unknown';
}

/** Without /proc only the baseline every processor of this kind has is claimed. */
function instructionsOf(arch: string, cpuinfo: string): string {
  if (arch === 'arm64') return 'neon';
  if (arch !== 'x64') return arch;
  const flags = new Set(cpuinfo.match(/^flags\s*:\s*(.*)$/m)?.[1]?.split(' '));
  if (flags.has('avx512f')) return 'avx512';
  return ['avx2', 'avx'].find((name) => flags.has(name)) ?? 'x64';
}

function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(packageFile(name), 'utf8')) as { version: string };
  return version;
}

/** systemd's id; where there is none (containers, macOS), the host's name and first network address. */
function ownMachineId(): string {
  const id = readText('/etc/machine-id')?.trim() ?? '';
  if (/^[0-9a-f]{32}$/.test(id)) return id;
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return `${hostname()} ${addresses.find(({ internal }) => !internal)?.mac ?? ''}`;
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

import { totalmem } from 'node:os';

/** What one job may use; a model that needs more ends in a coded fault. */
export interface Limits {
  readonly wallMs: number;
  /** Ends a child whose runner died without killing it; all its threads count. */
  readonly cpuSeconds: number;
  /** Private writable memory (RLIMIT_DATA). */
  readonly memoryBytes: number;
  readonly openFiles: number;
}

// ResNet-50 over ImageNet's 50,000 validation images takes about an hour on one core; MNIST a second.
const WALL_MS = 2 * 60 * 60 * 1000;

// Half of the machine, so that a greedy model ends before its runner does.
const MEMORY_BYTES = Math.min(8 * 2 ** 30, Math.floor(totalmem() / 2));

export const DEFAULT_LIMITS: Limits = {
  wallMs: WALL_MS,
  cpuSeconds: (2 * WALL_MS) / 1000,
  memoryBytes: MEMORY_BYTES,
  openFiles: 128,
};

import type { Architecture, Finding, TensorInfo } from '../inspection.ts';

/** What one format's reader hands to the inspection; what it refuses, it throws as a coded refusal. */
export interface FormatReport {
  readonly format: string;
  readonly tensors?: readonly TensorInfo[];
  /** Header or sidecar entries, from which training metadata and claims are read. */
  readonly entries?: ReadonlyMap<string, string>;
  readonly architecture?: Architecture;
  readonly findings?: readonly Finding[];
}

import type { Digest } from '../base/digest.ts';
import type { Dtype } from './dtype.ts';
import type { TrainingMetadata } from './training-metadata.ts';

/**
 * VERIFIED: a data-only format whose validator passed. VERIFIED_LEGACY: a pickle whose every global is listed.
 * QUARANTINED: nothing we can vouch for. REJECTED: built to mislead or to harm a reader.
 */
export type ArtifactState = 'VERIFIED' | 'VERIFIED_LEGACY' | 'QUARANTINED' | 'REJECTED';

/** What our own readers found in one artifact. */
export interface Inspection {
  readonly format: string;
  readonly state: ArtifactState;
  readonly tensors: readonly TensorInfo[];
  /** Elements of model tensors; optimizer state and integer counters are not parameters. */
  readonly parameterCount: number;
  /** Elements by dtype over all tensors. */
  readonly dtypeHistogram: Readonly<Record<string, number>>;
  readonly architecture: Architecture | null;
  readonly hasOptimizerState: boolean;
  readonly training: TrainingMetadata;
  readonly findings: readonly Finding[];
  readonly weightsIdentity: Digest | null;
  readonly claims: readonly HeaderClaim[];
  readonly inspectorVersion: string;
}

export interface TensorInfo {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** Where the bytes start in the file; null where the file stores the values in another encoding. */
  readonly offset: number | null;
  readonly lengthBytes: number;
  /** sha256 of the little-endian bytes, the same in every container. */
  readonly digest: Digest;
}

/** What an ONNX graph says of itself. */
export interface Architecture {
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
  /** Nodes by `domain.op`, the default domain without prefix; subgraphs included. */
  readonly opHistogram: Readonly<Record<string, number>>;
  readonly opsets: readonly { readonly domain: string; readonly version: number }[];
  readonly producer: string;
  readonly irVersion: number;
}

export interface GraphValue {
  readonly name: string;
  /** Null for sequences, maps and other values that are not tensors. */
  readonly dtype: Dtype | null;
  /** A number, the name of a free dimension, or null where nothing is said; null as a whole where no shape is. */
  readonly dims: readonly (number | string | null)[] | null;
}

export interface Finding {
  readonly rule: string;
  readonly severity: 'INFO' | 'WARNING' | 'ERROR';
  readonly message: string;
  readonly expected?: string;
  readonly received?: string;
}

/** A hint about lineage or license that a file's header carries; unsigned, so only ever shown as a claim. */
export interface HeaderClaim {
  readonly key: string;
  readonly value: string;
}

/** Raise it when a rule changes: files inspected by an older one are inspected again. */
export const INSPECTOR_VERSION = 'heirloom-1';

import type { Digest } from '../base/digest.ts';
import type { Dtype } from './dtype.ts';
import type { Spectrum } from './statistics/spectrum.ts';
import type { TensorStatistics } from './statistics/tensor-statistics.ts';
import type { TrainingMetadata } from './training-metadata.ts';

/**
 * VERIFIED: a data-only format whose validator passed. VERIFIED_LEGACY: a pickle whose every global is listed.
 * QUARANTINED: nothing we can vouch for. REJECTED: built to mislead or to harm a reader.
 */
export type ArtifactState = 'VERIFIED' | 'VERIFIED_LEGACY' | 'QUARANTINED' | 'REJECTED';

/** Whether what has this state is offered to everybody. */
export function isOfferable(state: ArtifactState | null): boolean {
  return state === 'VERIFIED' || state === 'VERIFIED_LEGACY';
}

/** An inspection of raw data whose every byte a good table beside it accounts for. */
export function vouchedPart<Found extends Pick<Inspection, 'format' | 'state' | 'findings'>>(
  found: Found,
): Found {
  return { ...found, format: 'part', state: 'VERIFIED', findings: [] };
}

/** What our own readers found in one artifact; the same shape for every format. */
export interface Inspection {
  readonly format: string;
  readonly state: ArtifactState;
  /** In the order of the format's own table. */
  readonly tensors: readonly TensorInfo[];
  /** Elements of model tensors; optimizer state and integer counters are not parameters. */
  readonly parameterCount: number;
  /** Elements by dtype over all tensors. */
  readonly dtypeHistogram: Readonly<Record<string, number>>;
  readonly architecture: Architecture | null;
  readonly hasOptimizerState: boolean;
  readonly training: TrainingMetadata;
  readonly tokenizer: TokenizerFacts | null;
  readonly chatTemplates: readonly ChatTemplate[];
  /** Every global that its pickles name, as `module.name`, sorted; what a reader in Python would import. */
  readonly pickleGlobals: readonly string[];
  /** Files beside this one whose every byte its table accounts for: external data, the shards of an index. */
  readonly parts: readonly string[];
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
  /** sha256 of the little-endian row-major bytes, the same in every container; null where only headers were read. */
  readonly digest: Digest | null;
  /** Null where they were not asked for, or the values can't be read (text, packed bits). */
  readonly statistics: TensorStatistics | null;
  /** Null but for learned 2-D tensors up to the size limit. */
  readonly spectrum: Spectrum | null;
}

/** How text becomes tokens, as far as the files say. */
export interface TokenizerFacts {
  /** BPE, WordPiece, Unigram, SentencePiece …, as the file names it. */
  readonly kind: string;
  readonly vocabularySize: number | null;
  /** sha256 of the vocabulary as it stands in the file. */
  readonly digest: Digest;
}

/** A program in Jinja that a chat client would run over each conversation; kept as text (its first 128 Ki), never rendered. */
export interface ChatTemplate {
  readonly name: string;
  readonly text: string;
  readonly digest: Digest;
}

/** What a graph, a configuration or a header says of the network; formats that know less leave lists empty. */
export interface Architecture {
  /** What the file calls it: LlamaForCausalLM, llama, Sequential; null where it has no name (ONNX). */
  readonly family: string | null;
  /** Numbers of the configuration under Hugging Face's names: hidden_size, num_hidden_layers, vocab_size … */
  readonly dimensions: Readonly<Record<string, number>>;
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
  /** Nodes by `domain.op`, the default domain without prefix; subgraphs included. */
  readonly opHistogram: Readonly<Record<string, number>>;
  readonly opsets: readonly { readonly domain: string; readonly version: number }[];
  readonly producer: string;
  readonly irVersion: number;
}

/** The part of an architecture that only a graph fills. */
export const NO_GRAPH: Omit<Architecture, 'family' | 'dimensions'> = {
  inputs: [],
  outputs: [],
  opHistogram: {},
  opsets: [],
  producer: '',
  irVersion: 0,
};

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
  /** What to do about it. */
  readonly remedy?: string;
}

/** A hint about lineage or license that a file's header carries; unsigned, so only ever shown as a claim. */
export interface HeaderClaim {
  readonly key: string;
  readonly value: string;
}

/** Raise it when a rule changes: files inspected by an older one are inspected again. */
export const INSPECTOR_VERSION = 'heirloom-3';
/** Said of a file whose verdict stands while its tensors' bytes are still to be read: an older version by itself. */
export const HEADERS_VERSION = `${INSPECTOR_VERSION}-headers`;

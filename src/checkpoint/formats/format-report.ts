import type { Dtype } from '../dtype.ts';
import type { PickleNesting } from './pickle/pickle-nesting.ts';
import type { Architecture, ChatTemplate, Finding, TokenizerFacts } from '../inspection.ts';

/** What one format's reader hands to the inspection; what it refuses, it throws as a coded refusal. */
export interface FormatReport {
  readonly format: string;
  /** Every tensor, checked against the file's bounds; their bytes are read later, one after another. */
  readonly tensors?: readonly TensorEntry[];
  /** Header or sidecar entries, from which training metadata and claims are read. */
  readonly entries?: ReadonlyMap<string, string>;
  readonly architecture?: Architecture;
  readonly tokenizer?: TokenizerFacts;
  readonly chatTemplates?: readonly ChatTemplate[];
  /** Text around the weights, for the rules that look for secrets; bounded by the reader. */
  readonly texts?: readonly TextPiece[];
  /** A pickle of allow-listed parts: readable without running it, yet a legacy to be converted. */
  readonly isLegacy?: boolean;
  /** Every global that its pickles name, as `module.name`, sorted. */
  readonly pickleGlobals?: readonly string[];
  readonly nesting?: PickleNesting;
  /** Files beside this one whose every byte the table accounts for. */
  readonly parts?: readonly string[];
  /** Files that the table names and that were not beside this one. */
  readonly missingParts?: readonly string[];
  readonly operators?: readonly OperatorUse[];
  readonly findings?: readonly Finding[];
}

/** A tensor as the table describes it. */
export interface TensorEntry {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** From the start of this file where the bytes lie there little-endian and row-major; null otherwise. */
  readonly offset: number | null;
  readonly lengthBytes: number;
  /**
   * The little-endian row-major bytes where they are no plain range of the file: compressed, a view, another file.
   * A chunk is valid until the next one is asked for. What turns out wrong on the way is refused, as by the reader.
   */
  readonly chunks?: () => AsyncIterable<Uint8Array>;
}

export interface TextPiece {
  /** Where it stands: an entry's key, `tokenizer.chat_template` … */
  readonly place: string;
  readonly text: string;
}

/** An operator of a graph. */
export interface OperatorUse {
  /** Empty for the standard domain `ai.onnx`. */
  readonly domain: string;
  readonly op: string;
  readonly nodes: number;
  /** Nodes without an attribute `seed`. */
  readonly unseeded: number;
  /** Standard, allowed by the caller, or defined in the file itself. */
  readonly isKnown: boolean;
}

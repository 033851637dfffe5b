import type { Relationship } from '../../attestation/reported-words.ts';

/*
 * reported record    what somebody elsewhere says of one model: a record of Every Eval Ever, a results file of lm-eval, an
 *                    entry of a card's model index, an entry of an .eval_results file. Nobody here measured it
 * reported result    one value in it: a benchmark, a metric and a number
 * source             who says so, with which harness, and where it can be read
 */
export const REPORTED_FORMATS = ['EVERY_EVAL_EVER', 'LM_EVAL', 'MODEL_INDEX', 'EVAL_RESULTS'] as const;
export type ReportedFormat = (typeof REPORTED_FORMATS)[number];

export type Direction = 'HIGHER_IS_BETTER' | 'LOWER_IS_BETTER';

export interface ReportedSource {
  readonly relationship: Relationship | null;
  readonly organisation: string | null;
  readonly name: string | null;
  /** Shown, never fetched. */
  readonly url: string | null;
  readonly harness: string | null;
  readonly harnessVersion: string | null;
  readonly evaluatedAt: string | null;
  readonly retrievedAt: string | null;
}

export interface ReportedResult {
  readonly benchmark: string;
  readonly benchmarkVersion: string | null;
  /** Where its name differs from the benchmark's. */
  readonly dataset: string | null;
  readonly metric: string;
  readonly direction: Direction | null;
  readonly unit: string | null;
  readonly scaleMin: number | null;
  readonly scaleMax: number | null;
  /** Null where the source itself says that it is not known. */
  readonly value: number | null;
  readonly standardError: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Of the interval, such as 0.95; null where it is not told. */
  readonly confidence: number | null;
  readonly items: number | null;
  readonly fewshot: number | null;
}

export interface ReportedRecord {
  readonly format: ReportedFormat;
  /** As the source names it. */
  readonly model: string;
  readonly revision: string | null;
  /** Of training, where the revision tells it. */
  readonly step: number | null;
  readonly source: ReportedSource;
  readonly results: readonly ReportedResult[];
  /** As it came, whole. */
  readonly raw: Json;
}

/** JSON with any numbers, as other programs write it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What whoever imports says of the source where the file does not; the file's own word goes before it. */
export interface SaidOfSource {
  readonly model: string | null;
  readonly organisation: string | null;
  readonly relationship: Relationship | null;
  readonly url: string | null;
}

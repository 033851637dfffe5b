import type { EdgeKind } from '../checkpoint/edge-kind.ts';
import type { ImportProblem } from './import-problem.ts';

/** Where in a row an edge was said. */
export type ImportPlace = 'TAG' | 'CARD' | 'CSV';

/** One parent as one place of a row names it. */
export interface SaidParent {
  /** In the source's own namespace. */
  readonly name: string;
  readonly kind: EdgeKind;
  readonly place: ImportPlace;
}

export interface ImportedFile {
  readonly path: string;
  readonly sizeBytes?: number;
  /** In hex; only of files in large-file storage. */
  readonly sha256?: string;
}

/** A metric value that a card claims; nobody signed it. */
export interface ImportedClaim {
  readonly task: string | null;
  readonly dataset: string | null;
  readonly metric: string;
  readonly value: string;
}

/** What a source says of a model; every field is somebody else's claim. Absent is what the row does not say. */
export interface ImportedFacts {
  readonly author?: string;
  readonly sourceRevision?: string;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  readonly gated?: 'AUTO' | 'MANUAL';
  readonly downloads?: number;
  readonly likes?: number;
  readonly task?: string;
  readonly library?: string;
  readonly architecture?: string;
  readonly parameterCount?: number;
  readonly languages?: readonly string[];
  readonly tags?: readonly string[];
  readonly datasets?: readonly string[];
  /** As written. */
  readonly licenseClaimed?: string;
  /** The SPDX expression or LicenseRef that is meant. */
  readonly license?: string;
  readonly files?: readonly ImportedFile[];
  readonly claims?: readonly ImportedClaim[];
}

export interface ImportedModel {
  readonly name: string;
  readonly facts: ImportedFacts;
  readonly parents: readonly SaidParent[];
  /** When the row itself says it was crawled. */
  readonly crawledAt: Date | null;
}

/** A row that was read: the model, or null where nothing of it can be taken. */
export interface ReadRow {
  /** As far as it could be read, for the report. */
  readonly id: string | null;
  readonly model: ImportedModel | null;
  readonly problems: readonly ImportProblem[];
}

/** As the Hub has them in tags and cards; the lists of crawlers use the longer forms. */
const KIND_BY_WORD: ReadonlyMap<string, EdgeKind> = new Map([
  ['finetune', 'FINE_TUNE'],
  ['finetuned', 'FINE_TUNE'],
  ['adapter', 'ADAPTER'],
  ['quantized', 'QUANTIZATION'],
  ['merge', 'MERGE'],
  ['merged', 'MERGE'],
]);

export const RELATION_WORDS = [...KIND_BY_WORD.keys()].join(', ');

export function kindOfRelation(word: string): EdgeKind | null {
  return KIND_BY_WORD.get(word) ?? null;
}

/** Merges of 65 models are real; nothing real has twice as many. */
export const PARENTS_MAX = 128;

/** `owner/name`, or a bare name as the first models have them; the rest of the form is the stub's. */
export function isSourceName(text: unknown): text is string {
  return typeof text === 'string' && SOURCE_NAME.test(text);
}

const SOURCE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}(\/[A-Za-z0-9][A-Za-z0-9._-]{0,127})?$/;
export const SOURCE_NAME_FORM = 'owner/name of letters, digits, dots, dashes and underscores';

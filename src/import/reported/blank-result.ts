import type { Field } from './field.ts';
import type { ReportedResult, ReportedSource } from './reported-record.ts';

/** What nobody told. */
export const BLANK_RESULT: Omit<ReportedResult, 'benchmark' | 'metric'> = {
  benchmarkVersion: null,
  dataset: null,
  direction: null,
  unit: null,
  scaleMin: null,
  scaleMax: null,
  value: null,
  standardError: null,
  low: null,
  high: null,
  confidence: null,
  items: null,
  fewshot: null,
};

export const BLANK_SOURCE: ReportedSource = {
  relationship: null,
  organisation: null,
  name: null,
  url: null,
  harness: null,
  harnessVersion: null,
  evaluatedAt: null,
  retrievedAt: null,
};

/** Refuses a value that its own scale does not have. */
export function assertOnScale(
  field: Field,
  value: number,
  { scaleMin, scaleMax }: Pick<ReportedResult, 'scaleMin' | 'scaleMax'>,
): void {
  const isBelow = scaleMin !== null && value < scaleMin;
  if (!isBelow && (scaleMax === null || value <= scaleMax)) return;
  throw field.wrong(`a value of ${scaleMin ?? '−∞'} to ${scaleMax ?? '∞'}`, 'EVIDENCE_OUT_OF_RANGE');
}

/** A standard error or a deviation: never negative. */
export function spreadOf(field: Field): number {
  const spread = field.number();
  if (spread >= 0) return spread;
  throw field.wrong('0 or more', 'EVIDENCE_OUT_OF_RANGE');
}

/** The training step that a revision such as `step1000` or `checkpoint-500` tells. */
export function stepOf(revision: string | null): number | null {
  const digits = revision === null ? undefined : STEP.exec(revision)?.[1];
  return digits === undefined ? null : Number(digits);
}

const STEP = /(?:^|[-_.])(?:step|checkpoint|iter)[-_]?(\d{1,12})(?:$|[-_.])/i;

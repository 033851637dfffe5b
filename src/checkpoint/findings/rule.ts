import type { Finding, TensorInfo } from '../inspection.ts';
import type { FormatReport } from '../formats/format-report.ts';

/*
 * rule       one thing an inspection looks for, in one file; `rules.ts` is their order
 * effect     what a hit does to the file's state
 * evidence   one hit: what was found and where
 */
export interface Rule {
  readonly id: string;
  readonly severity: Finding['severity'];
  readonly effect: 'REJECT' | 'QUARANTINE' | 'NOTE';
  /** What to do about it, for whoever has the file. */
  readonly remedy: string;
  /** Looks at what was read; a rule that readers raise while they read has none. */
  readonly find?: (file: ReadFile) => readonly Evidence[];
}

export type Evidence = Pick<Finding, 'message' | 'expected' | 'received'>;

/** A file after its reader and after the pass over its tensors. */
export interface ReadFile {
  readonly path: string;
  readonly report: FormatReport;
  readonly tensors: readonly TensorInfo[];
}

/** A finding of a rule, with what to do about it. */
export function findingBy({ id, severity, remedy }: Rule, evidence: Evidence): Finding {
  return { rule: id, severity, ...evidence, remedy };
}

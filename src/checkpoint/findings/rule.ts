import type { Finding, TensorInfo } from '../inspection.ts';
import type { FormatReport, TextPiece } from '../formats/format-report.ts';

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

/** Every text that a reader handed over: the file's own where it is text, a header's entries, templates. */
export function textsAround({ path, report }: ReadFile): readonly TextPiece[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return [
    ...(report.texts ?? []),
    ...[...(report.entries ?? [])].map(([key, text]) => ({ place: `${name}: ${key.slice(0, 100)}`, text })),
    ...(report.chatTemplates ?? []).map((template) => ({
      place: `chat template ${template.name}`,
      text: template.text,
    })),
  ];
}

/** The first 20 of what was hit, each clipped, for `received`. */
export function listed<T>(hits: readonly T[], label: (hit: T) => string): string {
  const first = hits.slice(0, LISTED_MAX).map((hit) => clipped(label(hit)));
  const more = hits.length - first.length;
  return first.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

const LISTED_MAX = 20;

function clipped(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 117)}...`;
}

/** A finding of a rule, with what to do about it. */
export function findingBy({ id, severity, remedy }: Rule, evidence: Evidence): Finding {
  return { rule: id, severity, ...evidence, remedy };
}

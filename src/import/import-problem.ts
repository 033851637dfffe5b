/*
 * source    a hub elsewhere, by its host's name: huggingface.co
 * row       what a source says of one model: a line of a listing, a record of an edge list, a model's card
 * place     where in a row an edge was said: TAG, CARD or CSV
 * problem   what could not be taken of a row; the rest of the row, or of the file, is imported all the same
 */

/** Every reason for which something is left out of an import. */
export type ImportCode =
  | 'IMPORT_LINE_TOO_LONG'
  | 'IMPORT_NOT_UTF8'
  | 'IMPORT_NOT_JSON'
  | 'IMPORT_NOT_AN_OBJECT'
  | 'IMPORT_CHARACTER'
  | 'IMPORT_ID_MISSING'
  | 'IMPORT_ID_MALFORMED'
  | 'IMPORT_ROW_DUPLICATE'
  | 'IMPORT_FIELD_MALFORMED'
  | 'IMPORT_LIST_CUT'
  | 'IMPORT_CARD_TOO_LONG'
  | 'IMPORT_CARD_MALFORMED'
  | 'IMPORT_CSV_MALFORMED'
  | 'IMPORT_RELATION_UNKNOWN'
  | 'IMPORT_PARENT_MALFORMED'
  | 'IMPORT_PARENTS_MANY'
  | 'IMPORT_SELF_LOOP'
  | 'IMPORT_CYCLE';

/** What was left out: the whole row, one edge of it, its card, or one field. */
export type LeftOut = 'ROW' | 'EDGE' | 'CARD' | 'FIELD';

export interface ImportProblem {
  readonly code: ImportCode;
  readonly leftOut: LeftOut;
  /** The field's name in the row, or the parent's name. */
  readonly at: string | null;
  readonly expected: string;
  readonly received: string;
}

export function problem(
  code: ImportCode,
  leftOut: LeftOut,
  at: string | null,
  expected: string,
  received: unknown,
): ImportProblem {
  return { code, leftOut, at: at?.slice(0, SHOWN) ?? null, expected, received: shown(received) };
}

const SHOWN = 200;

// A report is read in terminals and by programs: short, on one line, and valid UTF-8.
function shown(value: unknown): string {
  return textOf(value)
    .slice(0, SHOWN)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\u{FFFD}')
    .toWellFormed();
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value) ?? 'nothing';
  } catch {
    return 'a value nested too deep';
  }
}

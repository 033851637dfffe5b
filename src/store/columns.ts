/*
 * A batch goes to the database as columns. A column of texts is one text with line breaks: quoting each element of an
 * array, and taking the quotes away again, would cost more than writing the rows.
 */

/** Whole numbers, as an array literal. */
export function numbers(values: readonly number[]): string {
  return `{${values.join(',')}}`;
}

/** Texts without line breaks, for `string_to_array($1, E'\n', '')`: an empty one is null. */
export function lines(values: readonly (string | null)[]): string {
  return values.map((value) => value?.replaceAll('\n', ' ') ?? '').join('\n');
}

/** Dates, as an array literal. */
export function dates(values: readonly (Date | null)[]): string {
  return `{${values.map((value) => value?.toISOString() ?? 'NULL').join(',')}}`;
}

/** A field of a line in COPY's text format; a list of them makes a row. */
export function copyField(value: string | number | Date | null): string {
  if (value === null) return '\\N';
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value : value.toISOString();
  return COPY_SPECIAL.test(text) ? text.replaceAll(/[\\\t\n\r]/g, (c) => COPY_ESCAPES[c] ?? c) : text;
}

const COPY_SPECIAL = /[\\\t\n\r]/;
const COPY_ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

/** In a statement: a column made by `lines`, as an array of another type. */
export function linesOf(parameter: `$${number}`, type: 'text' | 'jsonb'): string {
  const texts = `string_to_array(${parameter}, E'\\n', '')`;
  return type === 'text' ? texts : `${texts}::${type}[]`;
}

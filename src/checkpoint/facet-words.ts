/*
 * facet word   `license:mit`: an exact fact of a checkpoint among the words it is found by, so that one index
 *              answers words and facts together
 */

/** What a checkpoint is found by. */
export interface FacetSource {
  readonly name: string;
  readonly owner?: string | null;
  readonly license?: string | null;
  /** What the license allows, such as `COMMERCIAL_USE`. */
  readonly licenseAllows?: readonly string[];
  /** Whether what is made from it must keep the license. */
  readonly isCopyleft?: boolean;
  readonly architecture?: string | null;
  readonly task?: string | null;
  readonly library?: string | null;
  readonly formats?: readonly string[];
  readonly languages?: readonly string[];
  readonly tags?: readonly string[];
  /** Of the beginning of its card's text, as `searchWords` gives them. */
  readonly cardWords?: readonly string[];
  readonly isPublished: boolean;
}

export type FacetName =
  | 'name'
  | 'owner'
  | 'license'
  | 'allows'
  | 'architecture'
  | 'task'
  /** A task of the field that it was evaluated on. */
  | 'evaluated'
  | 'library'
  | 'format'
  | 'language'
  | 'is';

/** `format:gguf`, the way it stands among a checkpoint's words; values are compared without case. */
export function facetWord(name: FacetName, value: string): string {
  return `${name}:${folded(value).slice(0, FACET_LENGTH_MAX)}`;
}

/** Every word and facet word of a checkpoint, each once; names count as `name:` words too. */
export function facetWords(source: FacetSource): readonly string[] {
  const found = new Set<string>();
  const nameWords = searchWords(source.name);
  // A search's words are in the form that facets have, and shorter.
  for (const word of nameWords) found.add(word).add(`name:${word}`);
  const add = (name: FacetName, values: readonly (string | null | undefined)[]) => {
    for (const value of values) if (value) found.add(facetWord(name, value));
  };
  add('owner', [source.owner]);
  add('license', [source.license]);
  add('allows', source.licenseAllows ?? []);
  add('architecture', [source.architecture]);
  add('task', [source.task]);
  add('library', [source.library]);
  add('format', source.formats ?? []);
  add('language', source.languages ?? []);
  add('is', [source.isPublished ? 'published' : 'stub', source.isCopyleft ? 'copyleft' : null]);
  const texts = [source.task, source.library, source.architecture, ...(source.tags ?? []).slice(0, TAGS_MAX)];
  for (const word of searchWords(texts.filter(Boolean).join('\n'))) found.add(word);
  for (const word of source.cardWords ?? []) found.add(word);
  return [...found];
}

/** A text's words without case: runs of letters and digits, and the parts of runs that mix the two (`llama2`: `llama`). */
export function searchWords(text: string): readonly string[] {
  const found = new Set<string>();
  const form = isPlain(text) ? PLAIN : ANY;
  for (const run of folded(text).match(form.run) ?? []) {
    const word = run.slice(0, WORD_LENGTH_MAX);
    found.add(word);
    if (!form.mixed.test(word)) continue;
    for (const part of word.match(form.part) ?? []) if (part.length > 1) found.add(part);
  }
  return [...found];
}

// Nearly every name and tag is ASCII, and an import has fifteen of them in a row: for these there are shorter ways.
function isPlain(text: string): boolean {
  return !BEYOND_ASCII.test(text);
}

function folded(text: string): string {
  return isPlain(text) ? text.toLowerCase() : text.normalize('NFKC').toLowerCase();
}

const BEYOND_ASCII = /[\u0080-\uffff]/;
const PLAIN = { run: /[a-z0-9]+/g, part: /[a-z]+|[0-9]+/g, mixed: /[a-z][0-9]|[0-9][a-z]/ };
const ANY = {
  run: /[\p{L}\p{N}]+/gu,
  part: /\p{L}+|\p{N}+/gu,
  mixed: /\p{L}\p{N}|\p{N}\p{L}/u,
};
const WORD_LENGTH_MAX = 64;
const FACET_LENGTH_MAX = 128;
const TAGS_MAX = 100;

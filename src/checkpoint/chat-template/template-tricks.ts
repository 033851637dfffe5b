import { jinjaTokens, type JinjaToken } from './jinja-tokens.ts';

/** A way in which a template reaches for more than the conversation it is to write down. */
export interface TemplateTrick {
  readonly what: string;
  /** Some of the template around it. */
  readonly excerpt: string;
  readonly line: number;
}

/**
 * Known ways from a template to the Python that renders it: names with underscores, globals of Jinja that lead to
 * them, strings that are put together into such names, other files, calls of the system, repeats that fill memory.
 * It knows the tricks that were published, not all there are.
 */
export function templateTricks(template: string): readonly TemplateTrick[] {
  const tokens = jinjaTokens(template);
  const found = new Map<number, TemplateTrick>();
  const lines = lineCounter(template);
  for (const [i, { at }] of tokens.entries()) {
    const place = new Place(tokens, i);
    const what = TRICKS.find(({ isAt }) => isAt(place))?.what;
    const line = lines(at);
    if (what === undefined || found.has(line)) continue;
    found.set(line, { what, excerpt: excerptAt(template, at), line });
    if (found.size === FOUND_MAX) break;
  }
  return [...found.values()];
}

const FOUND_MAX = 20;

/** A token with its neighbours. */
class Place {
  readonly #tokens: readonly JinjaToken[];
  readonly #at: number;

  constructor(tokens: readonly JinjaToken[], at: number) {
    this.#tokens = tokens;
    this.#at = at;
  }

  get token(): JinjaToken {
    return this.#tokens[this.#at] ?? NOTHING;
  }

  isName(names: ReadonlySet<string>): boolean {
    return this.token.kind === 'NAME' && names.has(this.token.text);
  }

  /** The text of the code token so many places on; nothing past the code's end. */
  text(step: number): string {
    const { kind, text } = this.#tokens[this.#at + step] ?? NOTHING;
    return kind === 'START' || kind === 'END' ? '' : kind === 'STRING' ? '""' : text;
  }

  neighbour(step: number): JinjaToken {
    return this.#tokens[this.#at + step] ?? NOTHING;
  }

  /** A filter or test by this name, which Jinja also takes as a string from `map` and `select`. */
  isFilter(names: ReadonlySet<string>): boolean {
    return this.isName(names) && this.text(-1) === '|';
  }

  /** The names of filters that follow one another from here on: `x|string|list`. */
  filtersFrom(): readonly string[] {
    const names: string[] = [];
    for (let step = 0; this.text(step - 1) === '|'; step += 2) names.push(this.text(step));
    return names;
  }
}

const NOTHING: JinjaToken = { kind: 'OPERATOR', text: '', at: 0, isEscaped: false };

interface Trick {
  readonly what: string;
  readonly isAt: (place: Place) => boolean;
}

/** Python's own names that lead from any value to its interpreter. */
const DUNDERS =
  /__(?:class|bases?|mro|subclasses|globals|builtins|import|init|new|dict|code|closure|func|self|module|getattribute|getattr|getitem|setattr|call|reduce|reduce_ex|loader|spec|file|doc|name|qualname|main|wrapped|kwdefaults|defaults|subclasshook|enter|exit)__/;

const SYSTEM_CALLS = new Set(
  [
    'os',
    'popen',
    'system',
    'subprocess',
    'eval',
    'exec',
    'execfile',
    'open',
    'compile',
    'getattr',
    'setattr',
  ].concat([
    'globals',
    'locals',
    'vars',
    'builtins',
    'importlib',
    'check_output',
    'Popen',
    'spawn',
    'breakpoint',
  ]),
);
const LOADING = new Set(['import', 'include', 'extends', 'from']);
const DOORS = new Set(['cycler', 'joiner', 'namespace', 'self', 'loop', 'caller', 'range', 'dict']);
const ALLOWED_OF_LOOP = new Set(
  ['index', 'index0', 'revindex', 'revindex0', 'first', 'last', 'length', 'cycle', 'depth', 'depth0'].concat([
    'previtem',
    'nextitem',
    'changed',
  ]),
);
const APPLYING = new Set(['map', 'select', 'reject']);
const REPEAT_MAX = 100_000;

const TRICKS: readonly Trick[] = [
  {
    what: 'an attribute whose name begins with an underscore',
    isAt: (place) =>
      place.token.kind === 'NAME' && place.token.text.startsWith('_') && place.text(-1) === '.',
  },
  {
    what: 'a name with two underscores',
    isAt: ({ token }) => token.kind === 'NAME' && token.text.startsWith('__'),
  },
  {
    what: 'one of Python’s own names in a string',
    isAt: ({ token }) => token.kind === 'STRING' && DUNDERS.test(token.text),
  },
  {
    what: 'a string as an attribute with an underscore',
    isAt: (place) =>
      place.token.kind === 'STRING' &&
      /(?:^|\.)_/.test(place.token.text) &&
      ((place.text(-1) === '[' && place.text(1) === ']' && isValueEnd(place.neighbour(-2))) ||
        (place.text(-1) === '=' && place.text(-2) === 'attribute')),
  },
  {
    what: 'characters of a string written as escapes',
    isAt: ({ token }) => token.kind === 'STRING' && token.isEscaped && /^[\w.\\{} ]+$/.test(token.text),
  },
  {
    what: 'a piece of a name with underscores',
    isAt: (place) => place.token.kind === 'STRING' && isPieceOfDunder(place),
  },
  {
    what: 'the filter attr, which reads any attribute',
    isAt: (place) =>
      place.isFilter(new Set(['attr'])) ||
      (place.token.kind === 'STRING' &&
        place.token.text === 'attr' &&
        place.text(-1) === '(' &&
        place.neighbour(-2).kind === 'NAME' &&
        APPLYING.has(place.text(-2))),
  },
  {
    what: 'a global of Jinja that leads to Python',
    isAt: (place) =>
      place.text(-1) !== '.' &&
      (place.isName(new Set(['lipsum', 'get_flashed_messages', 'url_for'])) ||
        (place.isName(DOORS) && ['.', '[', '|'].includes(place.text(1)) && !isUsualLoop(place))),
  },
  {
    what: 'a raw block, which readers of templates cut differently',
    isAt: (place) => place.isName(new Set(['raw'])) && startsStatement(place),
  },
  {
    what: 'another file',
    isAt: (place) => place.isName(LOADING) && startsStatement(place),
  },
  {
    what: 'a call of the system',
    isAt: (place) => place.isName(SYSTEM_CALLS) && (place.text(1) === '(' || place.text(1) === '.'),
  },
  {
    what: 'a format string that may read attributes or build names',
    isAt: (place) => isFormatting(place),
  },
  {
    what: 'the text of an object, to take single characters from',
    isAt: (place) => isCharacterSource(place),
  },
  {
    what: 'a number that makes a loop or a repeat without end',
    isAt: (place) =>
      place.token.kind === 'NUMBER' &&
      (Number(place.token.text.replaceAll('_', '')) > REPEAT_MAX || place.text(1) === '**') &&
      ['(', ',', '*', '**', '='].some(
        (operator) => place.text(-1) === operator || place.text(1) === operator,
      ),
  },
];

function isValueEnd({ kind, text }: JinjaToken): boolean {
  return kind === 'NAME' || kind === 'STRING' || text === ')' || text === ']';
}

/** `'__cla' ~ 'ss__'`, `'_' * 2`, `['_', '_'] | join`: whole words in underscores, as tokenizers have them, are none. */
function isPieceOfDunder(place: Place): boolean {
  const { text } = place.token;
  const isBuilt = [place.text(-1), place.text(1)].some((operator) => ['~', '+', '*'].includes(operator));
  if (/^_+$/.test(text)) return isBuilt || text.length > 1 || place.text(-1) === '[';
  const [opens, closes] = [/^__[a-z]/i.test(text), /[a-z]__$/i.test(text)];
  return opens !== closes || (isBuilt && /^_[a-z]+$|^[a-z]+_$/i.test(text) && text.length < 12);
}

function isUsualLoop(place: Place): boolean {
  if (place.token.text !== 'loop') return false;
  return place.text(1) === '|' ? false : place.text(1) === '.' && ALLOWED_OF_LOOP.has(place.text(2));
}

function startsStatement(place: Place): boolean {
  const step = ['-', '+'].includes(place.text(-1)) ? -2 : -1;
  return place.neighbour(step).kind === 'START' && place.neighbour(step).text === '{%';
}

/** `.format` reads attributes of its arguments; `%c` makes characters from numbers. A plain literal does neither. */
function isFormatting(place: Place): boolean {
  if (place.token.kind !== 'NAME') return false;
  const receiver = place.neighbour(-2);
  if (place.token.text === 'format_map' && place.text(-1) === '.') return true;
  if (place.token.text !== 'format' || !['.', '|'].includes(place.text(-1))) return false;
  if (receiver.kind !== 'STRING') return true;
  return place.text(-1) === '.' ? /\{[^{}]*[.[]/.test(receiver.text) : /%[^%]*c/.test(receiver.text);
}

/** `x|string|list` and `x|select|string` give letters that no string in the template shows. */
function isCharacterSource(place: Place): boolean {
  if (place.text(-1) !== '|' || place.text(-3) === '|') return false;
  const filters = place.filtersFrom();
  const at = filters.indexOf('string');
  if (at === -1) return false;
  const isOfObject = at > 0 && GENERATING.has(filters[at - 1] ?? '');
  return isOfObject || filters.slice(at + 1).some((name) => PICKING.has(name));
}

const GENERATING = new Set(['select', 'reject', 'map', 'selectattr', 'rejectattr', 'batch', 'slice']);
const PICKING = new Set(['list', 'first', 'last', 'batch', 'slice', 'random', 'reverse']);

function excerptAt(template: string, at: number): string {
  const excerpt = template.slice(Math.max(0, at - 30), at + 50);
  return excerpt.replaceAll(/\s+/g, ' ').trim();
}

/** For places that never fall. */
function lineCounter(template: string): (index: number) => number {
  let line = 1;
  let next = template.indexOf('\n');
  return (index) => {
    for (; next !== -1 && next < index; next = template.indexOf('\n', next + 1)) line++;
    return line;
  };
}

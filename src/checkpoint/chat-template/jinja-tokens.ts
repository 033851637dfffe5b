/** A piece of the program in a Jinja template; the text around it is left out. */
export interface JinjaToken {
  /** START and END stand for the braces around a statement or an expression. */
  readonly kind: 'START' | 'END' | 'NAME' | 'STRING' | 'NUMBER' | 'OPERATOR';
  /** A string's content, its escapes resolved; all else as it was written. */
  readonly text: string;
  /** Where it begins in the template. */
  readonly at: number;
  /** A string that wrote some of its characters as escapes other than for line ends and quotes. */
  readonly isEscaped: boolean;
}

/**
 * What stands between `{{ }}` and `{% %}`, as Jinja's own lexer cuts it: strings may hold braces, comments and raw
 * blocks are left out. It ends where Jinja would refuse the template: at a string or a comment without an end.
 */
export function jinjaTokens(template: string): readonly JinjaToken[] {
  const tokens: JinjaToken[] = [];
  for (let at = 0; at < template.length;) {
    OPENING.lastIndex = at;
    const opening = OPENING.exec(template);
    if (opening === null) break;
    if (opening[0] === '{#') at = endOfComment(template, opening.index);
    else at = afterRaw(template, readCode(template, opening, tokens), tokens);
  }
  return tokens;
}

const OPENING = /\{[{%#]/g;
const END_OF_RAW = /\{%[-+]?\s*endraw\s*[-+]?%\}/g;

function endOfComment(template: string, start: number): number {
  const end = template.indexOf('#}', start + 2);
  return end === -1 ? template.length : end + 2;
}

/** The tokens of the opening stay, so that its use can be seen. */
function afterRaw(template: string, at: number, tokens: readonly JinjaToken[]): number {
  const last = tokens.slice(-5).filter(({ text }) => text !== '-' && text !== '+');
  const [start, name, end] = last.slice(-3);
  if (start?.text !== '{%' || name?.text !== 'raw' || end?.kind !== 'END') return at;
  END_OF_RAW.lastIndex = at;
  return END_OF_RAW.exec(template) === null ? template.length : END_OF_RAW.lastIndex;
}

/** Whatever the lexer of Jinja would refuse is an operator of one character, so that nothing is skipped. */
const TOKEN =
  /(?<space>\s+)|(?<end>[-+]?(?:\}\}|%\}))|(?<number>\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<name>[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Nd}\p{M}_]*)|(?<operator>\*\*|\/\/|[=!<>]=|[^])/uy;

/** Gives the place after the code's end. */
function readCode(template: string, opening: RegExpExecArray, tokens: JinjaToken[]): number {
  const closing = opening[0] === '{{' ? '}}' : '%}';
  const push = (kind: JinjaToken['kind'], text: string, at: number, isEscaped = false) =>
    tokens.push({ kind, text, at, isEscaped });
  push('START', opening[0], opening.index);
  let depth = 0;
  for (let at = opening.index + 2; at < template.length;) {
    if (template[at] === '"' || template[at] === "'") {
      const end = endOfString(template, at);
      const body = template.slice(at + 1, end - 1);
      push('STRING', unescaped(body), at, /\\[^nrt'"\\]/.test(body));
      at = end;
      continue;
    }
    TOKEN.lastIndex = at;
    const { space, end, number, name } = TOKEN.exec(template)?.groups ?? {};
    // `{{ {"a": {}}["a"] }}`: braces of a dictionary close before those of the expression do.
    if (end?.endsWith(closing) && (depth === 0 || closing === '%}')) {
      push('END', end, at);
      return at + end.length;
    }
    const text =
      space ?? number ?? name ?? template.slice(at, Math.max(at + 1, end ? at + 1 : TOKEN.lastIndex));
    if (text === '{') depth++;
    if (text === '}') depth--;
    if (space === undefined) push(name ? 'NAME' : number ? 'NUMBER' : 'OPERATOR', text, at);
    at += text.length;
  }
  return template.length;
}

/** After the closing quote, or past the template's end. */
function endOfString(template: string, start: number): number {
  for (let at = start + 1; at < template.length; at++) {
    if (template[at] === '\\') at++;
    else if (template[at] === template[start]) return at + 1;
  }
  return template.length + 1;
}

/** Python's escapes; a named character (`\N{LOW LINE}`) stays as it is written. */
function unescaped(body: string): string {
  return body.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([^]))/g,
    (_, x: string, u: string, long: string, octal: string, one: string) => {
      if (one !== undefined) return ESCAPES.get(one) ?? one;
      const code = octal === undefined ? Number.parseInt(x ?? u ?? long, 16) : Number.parseInt(octal, 8);
      return code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
    },
  );
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

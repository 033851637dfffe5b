import { refuse } from './checkpoint-error.ts';

/** JSON of which no two readers can disagree: no duplicate keys, bounded depth; objects are Maps. */
export type StrictJson =
  | string
  | number
  | boolean
  | null
  | JsonDecimal
  | readonly StrictJson[]
  | ReadonlyMap<string, StrictJson>;

/** A number that is no safe integer, kept as it was written. */
export class JsonDecimal {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Reads one JSON value; refuses with `CHECKPOINT_JSON_MALFORMED` and the position. */
export function parseStrictJson(text: string, depthMax: number): StrictJson {
  const reader = new Reader(text, depthMax);
  const value = reader.value(0);
  reader.end();
  return value;
}

class Reader {
  readonly #text: string;
  readonly #depthMax: number;
  #at = 0;

  constructor(text: string, depthMax: number) {
    this.#text = text;
    this.#depthMax = depthMax;
  }

  value(depth: number): StrictJson {
    if (depth > this.#depthMax) throw this.#malformed(`nesting of at most ${this.#depthMax}`);
    this.#skipSpace();
    const first = this.#text[this.#at];
    if (first === '{') return this.#object(depth);
    if (first === '[') return this.#array(depth);
    return first === '"' ? this.#string() : this.#scalar();
  }

  end(): void {
    this.#skipSpace();
    if (this.#at !== this.#text.length) throw this.#malformed('the end of the text');
  }

  #object(depth: number): ReadonlyMap<string, StrictJson> {
    const entries = new Map<string, StrictJson>();
    this.#at++;
    if (this.#take('}')) return entries;
    do {
      this.#skipSpace();
      const key = this.#string();
      if (entries.has(key)) throw this.#malformed('each key once', JSON.stringify(key.slice(0, 100)));
      this.#expect(':');
      entries.set(key, this.value(depth + 1));
    } while (this.#take(','));
    this.#expect('}');
    return entries;
  }

  #array(depth: number): readonly StrictJson[] {
    const items: StrictJson[] = [];
    this.#at++;
    if (this.#take(']')) return items;
    do items.push(this.value(depth + 1));
    while (this.#take(','));
    this.#expect(']');
    return items;
  }

  #string(): string {
    const start = this.#at;
    if (this.#text[start] !== '"') throw this.#malformed('a string');
    const end = this.#endOfString(start);
    this.#at = end;
    return this.#decoded(this.#text.slice(start, end));
  }

  #endOfString(start: number): number {
    for (let at = start + 1; at < this.#text.length; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === 0x22) return at + 1;
      if (code === 0x5c) at++;
    }
    throw this.#malformed('the end of a string');
  }

  // JSON.parse knows escapes and control characters exactly; only whole documents hide duplicate keys from us.
  #decoded(literal: string): string {
    try {
      const text = JSON.parse(literal) as string;
      if (text.isWellFormed()) return text;
    } catch {
      // Falls through to the coded refusal.
    }
    throw this.#malformed('a well-formed string', literal.slice(0, 100));
  }

  #scalar(): string | number | boolean | null | JsonDecimal {
    SCALAR.lastIndex = this.#at;
    const token = SCALAR.exec(this.#text)?.[0];
    if (token === undefined) throw this.#malformed('a JSON value');
    this.#at += token.length;
    if (token === 'true' || token === 'false') return token === 'true';
    return token === 'null' ? null : numberOf(token);
  }

  #take(character: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #expect(character: string): void {
    if (!this.#take(character)) throw this.#malformed(`"${character}"`);
  }

  #skipSpace(): void {
    while (isSpace(this.#text.charCodeAt(this.#at))) this.#at++;
  }

  #malformed(expected: string, received?: string) {
    const found = received ?? JSON.stringify(this.#text.slice(this.#at, this.#at + 20));
    return refuse('CHECKPOINT_JSON_MALFORMED', `the JSON is not well formed at character ${this.#at}`, {
      expected,
      received: found,
    });
  }
}

const SCALAR = /true|false|null|-?(?:0|[1-9]\d{0,39})(?:\.\d{1,39})?(?:[eE][+-]?\d{1,9})?(?![\w.])/y;

function numberOf(token: string): number | JsonDecimal {
  const value = Number(token);
  return /^-?\d+$/.test(token) && Number.isSafeInteger(value) && token !== '-0'
    ? value
    : new JsonDecimal(token);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

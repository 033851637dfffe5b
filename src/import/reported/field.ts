import { refusal } from '../../base/errors.ts';
import type { Json } from './reported-record.ts';

/** A value in a stranger's record with the place it stands at, for a refusal that can be acted on. */
export class Field {
  readonly value: Json | undefined;
  readonly path: string;

  constructor(value: Json | undefined, path: string) {
    this.value = value;
    this.path = path;
  }

  /** A member that must be there. */
  get(name: string): Field {
    return this.find(name) ?? new Field(undefined, `${this.path}.${name}`);
  }

  /** A member; null where it is absent or null. */
  find(name: string): Field | null {
    const object = this.object();
    if (!Object.hasOwn(object, name)) return null;
    const value = object[name];
    return value === null ? null : new Field(value, `${this.path}.${shown(name)}`);
  }

  object(): Readonly<Record<string, Json>> {
    if (isObject(this.value)) return this.value;
    throw this.wrong('an object');
  }

  /** All members, in the order of the file. */
  members(membersMax: number): readonly (readonly [name: string, field: Field])[] {
    const entries = Object.entries(this.object());
    if (entries.length > membersMax) throw this.wrong(`at most ${membersMax} members`);
    return entries.map(([name, value]) => [name, new Field(value, `${this.path}.${shown(name)}`)]);
  }

  items(itemsMax: number): readonly Field[] {
    const list = this.value;
    if (!isList(list) || list.length > itemsMax) throw this.wrong(`a list of at most ${itemsMax}`);
    return list.map((item, i) => new Field(item, `${this.path}[${i}]`));
  }

  /** Printable text; what could turn a reader's line around is no name. */
  text(charactersMax = TEXT_MAX): string {
    const text = this.value;
    const isText = typeof text === 'string' && text.length <= charactersMax && PRINTABLE.test(text);
    if (isText) return text;
    throw this.wrong(`printable text of 1 to ${charactersMax} characters`);
  }

  /** A finite number; NaN by any name has a code of its own. */
  number(): number {
    const { value } = this;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    if (typeof value === 'number' || (typeof value === 'string' && NOT_FINITE.test(value)))
      throw this.wrong('a finite number', 'EVIDENCE_NOT_FINITE');
    throw this.wrong('a number');
  }

  /** A whole number from 0. */
  count(): number {
    const value = this.number();
    if (Number.isSafeInteger(value) && value >= 0) return value;
    throw this.wrong('a whole number from 0');
  }

  wrong(expected: string, code: FieldCode = 'EVIDENCE_FIELD') {
    const received = this.value === undefined ? 'nothing' : shown(JSON.stringify(this.value));
    return refusal(code, `${this.path} is not as it must be`, { expected, received });
  }
}

type FieldCode = 'EVIDENCE_FIELD' | 'EVIDENCE_NOT_FINITE' | 'EVIDENCE_OUT_OF_RANGE';

export function isObject(value: unknown): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

const TEXT_MAX = 200;
const PRINTABLE = /^\P{C}+$/u;
const NOT_FINITE = /^[+-]?(nan|inf(inity)?)$/i;

/** Short, on one line and valid, for a message. */
function shown(text: string): string {
  return text.slice(0, 80).replaceAll(/\p{C}/gu, '\u{FFFD}').toWellFormed();
}

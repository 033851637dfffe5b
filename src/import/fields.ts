import { isObject } from '../base/is-object.ts';
import { problem, type ImportProblem } from './import-problem.ts';

/** A foreign object, its fields narrowed one by one; what has another type is left out and reported. */
export class Fields {
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #problems: ImportProblem[];

  constructor(fields: Readonly<Record<string, unknown>>, problems: ImportProblem[]) {
    this.#fields = fields;
    this.#problems = problems;
  }

  /** The first of some spellings that is there; null and absent are the same. */
  any(...names: readonly string[]): unknown {
    const name = this.#spelling(names);
    return name === undefined ? undefined : this.#fields[name];
  }

  text(...names: readonly string[]): string | undefined {
    return this.#read(names, `text of at most ${TEXT_MAX} characters`, textOf);
  }

  count(...names: readonly string[]): number | undefined {
    return this.#read(names, 'a whole number from 0', countOf);
  }

  moment(...names: readonly string[]): string | undefined {
    return this.#read(names, 'a date and time', momentOf);
  }

  object(...names: readonly string[]): Fields | undefined {
    const found = this.#read(names, 'an object', (value) => (isObject(value) ? value : undefined));
    return found && new Fields(found, this.#problems);
  }

  /** Every item that `narrow` lets in; of a long list the first ones. */
  list<Item>(names: readonly string[], expected: string, itemsMax: number, narrow: Narrow<Item>) {
    const items = this.#read(names, 'a list', (value) =>
      Array.isArray(value) ? (value as readonly unknown[]) : undefined,
    );
    if (items === undefined) return undefined;
    const at = names[0] ?? '';
    if (items.length > itemsMax)
      this.#problems.push(
        problem('IMPORT_LIST_CUT', 'FIELD', at, `at most ${itemsMax} items`, `${items.length} items`),
      );
    const taken: Item[] = [];
    let wrong = -1;
    for (let index = 0; index < items.length && index < itemsMax; index++) {
      const item = narrow(items[index]);
      if (item !== undefined) taken.push(item);
      else if (wrong < 0) wrong = index;
    }
    if (wrong >= 0) this.#problems.push(malformed(`${at}[${wrong}]`, expected, items[wrong]));
    return taken;
  }

  /** One text, or a list of them. */
  texts(itemsMax: number, ...names: readonly string[]): readonly string[] | undefined {
    if (Array.isArray(this.any(...names))) return this.list(names, 'text', itemsMax, textOf);
    const one = this.text(...names);
    return one === undefined ? undefined : [one];
  }

  #spelling(names: readonly string[]): string | undefined {
    for (const name of names)
      if (
        this.#fields[name] !== null &&
        this.#fields[name] !== undefined &&
        Object.hasOwn(this.#fields, name)
      )
        return name;
    return undefined;
  }

  #read<Value>(names: readonly string[], expected: string, narrow: Narrow<Value>): Value | undefined {
    const name = this.#spelling(names);
    if (name === undefined) return undefined;
    const value = narrow(this.#fields[name]);
    if (value === undefined) this.#problems.push(malformed(name, expected, this.#fields[name]));
    return value;
  }
}

/** The value, or undefined where it is none of these. */
export type Narrow<Value> = (value: unknown) => Value | undefined;

const TEXT_MAX = 2_000;

export const textOf: Narrow<string> = (value) =>
  typeof value === 'string' && value.length <= TEXT_MAX ? value : undefined;

export const countOf: Narrow<number> = (value) =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined;

export const momentOf: Narrow<string> = (value) => {
  if (typeof value === 'string' && CANONICAL.test(value)) return value;
  const [, day, time = '00:00', zone = 'Z'] = (typeof value === 'string' && ISO.exec(value)) || [];
  const date = new Date(`${day}T${time}${zone}`);
  return day === undefined || Number.isNaN(date.getTime()) ? undefined : date.toISOString();
};

// `Date` reads much more than dates: "1" is the year 2001 to it. A time without a zone is UTC, whatever machine reads it.
const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|[+-]\d{2}:\d{2})?)?$/;

// What the Hub writes, and what comes out of here; days that not every month has go the long way.
const CANONICAL = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

function malformed(at: string, expected: string, received: unknown): ImportProblem {
  return problem('IMPORT_FIELD_MALFORMED', 'FIELD', at, expected, received);
}

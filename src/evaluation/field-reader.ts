import { isObject } from '../base/is-object.ts';
import { refusal } from '../base/errors.ts';

/**
 * Reads plain JSON that a stranger wrote and notes every wrong field before anything is refused,
 * so that a report is mended once, not field by field. What a wrong field returns never leaves: `end` throws.
 */
export class FieldReader {
  readonly #problems = new Map<string, string>();
  readonly #broken: string[] = [];

  /** An object with exactly these keys. */
  object(
    value: unknown,
    path: string,
    required: readonly string[],
    optional: readonly string[] = [],
  ): Readonly<Record<string, unknown>> {
    if (!isObject(value)) return (this.#breakOff(path, 'an object', value), {});
    for (const key of required)
      if (!Object.hasOwn(value, key)) this.wrong(`${path}.${key}`, 'a value', undefined);
    for (const key of Object.keys(value).filter(
      (name) => !required.includes(name) && !optional.includes(name),
    ))
      this.wrong(`${path}.${clip(key)}`, 'no such field', value[key]);
    return { ...value };
  }

  list(value: unknown, path: string, lengthMin: number, lengthMax: number): readonly unknown[] {
    const isList = Array.isArray(value) && value.length >= lengthMin && value.length <= lengthMax;
    if (isList) return value as readonly unknown[];
    this.#breakOff(path, `a list of ${lengthMin} to ${lengthMax}`, value);
    return [];
  }

  /** Text of 1 to `lengthMax` code units without control, format or surrogate characters. */
  text(value: unknown, path: string, lengthMax: number): string {
    const isText = typeof value === 'string' && value.length <= lengthMax && PRINTABLE.test(value);
    return isText ? value : this.wrong(path, `printable text of 1 to ${lengthMax} characters`, value, '');
  }

  oneOf<const Item extends string | number>(value: unknown, path: string, items: readonly Item[]): Item {
    const item = items.find((candidate) => candidate === value);
    return item ?? this.wrong(path, items.map((each) => JSON.stringify(each)).join(' or '), value, items[0]);
  }

  integer(value: unknown, path: string, min: number, max = Number.MAX_SAFE_INTEGER): number {
    const isInside = Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max;
    return isInside && !Object.is(value, -0)
      ? (value as number)
      : this.wrong(path, `an integer of ${min} to ${max}`, value, min);
  }

  /** Whatever `isRight` lets in. */
  matching<T>(value: unknown, path: string, expected: string, isRight: (value: unknown) => value is T): T {
    return isRight(value) ? value : this.wrong(path, expected, value, value as T);
  }

  wrong<T>(path: string, expected: string, received: unknown, placeholder?: T): T {
    const isCovered = this.#broken.some((prefix) => path.startsWith(prefix)) || this.#problems.has(path);
    if (!isCovered)
      this.#problems.set(
        path,
        `${path} needs ${expected}, got ${shown(received)}`.replaceAll(UNPRINTABLE, '\ufffd'),
      );
    return placeholder as T;
  }

  /** Refuses with `code` and every problem noted, or returns. */
  end(code: string, noun: string, remedy: string): void {
    const count = this.#problems.size;
    if (count === 0) return;
    const listed = [...this.#problems.values()].slice(0, PROBLEMS_SHOWN_MAX).join('; ');
    const rest = count > PROBLEMS_SHOWN_MAX ? `; and ${count - PROBLEMS_SHOWN_MAX} more` : '';
    throw refusal(code, `${noun} has ${count} wrong field${count === 1 ? '' : 's'}: ${listed}${rest}`, {
      remedy,
    });
  }

  #breakOff(path: string, expected: string, received: unknown): void {
    this.wrong(path, expected, received);
    this.#broken.push(`${path}.`, `${path}[`);
  }
}

// More than a screen of problems helps nobody, and the sentence goes into logs.
const PROBLEMS_SHOWN_MAX = 20;
// What would break a log line or turn a sentence around on its reader.
const UNPRINTABLE = /\p{C}/gu;
const PRINTABLE = /^\P{C}+$/u;

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return clip(typeof value === 'string' ? JSON.stringify(value) : `${value as number | boolean | null}`);
}

function clip(text: string): string {
  return JSON.stringify(text).length > 66 ? `${text.slice(0, 60).toWellFormed()}…` : text.toWellFormed();
}

import canonicalize from 'canonicalize';
import { digestOf, type Digest } from './digest.ts';
import { refusal } from './errors.ts';

/** Plain JSON as statements allow it: no floats (write a decimal string), no dates, no undefined. */
export type PlainJson =
  | string
  | number
  | boolean
  | null
  | readonly PlainJson[]
  | { readonly [key: string]: PlainJson | undefined };

/** RFC 8785 (JCS) bytes of plain JSON; refuses what would not survive another reader. */
export function canonicalJson(value: PlainJson): string {
  assertPlain(value, '$', 0);
  const text = canonicalize(value);
  if (text === undefined) throw notPlain('$', 'undefined');
  return text;
}

export function digestOfJson(value: PlainJson): Digest {
  return digestOf(canonicalJson(value));
}

const DEPTH_MAX = 64;

function assertPlain(value: unknown, path: string, depth: number): void {
  if (depth > DEPTH_MAX) throw notPlain(path, `nesting deeper than ${DEPTH_MAX}`);
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'string') return assertText(value, path);
  if (typeof value === 'number') return assertInteger(value, path);
  if (Array.isArray(value)) return value.forEach((item, i) => assertPlain(item, `${path}[${i}]`, depth + 1));
  if (typeof value === 'object' && isBareObject(value)) return assertEntries(value, path, depth);
  throw notPlain(path, typeof value);
}

function assertEntries(value: object, path: string, depth: number): void {
  for (const [key, item] of Object.entries(value)) {
    assertText(key, path);
    if (item !== undefined) assertPlain(item, `${path}.${key}`, depth + 1);
  }
}

function assertText(value: string, path: string): void {
  if (!value.isWellFormed()) throw notPlain(path, 'a string with a lone surrogate');
}

function assertInteger(value: number, path: string): void {
  if (!Number.isSafeInteger(value)) throw notPlain(path, `the number ${value}`);
  if (Object.is(value, -0)) throw notPlain(path, '-0');
}

function isBareObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function notPlain(path: string, received: string) {
  return refusal('BASE_JSON_NOT_PLAIN', `${path} is not plain JSON`, {
    expected: 'objects, arrays, well-formed strings, booleans, null, integers up to 2^53-1',
    received,
  });
}

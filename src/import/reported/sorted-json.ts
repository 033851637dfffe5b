import { isList, isObject } from './field.ts';
import type { Json } from './reported-record.ts';

/** JSON with the members of every object in one order, so that equal records are equal text. Its depth is bounded before. */
export function sortedJson(value: Json): string {
  if (isList(value)) return `[${value.map(sortedJson).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${sortedJson(member)}`).join(',')}}`;
}

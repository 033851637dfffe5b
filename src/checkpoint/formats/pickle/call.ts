import type { AllowedGlobal } from './allowed-globals.ts';
import { numpyCalls } from './numpy-calls.ts';
import { pickleOperation } from './pickle-error.ts';
import { dict, isHashable, type PickleValue } from './pickle-value.ts';
import { torchCalls } from './torch-calls.ts';

/** What a call of one listed global gives; null where its arguments are not those that its writer gives it. */
export type Call = (args: readonly PickleValue[]) => PickleValue | null;

/** Says what the call would build; refuses other arguments than those of the known writers. */
export function call(global: AllowedGlobal, args: readonly PickleValue[]): PickleValue {
  const result = calls.get(global.id)?.(args) ?? null;
  if (result !== null) return result;
  const kinds = args.slice(0, 10).map(({ kind }) => kind);
  throw pickleOperation(`${global.id} called as its writer calls it`, `(${kinds.join(', ')})`);
}

const calls: ReadonlyMap<string, Call> = new Map<string, Call>([
  ['collections.OrderedDict', orderedDict],
  ['collections.Counter', counter],
  ...(['builtins', '__builtin__'] as const).flatMap((module): [string, Call][] => [
    [`${module}.set`, set],
    [`${module}.complex`, complex],
    [`${module}.bytes`, (args) => (args.length === 0 ? bytes(Buffer.alloc(0), false) : null)],
    [`${module}.bytearray`, bytearray],
  ]),
  ['_codecs.encode', encode],
  ...torchCalls,
  ...numpyCalls,
]);

/** Empty, or Python 2's list of pairs. */
function orderedDict(args: readonly PickleValue[]): PickleValue | null {
  const [pairs] = args;
  const made = dict(true);
  if (pairs === undefined) return made;
  if (args.length > 1 || (pairs.kind !== 'list' && pairs.kind !== 'tuple')) return null;
  for (const pair of pairs.items) {
    if ((pair.kind !== 'list' && pair.kind !== 'tuple') || pair.items.length !== 2) return null;
    const [key, value] = pair.items;
    if (key === undefined || value === undefined || !isHashable(key)) return null;
    made.entries.push([key, value]);
  }
  return made;
}

function counter(args: readonly PickleValue[]): PickleValue | null {
  const [counts] = args;
  const made = dict(true);
  if (args.length > 1 || (counts !== undefined && counts.kind !== 'dict')) return null;
  for (const entry of counts?.entries ?? []) made.entries.push(entry);
  return made;
}

function set(args: readonly PickleValue[]): PickleValue | null {
  const [items] = args;
  if (args.length > 1) return null;
  if (items === undefined) return { kind: 'set', items: [], isFrozen: false };
  const isIterable = items.kind === 'list' || items.kind === 'tuple' || items.kind === 'set';
  return isIterable && items.items.every(isHashable)
    ? { kind: 'set', items: [...items.items], isFrozen: false }
    : null;
}

function complex(args: readonly PickleValue[]): PickleValue | null {
  const isPair = args.length === 2 && args.every(({ kind }) => kind === 'float');
  return isPair ? { kind: 'named', name: 'complex' } : null;
}

function bytearray(args: readonly PickleValue[]): PickleValue | null {
  const [content] = args;
  if (args.length > 1 || (content !== undefined && content.kind !== 'bytes')) return null;
  return bytes(content?.bytes ?? Buffer.alloc(0), true);
}

/** How protocols 0 to 2 spell bytes. */
function encode(args: readonly PickleValue[]): PickleValue | null {
  const [text, encoding] = args;
  if (args.length !== 2 || text?.kind !== 'text' || encoding?.kind !== 'text') return null;
  const codePointMax = CODE_POINT_MAX.get(encoding.value);
  if (codePointMax === undefined) return null;
  if (codePointMax === Infinity) return bytes(Buffer.from(text.value, 'utf8'), false);
  const encoded = Buffer.from(text.value, 'latin1');
  for (let at = 0; at < text.value.length; at++) if (text.value.charCodeAt(at) > codePointMax) return null;
  return bytes(encoded, false);
}

const CODE_POINT_MAX: ReadonlyMap<string, number> = new Map([
  ['latin1', 0xff],
  ['ascii', 0x7f],
  ['utf-8', Infinity],
]);

function bytes(content: Uint8Array, isMutable: boolean): PickleValue {
  return { kind: 'bytes', bytes: content, isMutable, at: null };
}

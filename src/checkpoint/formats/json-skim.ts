import { refuse } from '../checkpoint-error.ts';

/** A value in JSON bytes that nobody has built. */
export interface JsonSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * The members of an object in JSON bytes, without building the values: a vocabulary of 64 MiB costs no memory. It
 * checks brackets, strings and separators, not every token; refuses with `CHECKPOINT_JSON_MALFORMED`.
 */
export function* skimObject(
  bytes: Uint8Array,
  span: JsonSpan,
): Generator<{ readonly key: string; readonly value: JsonSpan }> {
  for (const { start, end } of skimItems(bytes, span, 0x7b)) {
    const keyEnd = endOfString(bytes, start, end);
    const colon = skipSpace(bytes, keyEnd, end);
    if (bytes[colon] !== 0x3a) throw malformed(colon, 'a colon');
    const key: unknown = parsed(bytes, { start, end: keyEnd });
    if (typeof key !== 'string') throw malformed(start, 'a key');
    yield { key, value: { start: skipSpace(bytes, colon + 1, end), end } };
  }
}

/** How many members or items a value has; null for one that is neither object nor list. */
export function skimCount(bytes: Uint8Array, span: JsonSpan): number | null {
  const first = bytes[span.start];
  if (first !== 0x7b && first !== 0x5b) return null;
  let count = 0;
  for (const _ of skimItems(bytes, span, first)) count++;
  return count;
}

/** The whole text as one value, white space around it left out. */
export function wholeSpan(bytes: Uint8Array): JsonSpan {
  const start = skipSpace(bytes, 0, bytes.byteLength);
  const end = endOfValue(bytes, start, bytes.byteLength);
  if (skipSpace(bytes, end, bytes.byteLength) < bytes.byteLength) throw malformed(end, 'the end of the text');
  return { start, end };
}

/** A span as text, where it is a string of JSON; undefined for other values. */
export function stringAt(bytes: Uint8Array, span: JsonSpan): string | undefined {
  const value = bytes[span.start] === 0x22 && span.end - span.start < STRING_BYTES_MAX && parsed(bytes, span);
  return typeof value === 'string' ? value : undefined;
}

const STRING_BYTES_MAX = 1 << 20;

/** What stands between the commas; members with their keys. */
function* skimItems(bytes: Uint8Array, { start, end }: JsonSpan, opening: number): Generator<JsonSpan> {
  const closing = opening === 0x7b ? 0x7d : 0x5d;
  if (bytes[start] !== opening) throw malformed(start, opening === 0x7b ? 'an object' : 'a list');
  let at = skipSpace(bytes, start + 1, end);
  if (bytes[at] === closing) return;
  for (;;) {
    const itemEnd = endOfItem(bytes, at, end);
    yield { start: at, end: itemEnd };
    const next = skipSpace(bytes, itemEnd, end);
    if (bytes[next] === closing) return;
    if (bytes[next] !== 0x2c) throw malformed(next, 'a comma');
    at = skipSpace(bytes, next + 1, end);
  }
}

/** An item, or a key with its colon and value. */
function endOfItem(bytes: Uint8Array, start: number, limit: number): number {
  const end = endOfValue(bytes, start, limit);
  const colon = skipSpace(bytes, end, limit);
  if (bytes[start] !== 0x22 || bytes[colon] !== 0x3a) return end;
  return endOfValue(bytes, skipSpace(bytes, colon + 1, limit), limit);
}

function endOfValue(bytes: Uint8Array, start: number, limit: number): number {
  const first = bytes[start];
  if (first === 0x22) return endOfString(bytes, start, limit);
  if (first === 0x7b || first === 0x5b) return endOfBrackets(bytes, start, limit);
  let end = start;
  while (end < limit && SCALAR.has(bytes[end] ?? 0)) end++;
  if (end === start) throw malformed(start, 'a value');
  return end;
}

/** Letters, digits, sign and point: what numbers, true, false and null are made of. */
const SCALAR: ReadonlySet<number> = new Set(
  Buffer.from('0123456789+-.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'),
);

/** Counts both kinds of brackets together: only their order inside stays unchecked. */
function endOfBrackets(bytes: Uint8Array, start: number, limit: number): number {
  let depth = 0;
  for (let at = start; at < limit; at++) {
    const byte = bytes[at];
    if (byte === 0x22) at = endOfString(bytes, at, limit) - 1;
    else if (byte === 0x7b || byte === 0x5b) depth++;
    else if ((byte === 0x7d || byte === 0x5d) && --depth === 0) return at + 1;
  }
  throw malformed(start, 'a bracket that closes');
}

function endOfString(bytes: Uint8Array, start: number, limit: number): number {
  if (bytes[start] !== 0x22) throw malformed(start, 'a string');
  for (let at = start + 1; at < limit; at++) {
    if (bytes[at] === 0x5c) at++;
    else if (bytes[at] === 0x22) return at + 1;
  }
  throw malformed(start, 'the end of a string');
}

function skipSpace(bytes: Uint8Array, start: number, limit: number): number {
  let at = start;
  while (at < limit && isSpace(bytes[at])) at++;
  return at;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function parsed(bytes: Uint8Array, { start, end }: JsonSpan): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString());
  } catch {
    throw malformed(start, 'a well-formed string');
  }
}

function malformed(at: number, expected: string) {
  return refuse('CHECKPOINT_JSON_MALFORMED', `the JSON is not well formed at byte ${at}`, { expected });
}

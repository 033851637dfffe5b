import { pickleMalformed, pickleOperation } from './pickle-error.ts';
import type { PickleValue } from './pickle-value.ts';

/** A memo's key in decimal; Python's int() would also take `1_0`, ` 1` and other scripts' digits. */
export function memoKeyOf(line: Buffer): number {
  const text = line.toString('latin1');
  if (!/^(0|[1-9]\d{0,8})$/.test(text))
    throw pickleMalformed('a plain memo key', JSON.stringify(text.slice(0, 40)));
  return Number(text);
}

/** INT: a decimal number, or `00` and `01` for truth values. */
export function intOf(line: Buffer): PickleValue {
  const text = line.toString('latin1');
  if (text === '00' || text === '01') return { kind: 'bool', value: text === '01' };
  return wholeOf(text);
}

/** LONG: the same with an L behind it. */
export function longOf(line: Buffer): PickleValue {
  const text = line.toString('latin1');
  return wholeOf(text.endsWith('L') ? text.slice(0, -1) : text);
}

function wholeOf(text: string): PickleValue {
  if (!/^(0|-?[1-9]\d{0,999})$/.test(text))
    throw pickleMalformed('a plain whole number', JSON.stringify(text.slice(0, 40)));
  return int(BigInt(text));
}

/** A double holds most; the others stay exact. */
export function int(value: bigint): PickleValue {
  const number = Number(value);
  return { kind: 'int', value: Number.isSafeInteger(number) ? number : value };
}

/** FLOAT, as repr() writes it. */
export function floatOf(line: Buffer): PickleValue {
  const text = line.toString('latin1');
  if (!/^-?(\d{1,400}(\.\d{0,400})?(e[+-]?\d{1,4})?|inf|nan)$/.test(text))
    throw pickleMalformed('a plain decimal number', JSON.stringify(text.slice(0, 40)));
  return { kind: 'float', value: Number(text.replace('inf', 'Infinity').replace('nan', 'NaN')) };
}

/** STRING: quoted ASCII with the escapes that repr() writes. */
export function quotedOf(line: Buffer): PickleValue {
  const text = line.toString('latin1');
  const quote = text[0];
  if (text.length < 2 || (quote !== '"' && quote !== "'") || !text.endsWith(quote))
    throw pickleMalformed('a quoted string', JSON.stringify(text.slice(0, 40)));
  const inner = text.slice(1, -1);
  if (!/^([\x20-\x5b\x5d-\x7e]|\\[\\'"nrt]|\\x[0-7][0-9a-f])*$/.test(inner))
    throw pickleOperation('a string of ASCII', JSON.stringify(inner.slice(0, 40)));
  return { kind: 'text', value: inner.replaceAll(/\\(x..|.)/g, (_, escape: string) => unescaped(escape)) };
}

function unescaped(escape: string): string {
  if (escape.length === 3) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
  return { n: '\n', r: '\r', t: '\t' }[escape] ?? escape;
}

/** UNICODE: latin-1 with \u and \U escapes, as Python's raw-unicode-escape. */
export function rawUnicodeOf(line: Buffer): PickleValue {
  const value = line
    .toString('latin1')
    .replaceAll(/\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^])|\\$/g, (whole, escape: string | undefined) =>
      codePoint(whole, escape ?? ''),
    );
  if (!value.isWellFormed()) throw pickleOperation('well-formed text', 'a lone surrogate');
  return { kind: 'text', value };
}

function codePoint(whole: string, escape: string): string {
  if (escape.length > 1 && Number.parseInt(escape.slice(1), 16) <= 0x10ffff)
    return String.fromCodePoint(Number.parseInt(escape.slice(1), 16));
  if (/^[uU]/.test(escape)) throw pickleMalformed('an escape of four or eight hex digits', whole);
  return whole;
}

/** BINSTRING: bytes of Python 2, read as text where they are ASCII. */
export function asciiOf(bytes: Buffer): PickleValue {
  if (!bytes.every((byte) => byte < 0x80))
    throw pickleOperation('a string of ASCII', "Python 2's string of bytes");
  return { kind: 'text', value: bytes.toString('latin1') };
}

export function utf8Of(bytes: Buffer): PickleValue {
  return { kind: 'text', value: decodeUtf8(bytes) };
}

/** The two lines of GLOBAL and INST. */
export function nameOf(line: Buffer): string {
  return decodeUtf8(line);
}

function decodeUtf8(bytes: Buffer): string {
  // Most are short and ASCII: the loop is several times faster than a decoder.
  if (bytes.byteLength < 64 && bytes.every((byte) => byte < 0x80)) return bytes.toString('latin1');
  try {
    return UTF8.decode(bytes);
  } catch {
    throw pickleOperation('text in UTF-8', 'other bytes');
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** LONG1 and LONG4: two's complement, little-endian. */
export function twosComplement(bytes: Buffer): PickleValue {
  if (bytes.byteLength > LONG_BYTES_MAX)
    throw pickleMalformed(`a number of at most ${LONG_BYTES_MAX} bytes`, `${bytes.byteLength}`);
  if (bytes.byteLength === 0) return int(0n);
  const unsigned = BigInt(`0x${Buffer.from(bytes.toReversed()).toString('hex')}`);
  return int(BigInt.asIntN(bytes.byteLength * 8, unsigned));
}

const LONG_BYTES_MAX = 1024;

import { refusal } from '../base/errors.ts';

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

/** `8GB`, `7.5 GiB` or `512MB` as bytes. */
export function bytesIn(flag: string, text: string): number {
  const [, number = '', unit = ''] = /^\s*(\d{1,15}(?:\.\d{1,6})?)\s*([A-Za-z]{0,3})\s*$/.exec(text) ?? [];
  const bytes = Math.floor(Number(number) * (UNITS[unit.toLowerCase()] ?? NaN));
  if (number !== '' && Number.isSafeInteger(bytes)) return bytes;
  throw unreadable(flag, 'a size such as 8GB, 7.5GiB or 512MB', text);
}

/** A whole number, not below zero. */
export function countIn(flag: string, text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw unreadable(flag, 'a whole number', text);
}

function unreadable(flag: string, expected: string, received: string) {
  return refusal('CLI_AMOUNT_UNREADABLE', `${flag} can’t be read`, {
    expected,
    received: received.slice(0, 100),
  });
}

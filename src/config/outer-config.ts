import { isIP } from 'node:net';
import { refusal } from '../base/errors.ts';
import type { Environment } from './env.ts';

/** How a hub stands towards the world. */
export interface OuterConfig {
  /** Addresses and networks of the proxies before the hub; null: none was named. */
  readonly trustedProxies: readonly string[] | null;
  /** Where others reach the hub, as an origin; null: where it listens. */
  readonly outerUrl: string | null;
  /** Whether strangers may ask GraphQL for its schema. */
  readonly isIntrospectable: boolean;
  readonly rates: Rates;
}

/** What one asker may ask. */
export interface Rates {
  /** Questions of an address without a token, in five minutes. */
  readonly anonymous: number;
  /** Questions of a contributor, in five minutes. */
  readonly contributor: number;
  /** Files and ranges of them, of an address, in ten seconds. */
  readonly files: number;
}

export interface OuterFlags {
  readonly public?: boolean;
  readonly baseUrl?: string;
  readonly trustProxy?: readonly string[];
}

export const RATES: Rates = { anonymous: 600, contributor: 3000, files: 1000 };

/** Reads it; who says that a hub is public must say where it is reached and through whom. */
export function outerConfig(flags: OuterFlags, env: Environment): OuterConfig {
  const proxies = flags.trustProxy?.length ? flags.trustProxy : env.trustProxy?.split(',');
  const trustedProxies = proxies?.flatMap((text) => networksOf(text.trim())) ?? null;
  const baseUrl = flags.baseUrl ?? env.baseUrl;
  const outerUrl = baseUrl === undefined ? null : originOf(baseUrl);
  if (flags.public ?? onOff('HEIRLOOM_PUBLIC', env.public ?? 'off')) requireOuter(trustedProxies, outerUrl);
  return {
    trustedProxies,
    outerUrl,
    isIntrospectable: onOff('HEIRLOOM_INTROSPECTION', env.introspection ?? 'on'),
    rates: {
      anonymous: rateOf('HEIRLOOM_ANONYMOUS_LIMIT', env.anonymousLimit) ?? RATES.anonymous,
      contributor: rateOf('HEIRLOOM_MEMBER_LIMIT', env.memberLimit) ?? RATES.contributor,
      files: rateOf('HEIRLOOM_FILE_LIMIT', env.fileLimit) ?? RATES.files,
    },
  };
}

export function onOff(name: string, text: string): boolean {
  if (text === 'on' || text === 'off') return text === 'on';
  throw refusal('CONFIG_SWITCH_INVALID', `${name} is not a switch`, {
    expected: 'on or off',
    received: text,
  });
}

// Without these every stranger would look like a program of this machine, and torrents would name it.
function requireOuter(trustedProxies: readonly string[] | null, outerUrl: string | null): void {
  if (trustedProxies && outerUrl?.startsWith('https://')) return;
  throw refusal('CONFIG_PUBLIC_UNSAFE', 'a public hub needs a proxy with TLS, and must know both its ends', {
    expected: '--base-url https://NAME and --trust-proxy ADDRESS',
    received: `${outerUrl ?? 'no base URL'}, ${trustedProxies ? 'a trusted proxy' : 'no trusted proxy'}`,
    remedy: 'put a proxy with TLS before the hub and name both, or leave --public out',
  });
}

function networksOf(text: string): readonly string[] {
  if (text === 'loopback') return ['127.0.0.0/8', '::1/128'];
  const [address = '', bits, ...more] = text.split('/');
  const bitsMax = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const isBits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= bitsMax);
  if (bitsMax > 0 && isBits && more.length === 0) return [text];
  throw refusal('CONFIG_PROXY_INVALID', '--trust-proxy names no proxy', {
    expected: 'an address like 10.0.0.2, a network like 10.0.0.0/24, or loopback',
    received: text,
  });
}

function originOf(text: string): string {
  const url = URL.parse(text);
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (url && isWeb && url.href === `${url.origin}/`) return url.origin;
  throw refusal('CONFIG_BASE_URL_INVALID', '--base-url is not the address of a hub', {
    expected: 'https://NAME or https://NAME:PORT, without a path',
    received: text,
  });
}

function rateOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text);
  throw refusal('CONFIG_RATE_INVALID', `${name} is not a number of requests`, {
    expected: 'a whole number from 1 on',
    received: text,
  });
}

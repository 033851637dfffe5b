import type { IncomingMessage } from 'node:http';
import { isIP, type BlockList } from 'node:net';
import { listOf, plainAddress, scopeOf } from './address-scope.ts';

/** Whose allowance a request takes. A header decides nothing else: no peer is listed by it. */
export interface Asker {
  readonly address: string;
  /** A program of this machine that nobody forwarded for: it may ask without bounds. */
  readonly isLocal: boolean;
}

export type FindAsker = (request: Pick<IncomingMessage, 'headers'> & { socket: Socket }) => Asker;

/**
 * With `proxies` (addresses or networks whose word is taken), an asker is the last one they name that is none of them,
 * and nobody is local: what reaches this machine came through them. Without, a proxy on this machine is believed about
 * the last address it names, and who was forwarded is not local either.
 */
export function askersBehind(proxies: readonly string[] | null): FindAsker {
  const trusted = proxies && listOf(proxies);
  return ({ socket, headers }) => {
    const peer = plainAddress(socket.remoteAddress ?? '');
    const named = addressesIn(headers['x-forwarded-for']);
    if (trusted) return { address: lastStranger(trusted, [...named, peer]), isLocal: false };
    if (scopeOf(peer) !== 'LOOPBACK') return { address: peer, isLocal: false };
    const last = named.at(-1) ?? '';
    return { address: isIP(last) === 0 ? peer : last, isLocal: !FORWARDED.some((name) => name in headers) };
  };
}

// Whatever a proxy calls it: a request that has one of these was not made here.
const FORWARDED = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'];

// From the right, for each proxy adds whom it heard; what stands further left is a stranger's word.
function lastStranger(trusted: BlockList, chain: readonly string[]): string {
  let address = chain.at(-1) ?? '';
  for (const next of chain.toReversed()) {
    if (isIP(next) === 0) return address;
    address = next;
    if (!trusted.check(next, isIP(next) === 4 ? 'ipv4' : 'ipv6')) return address;
  }
  return address;
}

function addressesIn(header: string | string[] | undefined): readonly string[] {
  if (header === undefined) return [];
  return String(header)
    .split(',')
    .map((part) => plainAddress(part.trim()));
}

interface Socket {
  readonly remoteAddress?: string | undefined;
}

import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { plainAddress, scopeOf } from './address-scope.ts';

/**
 * Whose allowance a request takes: the socket's address, or behind a proxy on this machine whom the proxy names last.
 * A header decides nothing else: no peer is listed by it, and from another machine it is not read.
 */
export function askerOf({ socket, headers }: Pick<IncomingMessage, 'headers'> & { socket: Socket }): string {
  const address = plainAddress(socket.remoteAddress ?? '');
  if (scopeOf(address) !== 'LOOPBACK') return address;
  const named =
    String(headers['x-forwarded-for'] ?? '')
      .split(',')
      .at(-1)
      ?.trim() ?? '';
  return isIP(named) === 0 ? address : plainAddress(named);
}

interface Socket {
  readonly remoteAddress?: string | undefined;
}

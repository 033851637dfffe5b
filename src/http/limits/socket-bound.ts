import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { listOf, networkOf, plainAddress, scopeOf } from '../../swarm/address-scope.ts';

/** Of one network at once: a school behind one address, and far from all 2,000. */
const SOCKETS_OF_ONE_MAX = 200;

/** Ends connections beyond a network's share at once; this machine and trusted proxies have no share to keep to. */
export function boundSockets(server: Server, proxies: readonly string[] | null): void {
  const trusted = listOf(proxies ?? []);
  const counts = new Map<string, number>();
  const isBounded = (address: string) =>
    scopeOf(address) !== 'LOOPBACK' && !trusted.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
  server.on('connection', (socket: Socket) => {
    const address = plainAddress(socket.remoteAddress ?? '');
    if (!isBounded(address)) return;
    const network = networkOf(address);
    const open = counts.get(network) ?? 0;
    if (open >= SOCKETS_OF_ONE_MAX) return void socket.destroy();
    counts.set(network, open + 1);
    socket.once('close', () => {
      const left = (counts.get(network) ?? 1) - 1;
      if (left > 0) counts.set(network, left);
      else counts.delete(network);
    });
  });
}

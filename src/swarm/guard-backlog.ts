import type { Wire } from 'webtorrent';
import { REQUESTS_MAX } from './seeding/peer-session.ts';

/** One reader that never reads drove a process to 2.8 GB before this guard. */
const BACKLOG_BYTES_MAX = 32 << 20;

/** Tells a peer how much it may ask at once, and drops one that asks without reading. */
export function guardBacklog(wire: Wire): void {
  wire.extendedHandshake.reqq = REQUESTS_MAX;
  wire.on('request', () => {
    const backlogBytes = wire._readableState?.buffered ?? 0;
    if (wire.peerRequests.length > 2 * REQUESTS_MAX || backlogBytes > BACKLOG_BYTES_MAX) wire.destroy();
  });
}

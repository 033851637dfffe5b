import { randomBytes } from 'node:crypto';

/** How clients know a hub among the peers, and spare it. */
export const HUB_PEER_ID_PREFIX = '-HO0001-';
export const PEER_ID_PREFIX = '-HL0001-';

/** 20 bytes (BEP 20) in 40 hex digits. */
export function newPeerId(isHub: boolean): string {
  const prefix = isHub ? HUB_PEER_ID_PREFIX : PEER_ID_PREFIX;
  return Buffer.concat([Buffer.from(prefix), randomBytes(12)]).toString('hex');
}

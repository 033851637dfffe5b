import type { Clock } from '../../base/clock.ts';
import { refusal } from '../../base/errors.ts';
import type { Store } from '../../store/store.ts';
import { addressFor, announceTokenText, readAnnounceToken } from '../../swarm/announce-token.ts';
import type { Viewer } from './viewer.ts';

/** Who may have files and be in swarms: everybody, or on a hub for members only its contributors alone. */
export interface SwarmAccess {
  readonly isMembersOnly: boolean;
  isOpenTo(viewer: Viewer): boolean;
  /** The viewer's own announce token; null where none is needed, and for nobody. */
  tokenOf(viewer: Viewer): string | null;
  /** An address of this hub as the viewer asks it. */
  addressFor(viewer: Viewer, address: string): string;
  /** Whether an announce token opens anything: sealed here, not ended, and neither has what it stands for. */
  admits(token: string | null): Promise<boolean>;
}

export interface SwarmAccessParts {
  readonly isMembersOnly: boolean;
  readonly secret: Uint8Array;
  readonly store: Store;
  readonly clock: Clock;
}

export function swarmAccess({ isMembersOnly, secret, store, clock }: SwarmAccessParts): SwarmAccess {
  const tokenOf = (viewer: Viewer) => {
    if (!isMembersOnly || viewer.kind === 'ANONYMOUS') return null;
    const { id: tokenId, expiresAt } = viewer.token;
    return announceTokenText(secret, { tokenId, expiresAt: earlier(expiresAt, endOf(clock.now())) });
  };
  return {
    isMembersOnly,
    isOpenTo: (viewer) => !isMembersOnly || viewer.kind === 'CONTRIBUTOR',
    tokenOf,
    addressFor: (viewer, address) => addressFor(tokenOf(viewer), address),
    async admits(token) {
      if (!isMembersOnly) return true;
      const read = token === null ? null : readAnnounceToken(secret, token);
      if (!read || read.expiresAt <= clock.now()) return false;
      return store.contributors.isTokenLive(read.tokenId, clock.now());
    },
  };
}

/** The same words whether a file is there or not. */
export function membersOnly() {
  return refusal('HUB_MEMBERS_ONLY', 'this hub gives files to its contributors alone', {
    expected: 'Authorization: Bearer hlm_…, or an address with a live token',
    received: 'neither',
    remedy: 'run heirloom login, then the same command again',
  });
}

const DAY_MS = 86_400_000;
/** Long enough for a .torrent that lies in a client for weeks; a leaked one ends by itself. */
const DAYS = 30;

// Whole days, so that a viewer's addresses stay the same from one question to the next.
function endOf(now: Date): Date {
  return new Date((Math.floor(now.getTime() / DAY_MS) + 1 + DAYS) * DAY_MS);
}

function earlier(one: Date, other: Date): Date {
  return one < other ? one : other;
}

import type { PeerView } from './torrent-wires.ts';

/** Blocks that a slow peer owes and another would bring sooner. */
export interface TakeOver {
  readonly slowest: PeerView;
  readonly owed: readonly { readonly piece: number; readonly offset: number; readonly length: number }[];
}

/**
 * What to take from who is slow where who is fast has no work: near the end all that is missing may wait with one slow
 * peer. Only what the other has, though: a peer whose only holder is kept resting never gives it.
 */
export function takeOver(peers: Iterable<PeerView>): TakeOver | null {
  const askable = [...peers].filter(({ wire, isResting }) => !wire.peerChoking && !isResting);
  const busy = askable.filter(({ wire }) => wire.requests.length > 0);
  const [slowest] = busy.toSorted((a, b) => owedSeconds(b) - owedSeconds(a));
  if (!slowest) return null;
  for (const helper of askable) {
    if (helper === slowest || helper.wire.requests.length > 1) continue;
    const owed = slowest.wire.requests.filter(({ piece }) => helper.wire.peerPieces.get(piece));
    const seconds = HELP_SECONDS + (3 * owed.length * BLOCK_BYTES) / helper.bytesPerSecond;
    if (owed.length > 0 && seconds < owedSeconds(slowest)) return { slowest, owed };
  }
  return null;
}

const BLOCK_BYTES = 16_384;
/** To take over costs a round trip. */
const HELP_SECONDS = 0.2;

function owedSeconds({ wire, bytesPerSecond }: PeerView): number {
  return (wire.requests.length * BLOCK_BYTES) / Math.max(bytesPerSecond, 1);
}

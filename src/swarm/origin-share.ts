/*
 * origin    the hub, by HTTP or as a peer: what everybody could ask for everything
 * segment   neighbouring pieces that one leecher fetches from the origin for all
 * share     the segments that fall to us: each leecher reckons the same from the peer ids it sees (rendezvous hashing)
 */

/** Pieces that one request for a segment covers: long enough for a fast link, many enough to be shared by many. */
export function segmentPieces(sizeBytes: number, pieceBytes: number): number {
  const bytes = Math.min(SEGMENT_BYTES_MAX, Math.max(SEGMENT_BYTES_MIN, sizeBytes / SEGMENTS));
  return Math.max(1, Math.round(bytes / pieceBytes));
}

const SEGMENTS = 256;
const SEGMENT_BYTES_MIN = 256 << 10;
const SEGMENT_BYTES_MAX = 8 << 20;

/** 1 for each segment that is ours: where our id gives the highest draw of all. */
export function shareOf(ownId: string, otherIds: readonly string[], segments: number): Uint8Array {
  const own = seedOf(ownId);
  const others = otherIds.map(seedOf);
  return Uint8Array.from({ length: segments }, (_, segment) => {
    const draw = drawOf(own, segment);
    return others.every((other) => drawOf(other, segment) < draw) ? 1 : 0;
  });
}

/** Where to begin, so that leechers who don't know of one another yet begin at different places. */
export function startOf(ownId: string, segments: number): number {
  return drawOf(seedOf(ownId), 0) % segments;
}

/** FNV-1a. */
function seedOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The last mixing of MurmurHash3: neighbouring segments get draws that have nothing in common. */
function drawOf(seed: number, segment: number): number {
  let h = seed ^ Math.imul(segment + 1, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

import { fault, HeirloomError, refusal } from '../base/errors.ts';

/** Every way a swarm can say no. */
export type SwarmCode =
  | 'SWARM_BENCODE_MALFORMED'
  | 'SWARM_METAINFO_MALFORMED'
  | 'SWARM_INFOHASH_MISMATCH'
  | 'SWARM_SIZE_MISMATCH'
  | 'SWARM_DIGEST_MISMATCH'
  | 'SWARM_NO_SOURCE'
  | 'SWARM_NOBODY_HAS_IT'
  | 'SWARM_STALLED'
  | 'SWARM_POISONED'
  | 'SWARM_TRACKER_FAILED'
  | 'SWARM_HTTP_FAILED'
  | 'SWARM_DISK_FULL'
  | 'SWARM_DISK_TOO_SMALL'
  | 'SWARM_FOLDER_UNUSABLE'
  | 'SWARM_SEED_DAMAGED'
  | 'SWARM_CLIENT_FAILED';

export const swarmRefusal = refusal<SwarmCode>;
export const swarmFault = fault<SwarmCode>;

/** No source is to blame, and no other one would help. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof HeirloomError && error.code === 'SWARM_DISK_FULL';
}

import { randomBytes, randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Scope } from '../../attestation/role.ts';
import type { Store } from '../../store/store.ts';
import { tokenDigest } from './viewer.ts';

const DAY_MS = 86_400_000;

/** Makes `hlm_<256 random bits>_<crc32>`: recognisable by secret scanners, stored only as a digest. */
export async function issueToken(
  store: Store,
  request: { contributorId: number; label: string; scopes: readonly Scope[]; days: number; now: Date },
) {
  const random = randomBytes(32).toString('base64url');
  const secret = `hlm_${random}_${crc32(random).toString(16).padStart(8, '0')}`;
  const row = {
    id: randomUUID(),
    contributorId: request.contributorId,
    label: request.label,
    scopes: [...request.scopes],
    createdAt: request.now,
    expiresAt: new Date(request.now.getTime() + request.days * DAY_MS),
  };
  await store.contributors.addToken({ ...row, secretDigest: tokenDigest(secret) });
  return { secret, token: { ...row, revokedAt: null } };
}

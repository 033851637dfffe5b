import { parseDigest, type Digest } from '../../base/digest.ts';
import { refusal } from '../../base/errors.ts';
import { parseReference } from '../../checkpoint/reference.ts';
import type { CheckpointRecord } from '../../store/checkpoint-repository.ts';
import type { Hub } from './hub.ts';

/** A checkpoint that is published here with a digest, by any reference to it; or a coded refusal. */
export async function requirePublished(
  hub: Hub,
  reference: string,
): Promise<CheckpointRecord & { digest: string; coreDigest: string }> {
  const found = await hub.store.checkpoints.findByReference(parseReference(reference));
  if (found?.digest && found.coreDigest)
    return { ...found, digest: found.digest, coreDigest: found.coreDigest };
  throw refusal('HUB_CHECKPOINT_UNKNOWN', `no checkpoint ${reference} is published here`, {
    expected: 'owner/name, owner/name@revision or a checkpoint’s digest',
    received: found ? 'a stub: known by name only' : reference,
    remedy: 'look it up with heirloom search',
  });
}

/** What claims and reports on a published checkpoint are signed over: its core digest, so that a README resets nothing. */
export async function coreSubject(hub: Hub, reference: string): Promise<{ name: string; digest: Digest }> {
  const checkpoint = await requirePublished(hub, reference);
  return { name: displayName(checkpoint), digest: parseDigest(checkpoint.coreDigest) };
}

export function displayName(checkpoint: CheckpointRecord): string {
  const { modelName, revision, conversionId } = checkpoint;
  // A bare name means what was published last: of a legacy that is its conversion.
  const isBare = revision === 'main' && conversionId === null;
  if (modelName) return isBare ? modelName : `${modelName}@${revision}`;
  return checkpoint.stubName ?? checkpoint.digest ?? `#${checkpoint.id}`;
}

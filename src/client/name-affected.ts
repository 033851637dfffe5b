import type { Bodies } from '../attestation/predicates.ts';
import { isDigest, parseDigest } from '../base/digest.ts';
import { refusal } from '../base/errors.ts';
import { checkpointBrief, datasetBrief } from './generated/operations.ts';
import type { HubClient } from './hub-client.ts';

/** What somebody writes to name what an advisory is about. */
export interface AffectedWords {
  readonly checkpoint: readonly string[];
  readonly artifact: readonly string[];
  readonly license: readonly string[];
  readonly dataset: readonly string[];
}

/** Names as an advisory says them: checkpoints by core digest, datasets by the digest of their file. */
export async function nameAffected(
  client: HubClient,
  words: AffectedWords,
): Promise<Bodies['advisory']['affected']> {
  return [
    ...(await Promise.all(words.checkpoint.map(async (word) => coreOf(client, word)))),
    ...words.artifact.map((word) => ({ of: 'ARTIFACT' as const, digest: parseDigest(word) })),
    ...words.license.map((license) => ({ of: 'LICENSE' as const, license })),
    ...(await Promise.all(words.dataset.map(async (word) => datasetOf(client, word)))),
  ];
}

async function coreOf(client: HubClient, reference: string) {
  const { checkpoint } = await client.ask(checkpointBrief, { reference });
  if (isDigest(checkpoint?.coreDigest)) return { of: 'CHECKPOINT' as const, digest: checkpoint.coreDigest };
  throw refusal('HUB_CHECKPOINT_UNKNOWN', `no checkpoint ${reference} is published here`, {
    expected: 'owner/name, owner/name@revision or a checkpoint’s digest',
    received: reference,
  });
}

async function datasetOf(client: HubClient, reference: string) {
  const { dataset } = await client.ask(datasetBrief, { reference });
  if (isDigest(dataset?.digest)) return { of: 'DATASET' as const, digest: dataset.digest };
  throw refusal('HUB_DATASET_UNKNOWN', `no dataset ${reference} is published here`, { received: reference });
}

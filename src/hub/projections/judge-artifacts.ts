import { parseDigest } from '../../base/digest.ts';
import { extensionOf } from '../../checkpoint/formats/text.ts';
import type { Manifest } from '../../checkpoint/manifest.ts';
import type { ArtifactRecord } from '../../store/artifact-repository.ts';
import type { Hub } from '../context/hub.ts';
import { replaceInspection } from '../uploads/record-examination.ts';
import { joinParts } from './join-parts.ts';
import { rankOf, seenAs } from './verdict.ts';

/**
 * A checkpoint's files as they are in it: each under the name that it has there, and beside the others. The verdict is
 * this checkpoint's alone; of the bytes themselves only the best verdict under any name is kept.
 */
export async function judgeArtifacts(
  hub: Hub,
  manifest: Manifest,
  artifacts: readonly ArtifactRecord[],
): Promise<readonly ArtifactRecord[]> {
  const judged: ArtifactRecord[] = [];
  for (const [i, { path }] of manifest.artifacts.entries()) {
    const artifact = artifacts[i];
    if (artifact) judged.push(await underName(hub, artifact, path));
  }
  return joinParts(hub, manifest, judged);
}

async function underName(hub: Hub, artifact: ArtifactRecord, path: string): Promise<ArtifactRecord> {
  if (extensionOf(path) === extensionOf(artifact.path)) return artifact;
  const digest = parseDigest(artifact.digest);
  const answer = await hub.weights.inspectAgain(digest, path);
  if (rankOf(answer.inspection.state) > rankOf(artifact.state))
    await hub.store.transaction((store) => replaceInspection(store, digest, path, answer));
  return seenAs(artifact, answer);
}

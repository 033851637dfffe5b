import type { Statement } from '../../attestation/statement.ts';
import { refusal } from '../../base/errors.ts';
import type { ArtifactRecord } from '../../store/artifact-repository.ts';
import type { Hub } from '../context/hub.ts';
import { projectStubMerge } from './project-stub-merge.ts';
import type { Projection } from '../statements/accept-statement.ts';

/** A moderation statement lets a file go, or says which checkpoint a stub is. */
export async function projectModeration(
  hub: Hub,
  statement: Statement<'moderation'>,
): Promise<Projection<unknown>> {
  switch (statement.body.action) {
    case 'RELEASE':
      return projectRelease(hub, statement);
    case 'MERGE_STUB':
      return projectStubMerge(hub, statement);
  }
}

/** A steward lets a quarantined file go; its state stays what the inspection says. */
export async function projectRelease(
  hub: Hub,
  { subject }: Statement<'moderation'>,
): Promise<Projection<ArtifactRecord>> {
  const [artifact] = await hub.store.artifacts.byDigests([subject.digest]);
  if (!artifact || !(await hub.store.artifacts.isPublished(subject.digest))) throw unknown(subject.digest);
  assertHeld(artifact);
  return {
    async write(store, { logIndex }) {
      await store.artifacts.release(artifact.digest, logIndex);
      return { ...artifact, releaseLogIndex: logIndex };
    },
  };
}

function assertHeld({ state, releaseLogIndex }: ArtifactRecord): void {
  if (releaseLogIndex !== null)
    throw refusal('HUB_ARTIFACT_RELEASED', 'a steward has let this file go already', {
      received: `log index ${releaseLogIndex}`,
      remedy: 'nothing needs to be done',
    });
  if (state === 'QUARANTINED') return;
  throw refusal('HUB_ARTIFACT_NOT_HELD', 'only a quarantined file can be released', {
    expected: 'state QUARANTINED',
    received: state,
    ...(state === 'REJECTED' && { remedy: 'a structural attack stays where it is' }),
  });
}

function unknown(digest: string) {
  return refusal('HUB_ARTIFACT_UNKNOWN', `nothing published here contains ${digest}`, {
    expected: 'the digest of a published file',
    received: digest,
  });
}

import { refusal } from '../../base/errors.ts';
import type { Artifact } from '../../checkpoint/artifact.ts';
import { judgeName } from '../../checkpoint/judge-name.ts';
import type { ArtifactRecord } from '../../store/artifact-repository.ts';
import type { Hub } from '../context/hub.ts';
import type { Author } from '../context/viewer.ts';

/** A file by digest and size; the path is for messages only. */
export interface WantedArtifact extends Pick<Artifact, 'digest' | 'sizeBytes'> {
  readonly path: string;
}

/** The kept artifacts of a list of files, in its order; every one brought by the viewer or public already. */
export async function requireArtifacts(
  hub: Hub,
  viewer: Author,
  wanted: readonly WantedArtifact[],
): Promise<readonly ArtifactRecord[]> {
  const digests = [...new Set(wanted.map((artifact) => artifact.digest))];
  const kept = new Map(
    (await hub.store.artifacts.byDigests(digests)).map((artifact) => [artifact.digest, artifact]),
  );
  const granted = await hub.store.contributors.grantedUploads(viewer.contributor.id, digests);
  const found: ArtifactRecord[] = [];
  for (const { path, digest, sizeBytes } of wanted) {
    const artifact = kept.get(digest);
    const isReadable = granted.has(digest) || (artifact && (await hub.store.artifacts.isPublished(digest)));
    if (!artifact || !isReadable) throw notUploaded(path, digest);
    if (artifact.sizeBytes !== sizeBytes) throw wrongSize(path, sizeBytes, artifact.sizeBytes);
    found.push(artifact);
  }
  return found;
}

/** Refuses files that are a structural attack, or not what their names say. */
export function assertNoneRejected(
  wanted: readonly Pick<WantedArtifact, 'path'>[],
  artifacts: readonly ArtifactRecord[],
): void {
  for (const [i, artifact] of artifacts.entries()) {
    const path = wanted[i]?.path ?? artifact.path;
    if (judgeName(path, artifact.format) === 'DISGUISE') throw disguised(path, artifact.format);
    if (artifact.state === 'REJECTED') throw rejected(path, artifact);
  }
}

function notUploaded(path: string, digest: string) {
  return refusal('HUB_ARTIFACT_MISSING', `${path} was not uploaded`, {
    expected: `an upload with the digest ${digest}`,
    received: 'none by this contributor',
    remedy: 'upload the file to /uploads, then publish again',
  });
}

function wrongSize(path: string, expected: number, received: number) {
  return refusal('HUB_ARTIFACT_SIZE', `${path} has another size than announced`, {
    expected: `${expected} bytes`,
    received: `${received} bytes`,
  });
}

function disguised(path: string, format: string) {
  return refusal('HUB_ARTIFACT_DISGUISED', `${path} is not what its name says`, {
    expected: 'a name that fits the content',
    received: `${format} in ${path}`,
    remedy: 'give the file the name of what it is; nothing was published',
  });
}

function rejected(path: string, artifact: ArtifactRecord) {
  const finding = artifact.inspection.findings.find(({ severity }) => severity === 'ERROR');
  return refusal('HUB_ARTIFACT_REJECTED', `${path} is not a valid ${artifact.format} file`, {
    expected: `a ${artifact.format} file that its validator passes`,
    received: finding ? `${finding.rule}: ${finding.message}` : 'a structural attack',
    remedy: 'write the file again with a current library; nothing was published',
  });
}

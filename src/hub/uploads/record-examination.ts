import type { OtherDigestKind } from '../../checkpoint/digest-kind.ts';
import type { Inspection } from '../../checkpoint/inspection.ts';
import { hexOf, type Digest } from '../../base/digest.ts';
import { invariant } from '../../base/errors.ts';
import type { Store } from '../../store/store.ts';
import { rankOf } from '../projections/verdict.ts';
import type { Examination } from '../../weights/examination.ts';

/**
 * Writes what is known of new bytes: the artifact, its tensors, its names elsewhere. Bytes that are here already are
 * judged by the best of their names, so that nobody can hold back another's file by bringing it under a bad one.
 */
export async function recordExamination(
  store: Store,
  path: string,
  examination: Examination,
  now: Date,
): Promise<void> {
  const { digest, sizeBytes, pieceHashes, blockDigests, gitBlobDigest, inspection } = examination;
  invariant(pieceHashes, 'a hub hashes the pieces of what it takes in');
  const isNew = await store.artifacts.addIfNew({
    digest,
    sizeBytes,
    ...inspectionColumns(path, inspection),
    infohash: null,
    pieceHashes: Buffer.from(pieceHashes),
    blockDigests: blockDigests && Buffer.from(blockDigests),
    isNamed: false,
    releaseLogIndex: null,
    createdAt: now,
  });
  if (!isNew) return improve(store, path, examination);
  await store.tensors.replace(digest, inspection.tensors);
  const names: [OtherDigestKind, string | null][] = [
    ['GIT_BLOB_SHA1', gitBlobDigest],
    ['AUTO_V2', autoV2(digest)],
  ];
  await store.artifacts.addDigests(
    names.flatMap(([kind, value]) => (value === null ? [] : [{ kind, value, digest }])),
  );
}

async function improve(store: Store, path: string, examination: Examination): Promise<void> {
  const { digest, inspection } = examination;
  const [known] = await store.artifacts.byDigests([digest]);
  if (!known || rankOf(inspection.state) <= rankOf(known.state)) return;
  await replaceInspection(store, digest, path, examination);
}

/** What is known of an artifact's contents, anew. */
export async function replaceInspection(
  store: Store,
  digest: Digest,
  path: string,
  { inspection, blockDigests }: Pick<Examination, 'inspection' | 'blockDigests'>,
): Promise<void> {
  const columns = inspectionColumns(path, inspection);
  await store.artifacts.updateInspection(digest, {
    ...columns,
    blockDigests: blockDigests && Buffer.from(blockDigests),
  });
  await store.tensors.replace(digest, inspection.tensors);
}

/** The columns that another inspection of the same bytes may change. */
function inspectionColumns(path: string, { tensors, ...inspection }: Inspection) {
  return {
    path,
    format: inspection.format,
    state: inspection.state,
    inspection,
    inspectorVersion: inspection.inspectorVersion,
    weightsIdentity: inspection.weightsIdentity,
    tensorCount: tensors.length,
  };
}

const AUTO_V2_DIGITS = 10;

function autoV2(digest: Digest): string {
  return hexOf(digest).slice(0, AUTO_V2_DIGITS);
}

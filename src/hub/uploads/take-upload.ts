import { randomUUID } from 'node:crypto';
import type { Digest } from '../../base/digest.ts';
import type { Examination } from '../../weights/examination.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';

/** Every upload door ends here: examine, keep under the digest, remember who brought it. */
export async function takeUpload(
  hub: Hub,
  viewer: SignedInViewer,
  file: string,
  announced: { digest: Digest; path: string },
): Promise<Examination> {
  return remember(hub, viewer, await hub.weights.ingest(file, announced));
}

export async function takeBytes(
  hub: Hub,
  viewer: SignedInViewer,
  bytes: Uint8Array,
  announced: { digest: Digest; path: string },
): Promise<Examination> {
  return remember(hub, viewer, await hub.weights.ingestBytes(bytes, announced));
}

async function remember(hub: Hub, viewer: SignedInViewer, examination: Examination): Promise<Examination> {
  const { digest, sizeBytes, gitBlobDigest, pieceHashes, inspection } = examination;
  const now = hub.clock.now();
  await hub.store.transaction(async (store) => {
    await store.artifacts.addIfNew({
      digest,
      sizeBytes,
      gitBlobDigest,
      format: inspection.format,
      state: inspection.state,
      inspection,
      infohash: null,
      pieceHashes: Buffer.from(pieceHashes),
      createdAt: now,
    });
    await store.contributors.grantUpload(randomUUID(), viewer.contributor.id, digest, now);
  });
  hub.events.uploadTaken({
    digest,
    sizeBytes,
    state: inspection.state,
    contributor: viewer.contributor.name,
  });
  return examination;
}

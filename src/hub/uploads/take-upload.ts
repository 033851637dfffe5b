import { randomUUID } from 'node:crypto';
import type { Digest } from '../../base/digest.ts';
import type { Examination } from '../../weights/examination.ts';
import type { Hub } from '../context/hub.ts';
import { recordExamination } from './record-examination.ts';
import type { Author } from '../context/viewer.ts';

/** Every upload door ends here: examine, keep under the digest, remember who brought it. */
export async function takeUpload(
  hub: Hub,
  viewer: Author,
  file: string,
  announced: { digest: Digest; path: string },
): Promise<Examination> {
  return remember(hub, viewer, announced.path, await hub.weights.ingest(file, announced));
}

export async function takeBytes(
  hub: Hub,
  viewer: Author,
  bytes: Uint8Array,
  announced: { digest: Digest; path: string },
): Promise<Examination> {
  return remember(hub, viewer, announced.path, await hub.weights.ingestBytes(bytes, announced));
}

async function remember(
  hub: Hub,
  viewer: Author,
  path: string,
  examination: Examination,
): Promise<Examination> {
  const { digest, sizeBytes, inspection } = examination;
  const now = hub.clock.now();
  await hub.store.transaction(async (store) => {
    await recordExamination(store, path, examination, now);
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

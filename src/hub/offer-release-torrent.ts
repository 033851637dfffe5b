import { refusal } from '../base/errors.ts';
import { artifactPathKey } from '../checkpoint/artifact-path.ts';
import { isOfferable } from '../checkpoint/inspection.ts';
import type { CheckpointRecord } from '../store/checkpoint-repository.ts';
import { SUMS_PATH } from '../swarm/release-metainfo.ts';
import { requirePublished } from './context/find.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';

/** Asks for one torrent of all offered files of a checkpoint; it is there once the background has read them. */
export async function offerReleaseTorrent(
  hub: Hub,
  viewer: Viewer,
  reference: string,
): Promise<CheckpointRecord> {
  const { contributor } = requireContributor(viewer);
  const checkpoint = await requirePublished(hub, reference);
  if (checkpoint.publishedBy !== contributor.id) throw foreign(reference, contributor.name);
  const files = await offeredFiles(hub, checkpoint);
  if (files.length === 0) throw nothingOffered(reference, checkpoint.state);
  const taken = files.find(({ path }) => artifactPathKey(path) === artifactPathKey(SUMS_PATH));
  if (taken) throw nameTaken(taken.path);
  const name = `${(checkpoint.modelName ?? '').replace('/', '-')}-${checkpoint.revision}`;
  const createdAt = hub.clock.now();
  await hub.store.releaseTorrents.ask({ checkpointId: checkpoint.id, name, files, createdAt });
  hub.bell.ring();
  return checkpoint;
}

async function offeredFiles({ store }: Hub, { id }: CheckpointRecord) {
  const rows = (await store.checkpoints.artifactsOf([id])).filter(({ state }) => isOfferable(state));
  const artifacts = await store.artifacts.byDigests(rows.map(({ digest }) => digest));
  const sizes = new Map(artifacts.map(({ digest, sizeBytes }) => [digest, sizeBytes]));
  return rows.map(({ path, digest }) => ({ path, digest, sizeBytes: sizes.get(digest) ?? 0 }));
}

function foreign(reference: string, name: string) {
  return refusal('HUB_CHECKPOINT_FOREIGN', 'only its publisher offers a checkpoint as one torrent', {
    expected: `the publisher of ${reference}`,
    received: name,
  });
}

function nothingOffered(reference: string, state: string | null) {
  return refusal('HUB_RELEASE_EMPTY', `no file of ${reference} is offered`, {
    expected: 'at least one file in state VERIFIED',
    received: state ?? 'no state',
    remedy: 'publish safetensors or ONNX',
  });
}

function nameTaken(path: string) {
  return refusal('HUB_RELEASE_NAME_TAKEN', 'a file of the checkpoint has the name of the list of digests', {
    expected: `no file called ${SUMS_PATH}`,
    received: path,
    remedy: 'publish it under another name',
  });
}

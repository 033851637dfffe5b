import { mkdir, mkdtemp, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { openStatement, signStatement, type Statement } from '../../attestation/statement.ts';
import { canonicalJson, type PlainJson } from '../../base/canonical-json.ts';
import { parseDigest } from '../../base/digest.ts';
import { fault, invariant } from '../../base/errors.ts';
import type { Artifact } from '../../checkpoint/artifact.ts';
import { artifactPathKey, freeArtifactPath, parseArtifactPath } from '../../checkpoint/artifact-path.ts';
import { makeManifest, manifestDigest, type Manifest } from '../../checkpoint/manifest.ts';
import { parseRevision, type Revision } from '../../checkpoint/reference.ts';
import type { ArtifactRecord } from '../../store/artifact-repository.ts';
import type { CheckpointRecord } from '../../store/checkpoint-repository.ts';
import type { ConvertedFile } from '../../weights/convert-file.ts';
import type { Examiner } from '../../weights/examiner.ts';
import type { Author } from '../context/viewer.ts';
import type { Hub } from '../context/hub.ts';
import { projectCheckpoint } from '../projections/project-checkpoint.ts';
import { refreshFacet } from '../projections/refresh-facet.ts';
import { acceptStatement } from '../statements/accept-statement.ts';
import { takeBytes, takeUpload } from '../uploads/take-upload.ts';
import { workOn } from './work.ts';

/**
 * Makes safetensors of a checkpoint's legacy weights: another checkpoint of the same model, `<revision>+safetensors`,
 * signed by the hub, with a CONVERSION edge to what it was made of. The same source gives the same bytes each time.
 */
export const convertCheckpoints = workOn<CheckpointRecord>({
  name: 'conversion',
  next: ({ store }, first) => store.checkpoints.withoutConversion(first),
  keyOf: ({ id }) => String(id),
  async do(hub, examiner, checkpoint) {
    await assertRoom(hub, checkpoint);
    const folder = await conversionFolder(hub);
    try {
      const converted = await convertedManifest(hub, examiner, checkpoint, folder);
      await publish(hub, checkpoint, converted);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
});

/** Other uploads and the database need the disk too; a conversion can wait for the next start. */
const ROOM_KEPT_BYTES = 1 << 30;

async function assertRoom({ weights }: Hub, { sizeBytes }: CheckpointRecord): Promise<void> {
  const { bavail, bsize } = await statfs(weights.incomingFolder);
  const needed = 2 * sizeBytes + ROOM_KEPT_BYTES;
  if (bavail * bsize >= needed) return;
  throw fault('HUB_DISK_FULL', 'there is no room for a conversion', {
    expected: `${needed} bytes free`,
    received: `${bavail * bsize}`,
  });
}

async function conversionFolder({ weights }: Hub): Promise<string> {
  await mkdir(weights.incomingFolder, { recursive: true, mode: 0o700 });
  return mkdtemp(path.join(weights.incomingFolder, 'conversion-'));
}

/** The legacy files give way to what was made of them; cards, configurations and the rest go along. */
async function convertedManifest(
  hub: Hub,
  examiner: Examiner,
  { id, digest }: CheckpointRecord,
  folder: string,
): Promise<Manifest> {
  const manifest = await hub.store.checkpoints.manifestOf(id);
  invariant(manifest !== null && digest !== null, 'only published checkpoints are converted');
  const found = await hub.store.artifacts.byDigests(manifest.artifacts.map((artifact) => artifact.digest));
  const byDigest = new Map(found.map((artifact) => [artifact.digest, artifact]));
  const isLegacy = (artifact: Artifact) => byDigest.get(artifact.digest)?.state === 'VERIFIED_LEGACY';
  const kept = manifest.artifacts.filter((artifact) => !isLegacy(artifact));
  const artifacts = [...kept];
  for (const legacy of manifest.artifacts.filter(isLegacy)) {
    const record = byDigest.get(legacy.digest);
    if (record && isReadableElsewhere(record, kept, byDigest)) continue;
    const target = path.join(folder, String(artifacts.length));
    await mkdir(target);
    const file = hub.weights.pathOf(legacy.digest);
    const { outputs } = await examiner.convert({ file, path: legacy.path, folder: target });
    for (const output of outputs) artifacts.push(await takeIn(hub, output, artifacts));
  }
  const { model, license, metadata } = manifest;
  const parents = [{ kind: 'CONVERSION' as const, digest: parseDigest(digest) }];
  return makeManifest({ model, license, parents, metadata, artifacts });
}

/** Publishers who give both containers have converted already. */
function isReadableElsewhere(
  { weightsIdentity }: ArtifactRecord,
  kept: readonly Artifact[],
  byDigest: ReadonlyMap<string, ArtifactRecord>,
): boolean {
  if (weightsIdentity === null) return false;
  return kept.some((artifact) => byDigest.get(artifact.digest)?.weightsIdentity === weightsIdentity);
}

async function takeIn(
  hub: Hub,
  { file, path: name, role, sizeBytes, digest }: ConvertedFile,
  others: readonly Artifact[],
): Promise<Artifact> {
  await takeUpload(hub, authorOf(hub), file, { digest, path: name });
  const taken = new Set(others.map((other) => artifactPathKey(other.path)));
  return { path: parseArtifactPath(freeArtifactPath(name, taken)), role, sizeBytes, digest };
}

async function publish(hub: Hub, source: CheckpointRecord, manifest: Manifest): Promise<void> {
  const digest = manifestDigest(manifest);
  const bytes = Buffer.from(canonicalJson(manifest as unknown as PlainJson));
  await takeBytes(hub, authorOf(hub), bytes, { digest, path: 'manifest.json' });
  const revision = await freeRevision(hub, source);
  const subject = { name: `${manifest.model}@${revision}`, digest };
  const body = { model: manifest.model, revision, host: null };
  const parts = { kind: 'checkpoint', subject, hub: hub.id, body } as const;
  const statement = openStatement(
    signStatement(parts, hub.signer, hub.clock.now()),
  ) as Statement<'checkpoint'>;
  const projection = await projectCheckpoint(hub, authorOf(hub), statement);
  await acceptStatement(hub, authorOf(hub), statement, {
    ...projection,
    async write(store, record) {
      const published = await projection.write(store, record);
      await store.checkpoints.setConversion(source.id, published.checkpointId);
      await refreshFacet(store, source.id);
      return published;
    },
  });
}

const REVISION_CHARACTERS_KEPT = 80;

/** A revision that nobody else's checkpoint has: `v1+safetensors`, `v1+safetensors-2` … */
async function freeRevision(
  { store, author }: Hub,
  { modelId, revision }: CheckpointRecord,
): Promise<Revision> {
  const wanted = `${(revision ?? 'main').slice(0, REVISION_CHARACTERS_KEPT)}+safetensors`;
  const taken = new Map(
    (await store.models.revisionsOf([modelId ?? 0])).map((row) => [row.name, row.checkpointId]),
  );
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted}-${n}`;
    const [there] = await store.checkpoints.byIds([taken.get(name) ?? 0]);
    if (!there || there.publishedBy === author.id) return parseRevision(name);
  }
}

function authorOf({ author }: Hub): Author {
  return { contributor: author };
}

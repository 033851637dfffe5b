import type { Statement } from '../../attestation/statement.ts';
import { digestOf, isDigest, type Digest } from '../../base/digest.ts';
import { messageOf, refusal } from '../../base/errors.ts';
import { coreDigest, parseManifest, type Manifest } from '../../checkpoint/manifest.ts';
import { ownerOf, parseModelName, type ModelName } from '../../checkpoint/model-name.ts';
import { parseRevision } from '../../checkpoint/reference.ts';
import { parseLicense } from '../../license/license-expression.ts';
import type { ArtifactRecord } from '../../store/artifact-repository.ts';
import type { StatementRecord } from '../../store/statement-repository.ts';
import type { Store } from '../../store/store.ts';
import type { Hub } from '../context/hub.ts';
import type { Author } from '../context/viewer.ts';
import type { Projection } from '../statements/accept-statement.ts';
import { connectDataset } from './connect-dataset.ts';
import { describeCheckpoint } from './describe-checkpoint.ts';
import { judgeArtifacts } from './judge-artifacts.ts';
import { mergeMatchingStubs } from './merge-stubs.ts';
import { readCardOf } from './read-card.ts';
import { recordEdges, resolveParents } from './record-edges.ts';
import { refreshFacet } from './refresh-facet.ts';
import { assertNoneRejected, requireArtifacts } from './require-artifacts.ts';

export interface PublishedCheckpoint {
  readonly checkpointId: number;
  readonly artifacts: readonly ArtifactRecord[];
}

/** A checkpoint statement makes a checkpoint, its edges and its revision. */
export async function projectCheckpoint(
  hub: Hub,
  viewer: Author,
  statement: Statement<'checkpoint'>,
): Promise<Projection<PublishedCheckpoint>> {
  const name = parseModelName(statement.body.model);
  const revision = parseRevision(statement.body.revision);
  // The hub publishes conversions beside what they were made of, under its own signature.
  if (viewer.contributor.id !== hub.author.id) assertOwner(name, viewer);
  const manifest = await readManifest(hub, statement.subject.digest);
  assertSameModel(manifest, name);
  const license = parseLicense(manifest.license);
  const uploaded = await requireArtifacts(hub, viewer, manifest.artifacts);
  await resolveParents(hub.store, manifest);
  const artifacts = await judgeArtifacts(hub, manifest, uploaded);
  assertNoneRejected(manifest.artifacts, artifacts);
  const cardFacts = await readCardOf(
    hub.weights,
    manifest,
    artifacts.map(({ state }) => state),
  );
  const byDigest = new Map(artifacts.map((artifact) => [artifact.digest, artifact]));

  return {
    async write(store, record) {
      const now = hub.clock.now();
      const described = await describeCheckpoint(store, manifest, await asReadNow(store, artifacts));
      const model =
        (await store.models.findByName(name)) ?? (await store.models.add(name, viewer.contributor.id, now));
      const { host } = statement.body;
      if (host !== null) await store.evaluators.addHost(viewer.contributor.id, host);
      const existing = await store.checkpoints.findByDigest(statement.subject.digest);
      const checkpointId = existing?.id ?? (await add(store, record));
      await store.models.pointRevision({
        modelId: model.id,
        name: revision,
        checkpointId,
        logIndex: record.logIndex,
      });
      return { checkpointId, artifacts };

      async function add(within: Store, { logIndex }: StatementRecord): Promise<number> {
        const id = await within.checkpoints.add({
          digest: statement.subject.digest,
          stubName: null,
          modelId: model.id,
          revision,
          coreDigest: coreDigest(manifest),
          license: license.expression,
          manifest,
          ...described,
          cardFacts,
          publisherHost: statement.body.host,
          conversionId: null,
          mergedIntoId: null,
          publishedBy: viewer.contributor.id,
          logIndex,
          createdAt: now,
        });
        await within.checkpoints.addArtifacts(
          manifest.artifacts.map(({ path, role, digest }, position) => ({
            checkpointId: id,
            path,
            position,
            role,
            digest,
            state: artifacts[position]?.state ?? 'QUARANTINED',
          })),
        );
        await recordEdges(within, id, manifest, logIndex, now);
        await connectDataset(within, manifest.metadata.dataset, [id], 'TRAINED_ON', logIndex);
        await mergeMatchingStubs(within, id);
        await refreshFacet(within, id);
        return id;
      }
    },
    announce: () =>
      hub.swarm.offer(
        manifest.artifacts.map(({ role, digest }) => ({ role, artifact: byDigest.get(digest) })),
      ),
  };
}

// The values of a large file may have been read since it was looked at; whoever reads them later tells its checkpoints.
async function asReadNow(
  store: Store,
  artifacts: readonly ArtifactRecord[],
): Promise<readonly ArtifactRecord[]> {
  const held = await store.artifacts.heldStill(artifacts.map(({ digest }) => digest));
  const identities = new Map(held.map(({ digest, weightsIdentity }) => [digest, weightsIdentity]));
  return artifacts.map((artifact) => ({
    ...artifact,
    weightsIdentity: artifact.weightsIdentity ?? identities.get(artifact.digest) ?? null,
  }));
}

export function assertOwner(name: ModelName, viewer: Author): void {
  if (ownerOf(name) === viewer.contributor.name) return;
  throw refusal('HUB_NAME_FOREIGN', `${name} is not yours to publish under`, {
    expected: `${viewer.contributor.name}/<name>`,
    received: name,
    remedy: 'publish under your own name',
  });
}

/** 4,096 artifacts of 200 bytes, and room to spare. */
const MANIFEST_BYTES_MAX = 4 << 20;

async function readManifest(hub: Hub, digest: Digest): Promise<Manifest> {
  if (!(await hub.weights.has(digest)))
    throw refusal('HUB_MANIFEST_MISSING', 'the manifest was not uploaded', {
      expected: `an uploaded artifact ${digest}`,
      received: 'nothing under that digest',
      remedy: 'upload the manifest’s canonical JSON to /uploads first',
    });
  const bytes = await hub.weights.readSmall(digest, MANIFEST_BYTES_MAX);
  const manifest = parseManifest(parseJson(bytes));
  if (digestOf(bytes) === digest && isDigest(digest)) return manifest;
  throw refusal('HUB_MANIFEST_MISSING', 'the manifest’s bytes are not those of its digest', {
    expected: digest,
  });
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw refusal('HUB_MANIFEST_MALFORMED', 'the manifest is not JSON', {
      expected: 'RFC 8785 canonical JSON',
      received: messageOf(error),
    });
  }
}

function assertSameModel(manifest: Manifest, name: ModelName): void {
  if (manifest.model === name) return;
  throw refusal('HUB_MANIFEST_FOREIGN', 'the manifest is another model’s', {
    expected: name,
    received: manifest.model,
  });
}

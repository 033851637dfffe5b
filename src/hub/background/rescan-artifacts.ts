import { parseDigest, type Digest } from '../../base/digest.ts';
import { INSPECTOR_VERSION, isOfferable } from '../../checkpoint/inspection.ts';
import type { ArtifactRecord } from '../../store/artifact-repository.ts';
import type { CheckpointRecord } from '../../store/checkpoint-repository.ts';
import type { Hub } from '../context/hub.ts';
import { judgeArtifacts } from '../projections/judge-artifacts.ts';
import { describeCheckpoint } from '../projections/describe-checkpoint.ts';
import { refreshFacet } from '../projections/refresh-facet.ts';
import { replaceInspection } from '../uploads/record-examination.ts';
import { workOn } from './work.ts';

/** Judges again what an older inspector judged; a file that turns bad leaves the swarm at once. */
export const rescanArtifacts = workOn<ArtifactRecord>({
  name: 'rescan',
  next: ({ store }, first) => store.artifacts.inspectedBefore(INSPECTOR_VERSION, first),
  keyOf: ({ digest }) => digest,
  async do(hub, examiner, artifact) {
    const digest = parseDigest(artifact.digest);
    const file = hub.weights.pathOf(digest);
    const answer = await examiner.inspect({ file, path: artifact.path, isForHub: true });
    const found = { ...answer.inspection, inspectorVersion: artifact.inspectorVersion };
    await hub.store.transaction((store) =>
      replaceInspection(store, digest, artifact.path, { ...answer, inspection: found }),
    );
    // At once; where a checkpoint vouches for the bytes all the same, it offers them again.
    if (!isOfferable(found.state)) await leaveSwarm(hub, digest);
    await describeHolders(hub, artifact.digest);
    if (!(await hub.store.artifacts.isGiven(digest))) await leaveSwarm(hub, digest);
    // Last, so that a hub that was killed on the way does all of it again.
    await hub.store.artifacts.markInspected(digest, INSPECTOR_VERSION);
    hub.events.artifactRescanned({ digest, before: artifact.state, after: answer.inspection.state });
  },
});

async function leaveSwarm(hub: Hub, digest: Digest): Promise<void> {
  const [now] = await hub.store.artifacts.byDigests([digest]);
  if (now) await hub.swarm.withdraw(now);
}

const PAGE = 100;

/** What the checkpoints that hold a file are now, its parts and tables beside it; files that turned good are offered. */
async function describeHolders(hub: Hub, digest: string): Promise<void> {
  let beforeId: number | null = null;
  for (;;) {
    const page: readonly CheckpointRecord[] = await hub.store.checkpoints.holding(digest, PAGE, beforeId);
    for (const checkpoint of page) await describeAgain(hub, checkpoint);
    beforeId = page.at(-1)?.id ?? null;
    if (page.length < PAGE) return;
  }
}

async function describeAgain(hub: Hub, { id }: CheckpointRecord): Promise<void> {
  const manifest = await hub.store.checkpoints.manifestOf(id);
  if (manifest === null) return;
  const found = await hub.store.artifacts.byDigests(manifest.artifacts.map((artifact) => artifact.digest));
  const byDigest = new Map(found.map((artifact) => [artifact.digest, artifact]));
  const alone = manifest.artifacts.flatMap((artifact) => byDigest.get(artifact.digest) ?? []);
  const artifacts = await judgeArtifacts(hub, manifest, alone);
  await hub.store.checkpoints.judgeArtifacts(
    id,
    artifacts.map(({ state }) => state),
  );
  const { sizeBytes: _, ...described } = await describeCheckpoint(hub.store, manifest, artifacts);
  await hub.store.checkpoints.describeAgain(id, described);
  await refreshFacet(hub.store, id);
  await hub.swarm.offer(manifest.artifacts.map(({ role }, i) => ({ role, artifact: artifacts[i] })));
}

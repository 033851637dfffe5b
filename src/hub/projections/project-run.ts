import type { Statement } from '../../attestation/statement.ts';
import { parseDigest } from '../../base/digest.ts';
import type { RunRecord } from '../../store/evaluation-repository.ts';
import type { Store } from '../../store/store.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';
import { numberAnswer } from '../jobs/challenge-answer.ts';
import type { Projection } from '../statements/accept-statement.ts';
import { assertItemsSay } from './assert-items.ts';
import { assertCountMatches, assertMeasuredBy } from './assert-measured.ts';
import { connectDataset } from './connect-dataset.ts';
import { requireProtocol } from './project-claim.ts';
import { refreshScores } from './refresh-scores.ts';
import { refreshTasks } from './refresh-tasks.ts';
import { requireArtifacts } from './require-artifacts.ts';

/** What a run came by: a job with what was answered to its challenge, or a contributor's own hand. */
export interface RunOrigin {
  readonly byHand: boolean;
  readonly answer: string | null;
  /** Inside the transaction, before the run is written. */
  readonly assertNew?: (store: Store, run: RunRecord) => Promise<void>;
}

/** An evaluation statement makes a run of its series. */
export async function projectRun(
  hub: Hub,
  viewer: SignedInViewer,
  { body, subject }: Statement<'evaluation'>,
  { byHand, answer, assertNew }: RunOrigin,
): Promise<Projection<RunRecord>> {
  const protocol = await requireProtocol(hub, body.protocol);
  assertMeasuredBy(protocol, body);
  assertCountMatches(protocol, body);
  if (body.itemsArtifact !== null) await requireItems(hub, viewer, body.itemsArtifact);
  await assertItemsSay(hub, body, protocol);

  const series = { coreDigest: subject.digest, protocolDigest: body.protocol };
  return {
    async write(store, { logIndex }) {
      const { job: _, challengeDigest: _answer, protocol: protocolDigest, ...measured } = body;
      const run: RunRecord = {
        ...measured,
        logIndex,
        coreDigest: subject.digest,
        protocolDigest,
        samplingError: body.samplingError ?? null,
        challengeAnswer: answer === null ? null : await numberAnswer(store, series, answer),
        contributorId: viewer.contributor.id,
        byHand,
        ranAt: hub.clock.now(),
        withdrawalLogIndex: null,
      };
      await assertNew?.(store, run);
      await store.evaluations.addRun(run);
      await store.evaluators.addHost(run.contributorId, run.host);
      await refreshScores(store, run.coreDigest, run.ranAt, run);
      await refreshTasks(store, run.coreDigest);
      const holders = await store.checkpoints.byCoreDigests([run.coreDigest]);
      const ids = holders.map(({ id }) => id);
      await connectDataset(store, protocol.dataset.digest, ids, 'EVALUATED_ON', logIndex);
      return run;
    },
  };
}

async function requireItems(hub: Hub, viewer: SignedInViewer, digest: string): Promise<void> {
  const [artifact] = await hub.store.artifacts.byDigests([digest]);
  const sizeBytes = artifact?.sizeBytes ?? 0;
  await requireArtifacts(hub, viewer, [{ path: 'per-item outputs', digest: parseDigest(digest), sizeBytes }]);
}

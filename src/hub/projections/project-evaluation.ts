import type { Statement } from '../../attestation/statement.ts';
import { parseDigest } from '../../base/digest.ts';
import { refusal } from '../../base/errors.ts';
import { metricOf } from '../../evaluation/metric-registry.ts';
import type { Protocol } from '../../evaluation/protocol.ts';
import type { RunRecord } from '../../store/evaluation-repository.ts';
import type { JobRecord } from '../../store/job-repository.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';
import type { Projection } from '../statements/accept-statement.ts';
import { assertMeasuredBy, requireProtocol } from './project-claim.ts';
import { connectDataset } from './connect-dataset.ts';
import { numberAnswer } from '../jobs/challenge-answer.ts';
import { refreshScores } from './refresh-scores.ts';
import { requireArtifacts } from './require-artifacts.ts';

/** An evaluation statement ends a leased job with the one run that counts. */
export async function projectEvaluation(
  hub: Hub,
  viewer: SignedInViewer,
  statement: Statement<'evaluation'>,
  job: JobRecord,
  answer: string | null,
): Promise<Projection<RunRecord>> {
  const { body, subject } = statement;
  await assertAnswers(hub, job, statement);
  const protocol = await requireProtocol(hub, body.protocol);
  assertMeasuredBy(protocol, body);
  assertCountMatches(protocol, body);
  if (body.itemsArtifact !== null) await requireItems(hub, viewer, body.itemsArtifact);

  const series = { coreDigest: subject.digest, protocolDigest: body.protocol };
  return {
    async write(store, { logIndex }) {
      const run: RunRecord = {
        logIndex,
        coreDigest: subject.digest,
        protocolDigest: body.protocol,
        metric: body.metric,
        value: body.value,
        correct: body.correct,
        items: body.items,
        standardError: body.standardError,
        outputsDigest: body.outputsDigest,
        predictionsDigest: body.predictionsDigest,
        itemsArtifact: body.itemsArtifact,
        challengeAnswer: answer === null ? null : await numberAnswer(store, series, answer),
        host: body.host,
        hardwareClass: body.hardwareClass,
        stack: body.stack,
        conditions: body.conditions,
        contributorId: viewer.contributor.id,
        ranAt: hub.clock.now(),
        withdrawalLogIndex: null,
      };
      await store.evaluations.addRun(run);
      await store.evaluators.addHost(run.contributorId, run.host);
      await refreshScores(store, run.coreDigest, run.ranAt, run);
      const holders = await store.checkpoints.byCoreDigests([run.coreDigest]);
      const ids = holders.map(({ id }) => id);
      await connectDataset(store, protocol.dataset.digest, ids, 'EVALUATED_ON', logIndex);
      return run;
    },
  };
}

async function assertAnswers(
  hub: Hub,
  job: JobRecord,
  { body, subject }: Statement<'evaluation'>,
): Promise<void> {
  const [checkpoint] = await hub.store.checkpoints.byIds([job.checkpointId]);
  const wanted = [job.id, job.protocolDigest, checkpoint?.coreDigest].join(' ');
  const given = [body.job, body.protocol, subject.digest].join(' ');
  if (wanted === given) return;
  throw refusal('HUB_RESULT_FOREIGN', 'the result answers another job', {
    expected: wanted,
    received: given,
  });
}

// GRIM: a proportion over n items is some k/n, and the statement says which k.
function assertCountMatches({ metric }: Protocol, body: Statement<'evaluation'>['body']): void {
  const isProportion = metricOf(metric.id, metric.version).kind === 'PROPORTION';
  if (body.correct === null && !isProportion) return;
  if (body.correct === null) throw inconsistent('the count of correct items', 'none');
  if (body.correct <= body.items && Math.abs(Number(body.value) - body.correct / body.items) < 1e-12) return;
  throw inconsistent(`${body.correct}/${body.items}`, body.value);
}

function inconsistent(expected: string, received: string) {
  return refusal('HUB_RESULT_INCONSISTENT', 'the value is not the share of correct items', {
    expected,
    received,
  });
}

async function requireItems(hub: Hub, viewer: SignedInViewer, digest: string): Promise<void> {
  const [artifact] = await hub.store.artifacts.byDigests([digest]);
  const sizeBytes = artifact?.sizeBytes ?? 0;
  await requireArtifacts(hub, viewer, [{ path: 'per-item outputs', digest: parseDigest(digest), sizeBytes }]);
}

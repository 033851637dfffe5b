import type { Statement } from '../../attestation/statement.ts';
import { refusal } from '../../base/errors.ts';
import type { RunRecord } from '../../store/evaluation-repository.ts';
import type { JobRecord } from '../../store/job-repository.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';
import type { Projection } from '../statements/accept-statement.ts';
import { projectRun } from './project-run.ts';

/** An evaluation statement ends a leased job with the one run that counts. */
export async function projectEvaluation(
  hub: Hub,
  viewer: SignedInViewer,
  statement: Statement<'evaluation'>,
  job: JobRecord,
  answer: string | null,
): Promise<Projection<RunRecord>> {
  await assertAnswers(hub, job, statement);
  return projectRun(hub, viewer, statement, { byHand: false, answer });
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

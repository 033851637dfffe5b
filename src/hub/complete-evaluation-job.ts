import { openStatement, type Statement } from '../attestation/statement.ts';
import { refusal } from '../base/errors.ts';
import type { JobRecord } from '../store/job-repository.ts';
import type { RunRecord } from '../store/evaluation-repository.ts';
import { refusingForged } from './audits/refusing-forged.ts';
import type { Hub } from './context/hub.ts';
import { requireContributor, type Viewer } from './context/viewer.ts';
import { assertAnswerSigned } from './jobs/challenge-answer.ts';
import { leaseLost, requireLease } from './jobs/lease.ts';
import { mayReveal } from './jobs/may-reveal.ts';
import { projectEvaluation } from './projections/project-evaluation.ts';
import { acceptStatement } from './statements/accept-statement.ts';

export interface CompleteEvaluationJob {
  readonly id: string;
  readonly leaseToken: string;
  readonly envelope: unknown;
  /** What the model gave to the series' challenge, in base64; null where the task has none. */
  readonly challenge: string | null;
}

/** Takes the signed result of a leased job; log entry, run and job end in one transaction. */
export async function completeEvaluationJob(
  hub: Hub,
  viewer: Viewer,
  input: CompleteEvaluationJob,
): Promise<RunRecord> {
  const signedIn = requireContributor(viewer);
  const statement = openStatement(input.envelope);
  assertEvaluation(statement);
  const job = await requireLease(hub, signedIn, input.id, input.leaseToken);
  await assertPromised(hub, job, statement);
  assertAnswerSigned(statement, input.challenge);
  const { id: contributorId } = signedIn.contributor;
  const projection = await refusingForged(hub.store, job, contributorId, hub.clock.now(), () =>
    projectEvaluation(hub, signedIn, statement, job, input.challenge),
  );
  const { outcome } = await acceptStatement(hub, signedIn, statement, {
    async write(store, record) {
      const change = { state: 'DONE' as const, runLogIndex: record.logIndex, leaseToken: null, error: null };
      const run = await projection.write(store, record);
      if (!(await store.jobs.whileLeased(job.id, input.leaseToken, change))) throw leaseLost(job);
      await store.audits.end(job.id, { contributorId, runLogIndex: run.logIndex, endedAt: run.ranAt });
      return run;
    },
  });
  hub.events.jobEnded({ job: job.id, state: 'DONE' });
  return outcome;
}

/** Who shows a result early could have it copied, and who shows another than promised could have copied it. */
async function assertPromised(hub: Hub, job: JobRecord, { id }: Statement): Promise<void> {
  if (job.commitment !== id)
    throw refusal('HUB_RESULT_NOT_PROMISED', 'this is not the result that was promised for the job', {
      expected: job.commitment ?? 'commitEvaluationResult with the id of the statement first',
      received: id,
    });
  if (await mayReveal(hub, job)) return;
  throw refusal('HUB_REVEAL_EARLY', 'other evaluators have not promised their results yet', {
    remedy: 'ask commitEvaluationResult again until it says mayReveal',
  });
}

function assertEvaluation(statement: Statement): asserts statement is Statement<'evaluation'> {
  if (statement.kind === 'evaluation') return;
  throw refusal('HUB_STATEMENT_ELSEWHERE', 'a job ends with an evaluation statement', {
    expected: 'evaluation',
    received: statement.kind,
  });
}

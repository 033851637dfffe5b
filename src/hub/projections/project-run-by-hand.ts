import type { Statement } from '../../attestation/statement.ts';
import { refusal } from '../../base/errors.ts';
import type { RunRecord } from '../../store/evaluation-repository.ts';
import type { Store } from '../../store/store.ts';
import type { Hub } from '../context/hub.ts';
import type { SignedInViewer } from '../context/viewer.ts';
import type { Projection } from '../statements/accept-statement.ts';
import { projectRun } from './project-run.ts';

/** An evaluation statement without a job: a contributor ran the protocol because they wanted to know. */
export async function projectRunByHand(
  hub: Hub,
  viewer: SignedInViewer,
  statement: Statement<'evaluation'>,
): Promise<Projection<RunRecord>> {
  assertOfNoJob(statement);
  assertShown(statement);
  const { name, digest } = statement.subject;
  const holders = await hub.store.checkpoints.byCoreDigests([digest]);
  if (holders.length === 0)
    throw refusal('HUB_CHECKPOINT_UNKNOWN', 'no checkpoint here has this core digest', {
      expected: 'the core digest of a published checkpoint',
      received: `${name}: ${digest}`,
    });
  return projectRun(hub, viewer, statement, { byHand: true, answer: null, assertNew });
}

function assertOfNoJob({ body }: Statement<'evaluation'>): void {
  if (body.job === null && body.challengeDigest === undefined) return;
  throw refusal('HUB_STATEMENT_ELSEWHERE', 'a job’s result comes in by another door', {
    expected: body.job === null ? 'no answer to a challenge' : 'completeEvaluationJob',
    received: body.job ?? 'challengeDigest',
    remedy: 'send it with completeEvaluationJob',
  });
}

/** A value alone could be the claim, copied. */
function assertShown({ body }: Statement<'evaluation'>): void {
  if (body.itemsArtifact !== null) return;
  throw refusal('HUB_RUN_WITHOUT_ITEMS', 'a run by hand shows what the model answered to each item', {
    expected: 'the digest of an uploaded items file',
    received: 'none',
    remedy: 'send it with heirloom evaluate --here --submit',
  });
}

/** The same outputs by the same evaluator tell nothing that was not known. */
async function assertNew(store: Store, run: RunRecord): Promise<void> {
  const known = await store.evaluations.sameRun(run);
  if (!known) return;
  throw refusal('HUB_RUN_KNOWN', 'you have already handed in these outputs', {
    expected: 'outputs that differ from those of your other runs',
    received: `${run.outputsDigest}, as at log index ${known.logIndex}`,
    remedy: 'nothing needs to be done: it is listed',
  });
}

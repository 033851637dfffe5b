import { isRefusal } from '../../base/errors.ts';
import { auditOutcome } from '../../evaluation/audit.ts';
import type { RunRecord } from '../../store/evaluation-repository.ts';
import type { JobRecord } from '../../store/job-repository.ts';
import type { Store } from '../../store/store.ts';
import { loadScores } from '../projections/load-scores.ts';
import { judgedClaim, judgedRun } from '../projections/judged-rows.ts';

/** A result as it came in; `run` is null for one that was refused as forged. */
export interface EndedJob {
  readonly job: JobRecord;
  readonly contributorId: number;
  readonly run: RunRecord | null;
}

/** Where a job was an audit, writes what its result says of the evaluator; a failed one counts at once. */
export async function settleAudit(
  store: Store,
  { job, contributorId, run }: EndedJob,
  now: Date,
): Promise<void> {
  const audit = await store.audits.find(job.id);
  const claim = audit && (await store.evaluations.findClaim(audit.claimLogIndex));
  if (!claim) return;
  const isUnproven = run !== null && (await agreesUnproven(store, run));
  const outcome = auditOutcome({ claim: judgedClaim(claim), run: run && judgedRun(run), isUnproven });
  const countedAt = outcome === 'FAILED' ? now : null;
  await store.audits.end(job.id, { contributorId, outcome, endedAt: now, countedAt });
  if (outcome === 'FAILED') await store.evaluators.noteChange([contributorId]);
}

async function agreesUnproven(store: Store, { coreDigest, logIndex }: RunRecord): Promise<boolean> {
  const scores = await loadScores(store, [coreDigest]);
  return scores.some(({ reproducibility }) => reproducibility?.unprovenRunIds.includes(String(logIndex)));
}

/** Passes a refusal on; where the refused result was forged and the job an audit, the audit is failed. */
export async function refusingForged<Result>(
  store: Store,
  job: JobRecord,
  contributorId: number,
  now: Date,
  act: () => Promise<Result>,
): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (isRefusal(error) && FORGED.has(error.code))
      await settleAudit(store, { job, contributorId, run: null }, now);
    throw error;
  }
}

// What no program that ran the job would send.
const FORGED = new Set(['HUB_RESULT_INCONSISTENT', 'HUB_RESULT_FOREIGN', 'HUB_RESULT_MISMATCH']);

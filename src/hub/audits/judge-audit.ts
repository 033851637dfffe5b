import { auditOutcome, type AuditOutcome } from '../../evaluation/audit.ts';
import { reproducibility } from '../../evaluation/reproducibility.ts';
import type { AuditRecord } from '../../store/audit-repository.ts';
import type { Store } from '../../store/store.ts';
import { judgedClaim, judgedRun } from '../projections/judged-rows.ts';
import { loadScores, type ScoreRecord } from '../projections/load-scores.ts';

/** What an ended audit says of who ended it, by what is settled without that evaluator's own run. */
export async function judgeAudit(store: Store, audit: AuditRecord): Promise<AuditOutcome> {
  if (audit.runLogIndex === null) return 'FAILED';
  const [run] = await store.evaluations.runsByLogIndexes([audit.runLogIndex]);
  const claim = await store.evaluations.findClaim(audit.claimLogIndex);
  if (!run || !claim) return 'INCONCLUSIVE';
  const scores = await loadScores(store, [claim.coreDigest]);
  const score = scores.find((one) => one.claim?.logIndex === claim.logIndex);
  // The answer is known no more: another claim stands, or who settled it is not believed any longer.
  if (!score || !isSettledWithout(score, String(run.contributorId))) return 'INCONCLUSIVE';
  const isUnproven = score.reproducibility?.unprovenRunIds.includes(String(run.logIndex)) ?? false;
  return auditOutcome({ claim: judgedClaim(claim), run: judgedRun(run), isUnproven });
}

function isSettledWithout({ judged, reproducibility: found }: ScoreRecord, evaluatorId: string): boolean {
  if (!judged || found?.state === 'SUPERSEDED') return false;
  const others = judged.runs.filter((run) => run.evaluatorId !== evaluatorId);
  const { state, groups } = reproducibility(judged.claim, others, judged.evaluators);
  return state === 'OK' && groups.some(({ isVetted, agreement }) => isVetted && agreement === 'AGREE');
}

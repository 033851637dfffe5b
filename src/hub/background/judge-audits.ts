import type { AuditRecord } from '../../store/audit-repository.ts';
import { judgeAudit } from '../audits/judge-audit.ts';
import { workOn } from './work.ts';

/**
 * Judges audits that ended, at once, but not while their result is handed in: an answer that took longer would tell
 * what the job was. A failed one counts from now on; the others wait for the day's end.
 */
export const judgeAudits = workOn<AuditRecord>({
  name: 'audits',
  next: ({ store }, first) => store.audits.unjudged(first),
  keyOf: ({ jobId }) => jobId,
  do: ({ store, clock }, _, audit) =>
    store.transaction(async (within) => {
      const outcome = await judgeAudit(within, audit);
      await within.audits.judge(audit.jobId, {
        outcome,
        countedAt: outcome === 'FAILED' ? clock.now() : null,
      });
      if (outcome === 'FAILED' && audit.contributorId !== null)
        await within.evaluators.noteChange([audit.contributorId]);
    }),
});

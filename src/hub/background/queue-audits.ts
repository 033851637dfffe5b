import { randomUUID } from 'node:crypto';
import type { AuditPlanRecord } from '../../store/audit-repository.ts';
import type { DrawnClaim } from '../../store/audit-repository.ts';
import { parseProtocol } from '../../evaluation/protocol.ts';
import { rankOf } from '../../evaluation/priority.ts';
import type { Store } from '../../store/store.ts';
import { memoryBytesOf, taskOf } from '../jobs/job-needs.ts';
import { queuedJob } from '../jobs/queued-job.ts';
import type { Work } from './work.ts';

/** Queues one audit that is due; it stands among the others, asked for by somebody who asks for evaluations here. */
export const queueAudits: Work = {
  async step({ store, clock }) {
    const now = clock.now();
    return store.transaction(async (within) => {
      const plan = await within.audits.takeDue(now);
      if (plan) await queueOne(within, plan, now);
      return plan !== null;
    });
  },
};

// Where nobody is left who could be asked, the plan is dropped: a job that no one may have would tell what it is.
async function queueOne(store: Store, plan: AuditPlanRecord, now: Date): Promise<void> {
  const evaluator = plan.contributorId ?? (await store.audits.someEvaluator());
  if (evaluator === null) return;
  const tied = await store.evaluators.tiedTo(evaluator, null);
  const drawn = await store.audits.draw(tied, plan.trustedOwners);
  if (!drawn) return;
  const job = queuedJob({ ...drawn, ...(await usualNeeds(store, drawn)), requestId: randomUUID(), now });
  await store.jobs.add([job]);
  await store.audits.add(job.id, drawn.claimLogIndex);
}

/** What somebody who asks for nothing special asks for. */
async function usualNeeds(store: Store, { checkpointId, protocolDigest }: DrawnClaim) {
  const [protocol] = await store.evaluations.protocolsByDigests([protocolDigest]);
  return {
    priorityRank: rankOf('NORMAL'),
    task: taskOf(parseProtocol(protocol?.body)),
    wantedProvider: 'any',
    memoryBytes: await memoryBytesOf(store, checkpointId),
  };
}

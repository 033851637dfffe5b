import { randomInt, randomUUID } from 'node:crypto';
import type { AuditPlanRecord } from '../../store/audit-repository.ts';
import type { Store } from '../../store/store.ts';

/** One audit for six jobs that are asked for: 14 % of all tickets on average, and at least a tenth in the long run. */
const JOBS_PER_AUDIT = 6;

/** An audit appears within this time after what made it, never with it. */
const DELAY_MS_MAX = 60_000;

/** Who has ended fewer is asked while nothing else waits. */
const FEW_AUDITS = 10;

/** Plans audits beside real jobs, by chance, so that nobody can count up to the next one. */
export async function planAuditsBeside(store: Store, jobs: number, now: Date): Promise<void> {
  const plans = Array.from({ length: jobs }, () => randomInt(JOBS_PER_AUDIT) === 0)
    .filter(Boolean)
    .map(() => planned(now, null, null));
  if (plans.length > 0) await store.audits.plan(plans);
}

/** Plans one for an evaluator that found nothing to do and was hardly audited; whoever fits and asks first gets it. */
export async function planAuditForIdle(
  store: Store,
  evaluator: { readonly id: number; readonly trustedOwners: readonly string[] | null },
  now: Date,
): Promise<void> {
  const { id, trustedOwners } = evaluator;
  if ((await store.audits.endedBy(id)) >= FEW_AUDITS || (await store.audits.isPlannedFor(id))) return;
  if (!(await store.audits.draw(await store.evaluators.tiedTo(id, null), trustedOwners))) return;
  await store.audits.plan([planned(now, id, trustedOwners)]);
}

function planned(
  now: Date,
  contributorId: number | null,
  trustedOwners: readonly string[] | null,
): AuditPlanRecord {
  const dueAt = new Date(now.getTime() + randomInt(1, DELAY_MS_MAX));
  return { id: randomUUID(), contributorId, trustedOwners: trustedOwners && [...trustedOwners], dueAt };
}

import { refusal } from '../../base/errors.ts';
import type { Store } from '../../store/store.ts';
import type { SignedInViewer } from '../context/viewer.ts';

/** A change costs 1, and 1 more for each thousand checkpoints that have to be placed anew because of it. */
const DESCENDANTS_PER_COST = 1000;
const BUDGET_AN_HOUR = 1000;
const HOUR_MS = 3_600_000;

/**
 * Late edges cost the hub as much as lies below them: declaring and withdrawing one over a hot root, again and again,
 * costs who does it. An honest contributor's thousand small corrections an hour pass.
 */
export async function chargeLineageChange(
  store: Store,
  { contributor }: SignedInViewer,
  childId: number,
  now: Date,
): Promise<void> {
  const [place] = await store.lineage.placesOf([childId]);
  const cost = 1 + Math.floor((place?.descendantCount ?? 0) / DESCENDANTS_PER_COST);
  const since = new Date(now.getTime() - HOUR_MS);
  const spent = await store.lineage.chargedSince(contributor.id, since);
  // One change is always possible, however much hangs on it.
  if (spent > 0 && spent + cost > BUDGET_AN_HOUR)
    throw refusal('HUB_LINEAGE_BUDGET_SPENT', 'too much of the graph was moved within an hour', {
      expected: `changes that cost ${BUDGET_AN_HOUR} an hour together`,
      received: `${spent} spent, and ${cost} more for a checkpoint with ${place?.descendantCount ?? 0} descendants`,
      remedy: 'wait an hour, or ask a steward',
    });
  await store.lineage.charge(contributor.id, cost, now);
}

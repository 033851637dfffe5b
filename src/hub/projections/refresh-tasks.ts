import { fieldTaskOf } from '../../evaluation/field-task.ts';
import type { Store } from '../../store/store.ts';

/** Writes what a core digest was evaluated on, for filters; inside the transaction that changed a claim or run. */
export async function refreshTasks(store: Store, coreDigest: string): Promise<void> {
  const asked = await store.evaluations.tasksOn(coreDigest);
  await store.facets.setEvaluatedTasks(coreDigest, [...new Set(asked.map(fieldTaskOf))]);
}

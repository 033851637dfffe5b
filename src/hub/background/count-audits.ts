import type { Work } from './work.ts';

/**
 * Lets the audits of past days count. On the day itself a passed one counts nothing: whoever looked at its own counts
 * after each job would learn which of them was the audit.
 */
export const countAudits: Work = {
  async step({ store, clock }) {
    const now = clock.now();
    const today = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
    await store.transaction(async (within) => {
      const changed = await within.audits.countEndedBefore(today, now);
      if (changed.length > 0) await within.evaluators.noteChange(changed);
    });
    return false;
  },
};

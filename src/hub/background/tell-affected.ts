import type { AdvisoryRecord } from '../../store/advisory-repository.ts';
import { tellOfAffected } from '../webhooks/tell.ts';
import { workOn } from './work.ts';

/** Finds whom a new advisory reaches, and writes down what they are to be told; both or neither. */
export const tellAffected = workOn<AdvisoryRecord>({
  name: 'tell affected',
  next: ({ store }, first) => store.advisories.untold(first),
  keyOf: ({ logIndex }) => String(logIndex),
  async do(hub, _, { logIndex }) {
    await hub.store.transaction(async (store) => {
      const advisory = await store.advisories.markTold(logIndex, hub.clock.now());
      if (advisory && advisory.withdrawalLogIndex === null) await tellOfAffected(hub, store, advisory);
    });
    hub.bell.ring();
  },
});

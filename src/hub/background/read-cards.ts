import { readCardOf } from '../projections/read-card.ts';
import { refreshFacet } from '../projections/refresh-facet.ts';
import { workOn } from './work.ts';

/** Reads the cards of checkpoints that an older release published, so that they are found by their task. */
export const readCards = workOn<{ readonly id: number }>({
  name: 'cards',
  next: ({ store }, first) => store.checkpoints.withCardUnread(first),
  keyOf: ({ id }) => String(id),
  async do({ store, weights }, _, { id }) {
    const manifest = await store.checkpoints.manifestOf(id);
    const files = (await store.checkpoints.artifactsOf([id])).toSorted((a, b) => a.position - b.position);
    const states = files.map(({ state }) => state);
    const facts = manifest === null ? {} : await readCardOf(weights, manifest, states);
    await store.transaction(async (within) => {
      await within.checkpoints.setCardFacts(id, facts);
      await refreshFacet(within, id);
    });
  },
});

import type { Hub } from '../context/hub.ts';
import { refreshFacet } from '../projections/refresh-facet.ts';
import { workOn, type Work } from './work.ts';

const refreshOne = workOn<{ readonly id: number }>({
  name: 'facets',
  next: ({ store }, first) => store.facets.missing(first),
  keyOf: ({ id }) => String(id),
  do: ({ store }, _, { id }) => store.transaction((within) => refreshFacet(within, id)),
});

/** Hubs where every checkpoint can be found: what this release writes is found from the start. */
const complete = new WeakSet<Hub>();

/** Makes checkpoints findable that an older release wrote; asked until none is left, since it looks at all of them. */
export const refreshFacets: Work = {
  async step(hub, examiner, failed) {
    if (complete.has(hub)) return false;
    const isMore = await refreshOne.step(hub, examiner, failed);
    if (!isMore) complete.add(hub);
    return isMore;
  },
};

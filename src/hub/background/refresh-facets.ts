import { refreshFacet } from '../projections/refresh-facet.ts';
import { workOn } from './work.ts';

/** Makes checkpoints findable that an older release wrote. */
export const refreshFacets = workOn<{ readonly id: number }>({
  name: 'facets',
  next: ({ store }, first) => store.facets.missing(first),
  keyOf: ({ id }) => String(id),
  do: ({ store }, _, { id }) => store.transaction((within) => refreshFacet(within, id)),
});

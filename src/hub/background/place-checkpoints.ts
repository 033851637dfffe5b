import type { Work } from './work.ts';

/** Keeps places, totals and landmarks of the graph in step with its edges. */
export const placeCheckpoints: Work = {
  async step({ store }) {
    return (await store.graph.workSome(true)) !== null;
  },
};

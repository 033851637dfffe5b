import type { Hub } from '../context/hub.ts';
import type { Work } from './work.ts';

/** What was last written of each hub's swarms; torrents that nobody but the hub seeds are not in it. */
const written = new WeakMap<Hub, ReadonlyMap<string, number>>();

/** Brings the numbers of seeders that filters ask for up to what the tracker knows. */
export const countSeeders: Work = {
  async step(hub) {
    const now = hub.swarm.seederCounts();
    const before = written.get(hub) ?? new Map<string, number>();
    const changed = [...new Set([...now.keys(), ...before.keys()])].filter(
      (infohash) => now.get(infohash) !== before.get(infohash),
    );
    if (changed.length > 0) await hub.store.facets.countSeeders(changed, now);
    written.set(hub, now);
    return false;
  },
};

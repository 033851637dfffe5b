import type { AdvisoryRecord } from '../../store/advisory-repository.ts';
import { workOn } from './work.ts';

/** What grows under an advisory is counted again at most this often. */
const COUNT_AGAIN_MS = 5 * 60_000;

/** Counts what each open advisory reaches, so that lists and feeds can say it without a walk. */
export const countAffected = workOn<AdvisoryRecord>({
  name: 'affected',
  next: ({ store, clock }, first) =>
    store.advisories.uncounted(first, new Date(clock.now().getTime() - COUNT_AGAIN_MS)),
  keyOf: ({ logIndex }) => String(logIndex),
  do: ({ store, clock }, _, { logIndex }) => store.advisories.count(logIndex, clock.now()),
});

import { refusal } from '../../base/errors.ts';
import type { Loaders } from '../loaders.ts';

/** Each reads the answers of several runs from the disk: a page of search results would read thousands of files. */
const CHECKPOINTS_MAX = 5;
const asked = new WeakMap<Loaders, number>();

/** Refuses the regressions of one checkpoint more than a request may ask for. */
export function assertFewRegressions(loaders: Loaders): void {
  const count = (asked.get(loaders) ?? 0) + 1;
  asked.set(loaders, count);
  if (count <= CHECKPOINTS_MAX) return;
  throw refusal('GRAPHQL_REGRESSIONS_MANY', 'this asks for the regressions of too many checkpoints', {
    expected: `at most ${CHECKPOINTS_MAX} in one request`,
    received: String(count),
    remedy: 'ask for them one by one',
  });
}

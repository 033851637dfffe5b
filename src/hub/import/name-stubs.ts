import { searchWords } from '../../checkpoint/facet-words.ts';
import type { StubRecord } from '../../store/import-repository.ts';
import type { Store } from '../../store/store.ts';
import { stubFacetRow } from '../projections/facet-row.ts';
import type { Tally } from './tally.ts';

export interface NamedStubs {
  /** By the name in the source, without its namespace. */
  readonly byName: ReadonlyMap<string, StubRecord>;
  /** Those made just now: nothing describes them yet, but for bare ones. */
  readonly fresh: ReadonlySet<number>;
}

/** The stubs of a source's names, made where they are new; new ones can be found at once, but for those `described` later. */
export async function nameStubs(
  store: Store,
  source: string,
  names: Iterable<string>,
  now: Date,
  tally: Tally,
  described: ReadonlySet<string> = new Set(),
): Promise<NamedStubs> {
  // In one order, so that two who make stubs wait for each other and never in a ring.
  const stubNames = [...new Set(names)].map((name) => `${source}:${name}`).toSorted();
  const fresh = await store.imports.addStubs(stubNames, now);
  tally.add('stubsNew', fresh.length);
  const bare = fresh.filter(({ name }) => !described.has(name.slice(source.length + 1)));
  await store.facets.add(bare.map(({ id, name }) => stubFacetRow(id, name, {})));
  await store.facets.learnWords(fresh.flatMap(({ name }) => searchWords(name)));
  const stubs = await store.imports.stubsOf(stubNames);
  return {
    byName: new Map(stubs.map((stub) => [stub.name.slice(source.length + 1), stub])),
    fresh: new Set(fresh.map(({ id }) => id)),
  };
}

import { searchWords } from '../../checkpoint/facet-words.ts';
import type { Store } from '../../store/store.ts';
import type { StubRecord } from '../../store/stub-repository.ts';
import { stubFacetRow, stubFacts } from '../projections/facet-row.ts';
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
  // In the order of their index: neighbours are found and written together.
  const stubNames = [...new Set(names)].map((name) => `${source}:${name}`).toSorted();
  const known = await store.stubs.named(stubNames);
  const isKnown = new Set(known.map(({ name }) => name));
  const fresh = await store.stubs.add(
    stubNames.filter((name) => !isKnown.has(name)),
    now,
  );
  tally.add('stubsNew', fresh.length);
  const bare = fresh.filter(({ name }) => !described.has(name.slice(source.length + 1)));
  await store.facets.add(bare.map(({ id, name }) => stubFacetRow(id, name, NOTHING_SAID)));
  await store.facets.learnWords(fresh.flatMap(({ name }) => searchWords(name)));
  return {
    byName: new Map([...known, ...fresh].map((stub) => [stub.name.slice(source.length + 1), stub])),
    fresh: new Set(fresh.map(({ id }) => id)),
  };
}

const NOTHING_SAID = stubFacts({});

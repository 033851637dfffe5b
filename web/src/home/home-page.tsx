import { useEffect, useState } from 'react';
import { go, useAddress } from '../address.tsx';
import { pageSearch, pageFacts } from '../generated/operations.ts';
import { useAnswer } from '../hub/use-answer.ts';
import { Empty, Failure, Loading } from '../parts/states.tsx';
import { countText } from '../text.ts';
import { FoundRow } from './found-row.tsx';
import { askedFilter, filterOf, type Filter } from './filter.ts';
import { SearchForm } from './search-form.tsx';

/** What was published last, or what a search finds; the address carries the filter. */
export function HomePage() {
  const address = useAddress();
  const filter = filterOf(address.search);
  const change = (next: Filter) => {
    const query = new URLSearchParams(next).toString();
    go(query ? `/search?${query}` : '/', 'REPLACE');
  };
  const isSearch = Object.keys(filter).length > 0;
  return (
    <>
      {!isSearch && <Introduction />}
      <SearchForm filter={filter} onChange={change} />
      <h2 className="list-title">{isSearch ? 'Found' : 'Published last'}</h2>
      <FoundList key={JSON.stringify(filter)} filter={filter} />
      <HubFacts />
    </>
  );
}

function Introduction() {
  return (
    <section className="introduction">
      <h1>Where a checkpoint comes from, and whether its scores hold.</h1>
      <p>
        Every checkpoint here is a signed set of files with a license, its ancestors, and scores that others
        have run again. Weights travel from peer to peer.
      </p>
    </section>
  );
}

function FoundList({ filter }: { readonly filter: Filter }) {
  const [cursors, setCursors] = useState<readonly (string | null)[]>([null]);
  const more = (cursor: string) => setCursors((known) => [...known, cursor]);
  return (
    <>
      {cursors.map((after, i) => (
        <FoundPage
          key={after ?? ''}
          filter={filter}
          after={after}
          onMore={i === cursors.length - 1 ? more : null}
        />
      ))}
    </>
  );
}

interface FoundPageProps {
  readonly filter: Filter;
  readonly after: string | null;
  readonly onMore: ((cursor: string) => void) | null;
}

function FoundPage({ filter, after, onMore }: FoundPageProps) {
  const [{ data, error, fetching }, ask] = useAnswer(pageSearch, { filter: askedFilter(filter), after });
  const retry = () => ask({ requestPolicy: 'network-only' });
  if (error && !data) return <Failure error={error} onRetry={retry} />;
  if (!data) return fetching ? <Loading what="the checkpoints" /> : null;
  const { nodes, pageInfo, correctedText } = data.search;
  if (nodes.length === 0 && after === null) return <NothingFound isSearch={Object.keys(filter).length > 0} />;
  return (
    <>
      {error && <Failure error={error} onRetry={retry} />}
      {correctedText !== null && (
        <p className="quiet">
          Nothing is called <q>{filter.text}</q>; this is what <q>{correctedText}</q> finds.
        </p>
      )}
      <ul className="found">
        {nodes.map((node) => (
          <FoundRow key={node.id} checkpoint={node} />
        ))}
      </ul>
      {onMore && pageInfo.hasNextPage && pageInfo.endCursor !== null && (
        <button type="button" className="more" onClick={() => onMore(pageInfo.endCursor!)}>
          Show more
        </button>
      )}
    </>
  );
}

function NothingFound({ isSearch }: { readonly isSearch: boolean }) {
  if (isSearch)
    return (
      <Empty title="Nothing fits">
        <p>No checkpoint here has all of that. Try fewer words, more memory, or another task, use or kind.</p>
      </Empty>
    );
  return (
    <Empty title="Nothing published yet">
      <p>
        The first one is a command away: <code>heirloom publish ./folder --name you/model</code>
      </p>
    </Empty>
  );
}

function HubFacts() {
  const [{ data }, ask] = useAnswer(pageFacts, {});
  useEffect(() => {
    const onShow = () =>
      document.visibilityState === 'visible' && ask({ requestPolicy: 'cache-and-network' });
    document.addEventListener('visibilitychange', onShow);
    return () => document.removeEventListener('visibilitychange', onShow);
  }, [ask]);
  if (!data) return null;
  const { hub } = data;
  return (
    <footer className="hub-facts">
      <span>Heirloom {hub.version}</span>
      <span>{countText(hub.logSize)} signed statements</span>
      <span>{hub.isRegistrationOpen ? 'anybody may join' : 'joining needs an invitation'}</span>
      <span>
        key <code title={hub.id}>{`${hub.id.slice(0, 18)}…${hub.id.slice(-4)}`}</code>
      </span>
    </footer>
  );
}

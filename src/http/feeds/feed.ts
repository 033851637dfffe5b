import type { AdvisoryRecord } from '../../store/advisory-repository.ts';
import type { Store } from '../../store/store.ts';

/*
 * feed    the newest advisories, for programs that read feeds
 */
export interface Feed {
  readonly title: string;
  /** Of the hub. */
  readonly homeUrl: string;
  readonly items: readonly FeedItem[];
  /** When the last of them was published or taken back; null where there is none. */
  readonly changedAt: Date | null;
}

export interface FeedItem {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly text: string;
  readonly author: string;
  readonly tags: readonly string[];
  readonly publishedAt: Date;
  readonly withdrawnAt: Date | null;
}

/** A reader that comes once a week misses none of a busy hub's. */
const ITEMS_MAX = 100;

/** The newest, the withdrawn ones too: whoever was told of one is told that it is over. */
export async function readFeed(store: Store, baseUrl: string): Promise<Feed> {
  const wanted = { severities: ['LOW', 'MODERATE', 'HIGH', 'CRITICAL'], isOpen: false } as const;
  const advisories = await store.advisories.newest(wanted, ITEMS_MAX, null);
  const authors = await store.contributors.byIds(advisories.map(({ contributorId }) => contributorId));
  const names = new Map(authors.map(({ id, name }) => [id, name]));
  const withdrawals = await store.statements.byLogIndexes(
    advisories.flatMap(({ withdrawalLogIndex }) => withdrawalLogIndex ?? []),
  );
  const withdrawn = new Map(withdrawals.map(({ logIndex, acceptedAt }) => [logIndex, acceptedAt]));
  const items = advisories.map((advisory) =>
    itemOf(advisory, baseUrl, names.get(advisory.contributorId) ?? '', withdrawn),
  );
  const times = items.map(({ publishedAt, withdrawnAt }) => (withdrawnAt ?? publishedAt).getTime());
  return {
    title: `Advisories of ${new URL(baseUrl).host}`,
    homeUrl: baseUrl,
    items,
    changedAt: times.length === 0 ? null : new Date(Math.max(...times)),
  };
}

function itemOf(
  {
    logIndex,
    title,
    severity,
    kind,
    text,
    remedy,
    references,
    publishedAt,
    withdrawalLogIndex,
  }: AdvisoryRecord,
  baseUrl: string,
  author: string,
  withdrawn: ReadonlyMap<number, Date>,
): FeedItem {
  const withdrawnAt = withdrawalLogIndex === null ? null : (withdrawn.get(withdrawalLogIndex) ?? null);
  const mark = withdrawnAt ? 'withdrawn' : severity.toLowerCase();
  return {
    id: `${baseUrl}/advisories/${logIndex}`,
    url: `${baseUrl}/advisories/${logIndex}`,
    title: `[${mark}] ${title}`,
    text: [text, ...(remedy === null ? [] : [`Remedy: ${remedy}`]), ...references].join('\n\n'),
    author,
    tags: [severity.toLowerCase(), kind.toLowerCase()],
    publishedAt,
    withdrawnAt,
  };
}

import type { Feed } from './feed.ts';

/** JSON Feed 1.1. */
export function jsonFeed({ title, homeUrl, items }: Feed): string {
  return `${JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: homeUrl,
    feed_url: `${homeUrl}/advisories.json`,
    items: items.map((item) => ({
      id: item.id,
      url: item.url,
      title: item.title,
      content_text: item.text,
      date_published: item.publishedAt.toISOString(),
      ...(item.withdrawnAt && { date_modified: item.withdrawnAt.toISOString() }),
      authors: [{ name: item.author }],
      tags: item.tags,
    })),
  })}\n`;
}

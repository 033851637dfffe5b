import type { Feed, FeedItem } from './feed.ts';

/** RSS 2.0; everything in it may have been written by a stranger. */
export function rss({ title, homeUrl, items, changedAt }: Feed): string {
  const changed = changedAt ? `<lastBuildDate>${changedAt.toUTCString()}</lastBuildDate>` : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>${xmlText(title)}</title>
<link>${xmlText(homeUrl)}</link>
<description>Signed warnings of checkpoints, files, licenses and datasets</description>
<atom:link href="${xmlText(`${homeUrl}/advisories.rss`)}" rel="self" type="application/rss+xml"/>
${changed}${items.map(itemXml).join('')}
</channel></rss>
`;
}

// Readers take a description for HTML: escaped twice, a stranger's markup is shown and not obeyed.
function itemXml({ id, url, title, text, author, tags, publishedAt }: FeedItem): string {
  return `
<item><title>${xmlText(title)}</title><link>${xmlText(url)}</link><guid isPermaLink="false">${xmlText(id)}</guid>
<pubDate>${publishedAt.toUTCString()}</pubDate><dc:creator>${xmlText(author)}</dc:creator>
${tags.map((tag) => `<category>${xmlText(tag)}</category>`).join('')}
<description>${xmlText(xmlText(text).replaceAll('\n', '<br/>'))}</description></item>`;
}

/** Text as XML holds it: what XML 1.0 has no place for becomes the replacement character. */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(NO_CHARACTER, '\u{FFFD}')
    .replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Controls but tab and line ends, and what is no character at all. */
const NO_CHARACTER = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu;

import type { ServerResponse } from 'node:http';
import type { Hub } from '../../hub/context/hub.ts';

/** What a browser sees where the page isn't built: where things are, and what was published last. */
export async function pageRoute(hub: Hub, response: ServerResponse): Promise<void> {
  const { rows: found } = await hub.store.checkpoints.search({ isPublished: true }, 20, null);
  const rows = found.map(
    ({ checkpoint: row }) =>
      `<tr><td>${escaped(`${row.modelName}@${row.revision}`)}</td><td>${escaped(row.license ?? '')}</td><td>${escaped(row.state ?? '')}</td></tr>`,
  );
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  });
  response.end(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Heirloom</title>
<meta name="viewport" content="width=device-width"><style>
body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #8884}
code{background:#8882;padding:.1rem .3rem}</style>
<h1>Heirloom</h1><p>A hub for AI checkpoints. The API is GraphQL at <code>/graphql</code>; the command is <code>heirloom</code>.</p>
<p>This is the plain page; <code>npm run web</code> builds the whole one.</p>
<h2>Published last</h2><table><tr><th>Checkpoint<th>License<th>State</tr>${rows.join('')}</table></html>
`);
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/*
 * What a browser may do with our documents. Nothing comes from elsewhere: scripts, styles and
 * requests are this hub's own, and nobody may frame a page or see where its reader came from.
 */
const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/** For every answer that is no page: nothing in it may run, be framed or be used by another site. */
export function answerHeaders(isSecure: boolean): Readonly<Record<string, string>> {
  return {
    ...ALWAYS,
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'x-frame-options': 'DENY',
    'x-permitted-cross-domain-policies': 'none',
    // Half a year: who came by TLS once comes by TLS again.
    ...(isSecure ? { 'strict-transport-security': 'max-age=15552000' } : {}),
  };
}

const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** For every document of the page: strict, since a card is a stranger's text. */
export const documentHeaders = {
  ...ALWAYS,
  'cache-control': 'no-store',
  'content-security-policy': POLICY,
} as const;

/** For the editor of queries, which shows no stranger's HTML: its dialogs write style elements. */
export const editorHeaders = {
  ...documentHeaders,
  'content-security-policy': POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
} as const;

/** For files whose name changes with their content. */
export const assetHeaders = {
  ...ALWAYS,
  'cache-control': 'public, max-age=31536000, immutable',
} as const;

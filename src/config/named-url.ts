import { refusal } from '../base/errors.ts';

/** Where a subgraph is, under the name that the supergraph gives it. */
export interface NamedUrl {
  readonly name: string;
  readonly url: string;
}

/** `reviews=http://127.0.0.1:4001/graphql` */
export function namedUrl(text: string): NamedUrl {
  const [, name = '', address = ''] = /^([a-z][a-z0-9_-]{0,60})=(.+)$/i.exec(text) ?? [];
  const url = URL.parse(address);
  if (url && ['http:', 'https:'].includes(url.protocol) && !url.username) return { name, url: url.href };
  throw refusal('CONFIG_SUBGRAPH_INVALID', '--subgraph names no subgraph', {
    expected: 'NAME=URL, such as reviews=http://127.0.0.1:4001/graphql',
    received: text.slice(0, 200),
  });
}

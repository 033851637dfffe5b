import { readFile, stat } from 'node:fs/promises';
import { fault, messageOf, refusal } from '../base/errors.ts';
import { compose } from './compose.ts';
import { fetchSdl } from './fetch-sdl.ts';

/** Where a supergraph comes from: a file that somebody composed, or subgraphs that are asked what they are. */
export type SupergraphSource =
  | { readonly kind: 'FILE'; readonly file: string }
  | { readonly kind: 'SUBGRAPHS'; readonly subgraphs: readonly NamedSubgraph[] };

export interface NamedSubgraph {
  readonly name: string;
  readonly url: string;
  /** Where it is known without asking. */
  readonly sdl?: string;
}

/** The supergraph as it is now. */
export function readSupergraph(source: SupergraphSource): Promise<string> {
  return source.kind === 'FILE' ? readSupergraphFile(source.file) : composeSubgraphs(source.subgraphs);
}

async function composeSubgraphs(subgraphs: readonly NamedSubgraph[]): Promise<string> {
  const parts = subgraphs.map(async ({ name, url, sdl }) => ({
    name,
    url,
    sdl: sdl ?? (await fetchSdl(name, url)),
  }));
  return compose(await Promise.all(parts));
}

/** The six areas compose to 0.1 MB. */
const FILE_BYTES_MAX = 32 << 20;

async function readSupergraphFile(file: string): Promise<string> {
  const text = await fileText(file);
  // Only composed SDL says who answers what; a schema alone would route to nobody.
  if (text.includes('@join__graph') && !/url:\s*"[^"]*\{/.test(text)) return text;
  throw refusal('FEDERATION_SUPERGRAPH_MALFORMED', `${file} is no supergraph`, {
    expected: 'composed SDL with @join__graph, and plain addresses in it',
    received: text.trim().slice(0, 60),
    remedy: 'compose it, or name the subgraphs with --subgraph',
  });
}

async function fileText(file: string): Promise<string> {
  try {
    if ((await stat(file)).size <= FILE_BYTES_MAX) return await readFile(file, 'utf8');
  } catch (error) {
    throw fault('FEDERATION_SUPERGRAPH_UNREADABLE', `${file} can’t be read`, { received: messageOf(error) });
  }
  throw refusal('FEDERATION_SUPERGRAPH_MALFORMED', `${file} is no supergraph`, {
    expected: `at most ${FILE_BYTES_MAX} bytes`,
    received: 'more',
  });
}

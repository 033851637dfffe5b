import { composeServices } from '@theguild/federation-composition';
import { refusal } from '../base/errors.ts';
import { parsedSdl } from '../graphql/subgraph/parsed-sdl.ts';

/*
 * subgraph    a part of the graph: a name, where it is served, and its SDL
 * supergraph  subgraphs composed: one SDL that says which of them answers what
 */
export interface SubgraphPart {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** The supergraph's SDL; refuses subgraphs that do not fit together with every reason why. */
export function compose(parts: readonly SubgraphPart[]): string {
  const services = parts.map(({ name, url, sdl }) => ({ name, url, typeDefs: parsedSdl(name, sdl) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl) return supergraphSdl;
  const reasons = (errors ?? []).map(({ message }) => message);
  throw refusal('FEDERATION_COMPOSITION_FAILED', 'these subgraphs do not fit together', {
    expected: 'subgraphs that compose by Federation 2.9 or older',
    received: reasonsIn(reasons),
    remedy: 'change the subgraph that was added or changed last',
  });
}

const REASONS_SHOWN = 10;

function reasonsIn(reasons: readonly string[]): string {
  const shown = reasons.slice(0, REASONS_SHOWN).map((reason) => reason.slice(0, 500));
  const more = reasons.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

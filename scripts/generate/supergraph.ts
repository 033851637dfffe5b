import { compose } from '../../src/federation/compose.ts';
import { SUBGRAPHS, subgraphSdl } from '../../src/graphql/sdl.ts';

/** The six subgraphs composed, each under a host of its own name: the proof that they fit, for readers and routers. */
export async function supergraph(): Promise<Map<string, string>> {
  const parts = SUBGRAPHS.map(async (name) => ({
    name,
    url: `http://${name}:7420/graphql`,
    sdl: await subgraphSdl([name]),
  }));
  const head = '# Composed from schema/*.graphql by npm run generate.\n';
  return new Map([['schema/supergraph.graphql', `${head}${compose(await Promise.all(parts)).trim()}\n`]]);
}

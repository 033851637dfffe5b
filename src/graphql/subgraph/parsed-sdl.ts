import { parse, type DocumentNode } from 'graphql';
import { messageOf, refusal } from '../../base/errors.ts';

/** The largest published subgraph SDLs have some 10,000 lines of ten tokens. */
const TOKENS_MAX = 200_000;

/** A stranger's SDL as a document, or a refusal that names the subgraph. */
export function parsedSdl(name: string, sdl: string): DocumentNode {
  try {
    return parse(sdl, { maxTokens: TOKENS_MAX, noLocation: true });
  } catch (error) {
    throw refusal('GRAPHQL_SDL_MALFORMED', `the SDL of ${name} can’t be read`, {
      expected: `GraphQL SDL of at most ${TOKENS_MAX} tokens`,
      received: messageOf(error).slice(0, 300),
    });
  }
}

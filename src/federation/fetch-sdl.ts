import { fault, messageOf } from '../base/errors.ts';
import { boundedFetch } from './bounded-fetch.ts';

/** The largest published subgraph SDLs have a few hundred KiB. */
const SDL_BYTES_MAX = 4 << 20;
const SDL_MS_MAX = 10_000;

/** What a subgraph says of itself, by the question that every subgraph answers. */
export async function fetchSdl(name: string, url: string): Promise<string> {
  try {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: '{ _service { sdl } }' }),
      signal: AbortSignal.timeout(SDL_MS_MAX),
    };
    const response = await boundedFetch(url, init, SDL_BYTES_MAX);
    const sdl = sdlIn(JSON.parse(await response.text()));
    if (sdl !== null) return sdl;
    throw new Error(`HTTP ${response.status} and no data._service.sdl`);
  } catch (error) {
    const said = error instanceof Error && error.cause ? messageOf(error.cause) : messageOf(error);
    throw fault('FEDERATION_SUBGRAPH_UNREACHABLE', `the subgraph ${name} does not say what it is`, {
      expected: `an answer to { _service { sdl } } at ${url}`,
      received: said.slice(0, 300),
      remedy: 'start it, or mend its address',
    });
  }
}

function sdlIn(body: unknown): string | null {
  const { data } = (body ?? {}) as { data?: { _service?: { sdl?: unknown } | null } | null };
  const sdl = data?._service?.sdl;
  return typeof sdl === 'string' ? sdl : null;
}

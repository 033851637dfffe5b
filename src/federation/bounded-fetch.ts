import { fault } from '../base/errors.ts';

/** An answer of 100 rows of 100 rows each with a few lines of text. */
const ANSWER_BYTES_MAX = 32 << 20;

/**
 * Asks a subgraph, which may be anybody's: its answer is cut off at a bound, and it can't send the question, with
 * whatever token it carries, on to another place.
 */
export async function boundedFetch(
  url: string,
  init: RequestInit = {},
  bytesMax = ANSWER_BYTES_MAX,
): Promise<Response> {
  const response = await fetch(url, { ...init, redirect: 'error' });
  if (!response.body) return response;
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(bounded(bytesMax)), { status, statusText, headers });
}

function bounded(bytesMax: number): TransformStream<Uint8Array, Uint8Array> {
  let received = 0;
  return new TransformStream({
    transform(chunk, controller) {
      received += chunk.byteLength;
      if (received <= bytesMax) return controller.enqueue(chunk);
      controller.error(
        fault('FEDERATION_ANSWER_TOO_LARGE', 'a subgraph’s answer is too large', {
          expected: `at most ${bytesMax} bytes`,
          received: 'more',
        }),
      );
    },
  });
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { digestOfHex, type Digest } from '../../base/digest.ts';
import type { Hub } from '../../hub/context/hub.ts';
import type { ArtifactRecord } from '../../store/artifact-repository.ts';
import { sendError } from '../answer.ts';
import { isReading, sendRange } from './send-range.ts';

/** Serves the bytes of something published, with exact ranges: the web seed of every torrent. */
export async function artifactRoute(
  hub: Hub,
  hex: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isReading(request, response)) return;
  const digest = digestOfHex(hex);
  const [artifact] = await hub.store.artifacts.byDigests([digest]);
  if (!artifact || !(await hub.store.artifacts.isPublished(digest))) return notFound(response, digest);
  const isGiven = await hub.store.artifacts.isGiven(digest);
  if (!isGiven && !isReleasedTo(request, artifact)) return held(response, artifact);
  if (artifact.infohash !== null && !hub.isWebSeedOn) return swarmOnly(response);
  const { sizeBytes } = artifact;
  const cacheControl = `${hub.swarmAccess.isMembersOnly ? 'private' : 'public'}, max-age=31536000, immutable`;
  const stream = (range: { start: number; end: number }) => hub.weights.stream(digest, range);
  await sendRange(hub, { sizeBytes, etag: hex, fileName: hex, cacheControl, stream }, request, response);
}

/** A released file is given to who says that they want it all the same: no link leads there by accident. */
function isReleasedTo(request: IncomingMessage, { state, releaseLogIndex }: ArtifactRecord): boolean {
  const { searchParams } = new URL(request.url ?? '/', 'http://hub');
  return state === 'QUARANTINED' && releaseLogIndex !== null && searchParams.get('unsafe') === 'allow';
}

function notFound(response: ServerResponse, digest: Digest): void {
  sendError(response, 404, 'HTTP_ARTIFACT_UNKNOWN', `nothing published here contains ${digest}`);
}

function held(response: ServerResponse, { state, releaseLogIndex }: ArtifactRecord): void {
  const released = releaseLogIndex === null ? '' : '; a steward let it go: ask with ?unsafe=allow';
  sendError(response, 403, 'HTTP_ARTIFACT_HELD', `this artifact is ${state} and not offered${released}`);
}

export function swarmOnly(response: ServerResponse): void {
  sendError(response, 403, 'HTTP_WEB_SEED_OFF', 'this hub gives this artifact to its swarm only');
}

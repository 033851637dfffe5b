import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { digestOfHex, type Digest } from '../../base/digest.ts';
import type { Hub } from '../../hub/context/hub.ts';
import type { ArtifactRecord } from '../../store/artifact-repository.ts';
import { sendError } from '../answer.ts';

/** Serves the bytes of something published, with exact ranges: the web seed of every torrent. */
export async function artifactRoute(
  hub: Hub,
  isWebSeedOn: boolean,
  hex: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return notAllowed(response);
  const digest = digestOfHex(hex);
  const [artifact] = await hub.store.artifacts.byDigests([digest]);
  if (!artifact || !(await hub.store.artifacts.isPublished(digest))) return notFound(response, digest);
  const isGiven = await hub.store.artifacts.isGiven(digest);
  if (!isGiven && !isReleasedTo(request, artifact)) return held(response, artifact);
  if (artifact.infohash !== null && !isWebSeedOn) return swarmOnly(response);
  const range = rangeOf(request.headers.range, artifact.sizeBytes);
  if (range === 'UNSATISFIABLE') return unsatisfiable(response, artifact.sizeBytes);
  const { start, end } = range ?? { start: 0, end: artifact.sizeBytes - 1 };
  response.writeHead(range ? 206 : 200, {
    'content-type': 'application/octet-stream',
    'content-length': end - start + 1,
    'accept-ranges': 'bytes',
    etag: `"${hex}"`,
    'cache-control': `${hub.swarmAccess.isMembersOnly ? 'private' : 'public'}, max-age=31536000, immutable`,
    // A stranger's bytes are never a page of this origin.
    'content-disposition': `attachment; filename="${hex}"`,
    'content-security-policy': 'sandbox',
    'x-content-type-options': 'nosniff',
    ...(range ? { 'content-range': `bytes ${start}-${end}/${artifact.sizeBytes}` } : {}),
  });
  if (request.method === 'HEAD' || end < start) return void response.end();
  await pipeline(hub.weights.stream(digest, { start, end }), response).catch(ignoreGoneClient);
}

/** A released file is given to who says that they want it all the same: no link leads there by accident. */
function isReleasedTo(request: IncomingMessage, { state, releaseLogIndex }: ArtifactRecord): boolean {
  const { searchParams } = new URL(request.url ?? '/', 'http://hub');
  return state === 'QUARANTINED' && releaseLogIndex !== null && searchParams.get('unsafe') === 'allow';
}

/** One byte range as RFC 9110 reads it; several ranges or nonsense mean the whole file. */
function rangeOf(
  header: string | undefined,
  sizeBytes: number,
): { start: number; end: number } | 'UNSATISFIABLE' | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  const [, from = '', to = ''] = match;
  const last = sizeBytes - 1;
  if (from === '') {
    const length = Math.min(Number(to), sizeBytes);
    return length === 0 ? 'UNSATISFIABLE' : { start: sizeBytes - length, end: last };
  }
  const start = Number(from);
  if (start > last) return 'UNSATISFIABLE';
  const end = to === '' ? last : Math.min(Number(to), last);
  return end < start ? null : { start, end };
}

function ignoreGoneClient(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE' && error.code !== 'ECONNRESET' && error.code !== 'EPIPE')
    throw error;
}

function notAllowed(response: ServerResponse): void {
  response.setHeader('allow', 'GET, HEAD');
  sendError(response, 405, 'HTTP_METHOD', 'artifacts are only read');
}

function notFound(response: ServerResponse, digest: Digest): void {
  sendError(response, 404, 'HTTP_ARTIFACT_UNKNOWN', `nothing published here contains ${digest}`);
}

function held(response: ServerResponse, { state, releaseLogIndex }: ArtifactRecord): void {
  const released = releaseLogIndex === null ? '' : '; a steward let it go: ask with ?unsafe=allow';
  sendError(response, 403, 'HTTP_ARTIFACT_HELD', `this artifact is ${state} and not offered${released}`);
}

function swarmOnly(response: ServerResponse): void {
  sendError(response, 403, 'HTTP_WEB_SEED_OFF', 'this hub gives this artifact to its swarm only');
}

function unsatisfiable(response: ServerResponse, sizeBytes: number): void {
  response.setHeader('content-range', `bytes */${sizeBytes}`);
  sendError(response, 416, 'HTTP_RANGE', `the range starts past the end of ${sizeBytes} bytes`);
}

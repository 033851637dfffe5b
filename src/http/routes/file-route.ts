import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { digestOfHex, hexOf, parseDigest } from '../../base/digest.ts';
import { isRefusal } from '../../base/errors.ts';
import { isOfferable } from '../../checkpoint/inspection.ts';
import { parseReference } from '../../checkpoint/reference.ts';
import type { Hub } from '../../hub/context/hub.ts';
import { releaseFiles } from '../../hub/swarm/release-torrent.ts';
import type { CheckpointRecord } from '../../store/checkpoint-repository.ts';
import type { ReleaseTorrentRecord } from '../../store/release-torrent-repository.ts';
import { SUMS_PATH } from '../../swarm/release-metainfo.ts';
import { sendError } from '../answer.ts';
import { swarmOnly } from './artifact-route.ts';
import { isReading, sendRange, type Sendable } from './send-range.ts';

/** What an address under /files/ asks for: a file by its own name, in a revision or in a release torrent. */
export interface FileAddress {
  /** From `~<announce token>`, which clients of a members-only hub carry in the path. */
  readonly token: string | null;
  readonly parts: readonly string[];
}

/** Reads `/files/{owner}/{model}/{revision}/{path}` and `/files/{digest}/[~{token}/]{name}/{path}`; null for neither. */
export function fileAddressOf(path: string): FileAddress | null {
  const [, , ...raw] = path.split('/');
  const parts: string[] = [];
  for (const part of raw) {
    try {
      parts.push(decodeURIComponent(part));
    } catch {
      return null;
    }
  }
  const token = HEX.test(parts[0] ?? '') && parts[1]?.startsWith('~') ? parts[1].slice(1) : null;
  const rest = token === null ? parts : parts.filter((_, i) => i !== 1);
  return rest.length >= 3 && rest.every((part) => part !== '') ? { token, parts: rest } : null;
}

/** Serves a file by name, with exact ranges: the web seed of release torrents, and an address for people. */
export async function fileRoute(
  hub: Hub,
  { parts }: FileAddress,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isReading(request, response)) return;
  const isByDigest = HEX.test(parts[0] ?? '');
  const checkpoint = await checkpointAt(hub, parts, isByDigest);
  const path = parts.slice(isByDigest ? 2 : 3).join('/');
  if (!checkpoint) return notFound(response);
  const cacheControl = cacheControlOf(hub, isByDigest);
  if (path === SUMS_PATH) {
    const offered = await hub.store.releaseTorrents.offeredOf(checkpoint.id);
    if (offered) return sendRange(hub, sumsFile(offered, cacheControl), request, response);
  }
  const row = (await hub.store.checkpoints.artifactsOf([checkpoint.id])).find((one) => one.path === path);
  if (!row) return notFound(response);
  const digest = parseDigest(row.digest);
  if (!isOfferable(row.state) || !(await hub.store.artifacts.isGiven(digest)))
    return sendError(response, 403, 'HTTP_ARTIFACT_HELD', `this file is ${row.state} and not offered`);
  const [artifact] = await hub.store.artifacts.byDigests([digest]);
  if (!artifact) return notFound(response);
  if (artifact.infohash !== null && !hub.isWebSeedOn) return swarmOnly(response);
  const named = { etag: hexOf(digest), fileName: asciiName(path), cacheControl };
  const stream = (range: { start: number; end: number }) => hub.weights.stream(digest, range);
  await sendRange(hub, { sizeBytes: artifact.sizeBytes, ...named, stream }, request, response);
}

const HEX = /^[0-9a-f]{64}$/;

/** The name of a release is for people; another one under its digest is nothing. */
async function checkpointAt(
  hub: Hub,
  [first = '', second = '', third = '']: readonly string[],
  isByDigest: boolean,
): Promise<CheckpointRecord | null> {
  if (isByDigest) {
    const checkpoint = await hub.store.checkpoints.findByDigest(digestOfHex(first));
    const offered = checkpoint && (await hub.store.releaseTorrents.offeredOf(checkpoint.id));
    return offered?.name === second ? checkpoint : null;
  }
  try {
    return await hub.store.checkpoints.findByReference(parseReference(`${first}/${second}@${third}`));
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}

// A revision may point elsewhere tomorrow; what a digest names stays.
function cacheControlOf({ swarmAccess }: Hub, isByDigest: boolean): string {
  const scope = swarmAccess.isMembersOnly ? 'private' : 'public';
  return isByDigest ? `${scope}, max-age=31536000, immutable` : `${scope}, no-cache`;
}

function sumsFile(offered: ReleaseTorrentRecord, cacheControl: string): Sendable {
  const { bytes, digest, sizeBytes } = releaseFiles(offered).sums;
  const stream = ({ start, end }: { start: number; end: number }) =>
    Readable.from([bytes.subarray(start, end + 1)]);
  return { sizeBytes, etag: hexOf(digest), fileName: SUMS_PATH, cacheControl, stream };
}

/** A header holds no other letters; the client has the path anyway. */
function asciiName(path: string): string {
  return (path.split('/').at(-1) ?? '').replaceAll(/[^\w.+-]/g, '_');
}

function notFound(response: ServerResponse): void {
  sendError(response, 404, 'HTTP_FILE_UNKNOWN', 'no such file is published here', {
    expected: '/files/{owner}/{model}/{revision}/{path}',
  });
}

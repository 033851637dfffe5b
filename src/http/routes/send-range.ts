import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Hub } from '../../hub/context/hub.ts';
import { UNLIMITED, untilAllowed, type ByteLimit } from '../../swarm/byte-limit.ts';
import { sendError } from '../answer.ts';

export interface Sendable {
  readonly sizeBytes: number;
  /** The digest's hexadecimal digits. */
  readonly etag: string;
  readonly fileName: string;
  readonly cacheControl: string;
  /** Both ends are inside. */
  stream(range: { start: number; end: number }): NodeJS.ReadableStream;
}

/** Answers GET and HEAD with the whole or exactly one range, always as a file to be saved. */
export async function sendRange(
  { uploadLimit }: Pick<Hub, 'uploadLimit'>,
  sendable: Sendable,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { sizeBytes, etag, fileName } = sendable;
  const range = rangeOf(request.headers.range, sizeBytes);
  if (range === 'UNSATISFIABLE') return unsatisfiable(response, sizeBytes);
  const { start, end } = range ?? { start: 0, end: sizeBytes - 1 };
  response.writeHead(range ? 206 : 200, {
    'content-type': 'application/octet-stream',
    'content-length': end - start + 1,
    'accept-ranges': 'bytes',
    etag: `"${etag}"`,
    'cache-control': sendable.cacheControl,
    // A stranger's bytes are never a page of this origin.
    'content-disposition': `attachment; filename="${fileName}"`,
    'content-security-policy': 'sandbox',
    'x-content-type-options': 'nosniff',
    ...(range ? { 'content-range': `bytes ${start}-${end}/${sizeBytes}` } : {}),
  });
  if (request.method === 'HEAD' || end < start) return void response.end();
  const bytes = sendable.stream({ start, end });
  const paced = uploadLimit === UNLIMITED ? bytes : Readable.from(pacedBy(uploadLimit, bytes));
  await pipeline(paced, response).catch(ignoreGoneClient);
}

async function* pacedBy(limit: ByteLimit, bytes: NodeJS.ReadableStream): AsyncGenerator<Buffer> {
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    await untilAllowed(limit, chunk.byteLength);
    yield chunk;
  }
}

/** Whether the method only reads; answers 405 where it does not. */
export function isReading(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return true;
  response.setHeader('allow', 'GET, HEAD');
  sendError(response, 405, 'HTTP_METHOD', 'artifacts are only read');
  return false;
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

function unsatisfiable(response: ServerResponse, sizeBytes: number): void {
  response.setHeader('content-range', `bytes */${sizeBytes}`);
  sendError(response, 416, 'HTTP_RANGE', `the range starts past the end of ${sizeBytes} bytes`);
}

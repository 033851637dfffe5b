import { open } from 'node:fs/promises';
import * as tus from 'tus-js-client';
import type { DetailedError } from 'tus-js-client';
import type { Digest } from '../base/digest.ts';
import { fault, isRefusal, messageOf, refusal, type ErrorFacts, type HeirloomError } from '../base/errors.ts';
import { artifactBrief } from './generated/operations.ts';
import type { Session } from './session.ts';
import { uploadNotes } from './upload-notes.ts';
import { fileRanges, uploadRequests } from './upload-transport.ts';

export interface FileToUpload {
  readonly file: string;
  readonly path: string;
  /** May still be being computed while the bytes are sent: the hub is told with the last of them. */
  readonly digest: Digest | Promise<Digest>;
  /** By what a broken upload of it is found again; the digest unless told. */
  readonly mark?: string;
}

/** Brings a file to the hub unless it is published there or was brought before; goes on where a broken upload ended. */
export async function uploadFile(
  session: Session,
  { digest, ...file }: FileToUpload,
  onProgress: (bytesSent: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<'UPLOADED' | 'ALREADY_THERE'> {
  if (typeof digest !== 'string') return sendWhileHashed(session, { ...file, digest }, onProgress, signal);
  if (await isOnHub(session, digest)) return 'ALREADY_THERE';
  await sendFile(session, { ...file, digest }, onProgress, signal);
  return 'UPLOADED';
}

/** Why an upload is given up: the hub turned out to have the bytes. */
const NEEDLESS = Symbol('the hub has these bytes');

async function sendWhileHashed(
  session: Session,
  file: FileToUpload,
  onProgress: (bytesSent: number) => void,
  signal?: AbortSignal,
): Promise<'UPLOADED' | 'ALREADY_THERE'> {
  const stopping = new AbortController();
  const looked = Promise.resolve(file.digest)
    .then((digest) => isOnHub(session, digest))
    .then(
      (isThere) => isThere && stopping.abort(NEEDLESS),
      (error: unknown) => stopping.abort(error),
    );
  const ending = AbortSignal.any([stopping.signal, ...(signal ? [signal] : [])]);
  try {
    await sendFile(session, file, onProgress, ending);
    return 'UPLOADED';
  } catch (error) {
    if (error === NEEDLESS) return 'ALREADY_THERE';
    // There may be no room for what need not be sent.
    if (isRefusal(error) && error.code === 'HUB_QUOTA_EXCEEDED') await looked;
    if (stopping.signal.reason === NEEDLESS) return 'ALREADY_THERE';
    throw error;
  } finally {
    // Who gave up need not wait for a hash that is still being computed.
    if (!ending.aborted) await looked;
  }
}

async function isOnHub({ client }: Session, digest: Digest): Promise<boolean> {
  const { artifact } = await client.ask(artifactBrief, { digest });
  return artifact !== null;
}

/** One request each: few for a far hub, and none too large for a proxy in between. */
const REQUEST_BYTES = 64 << 20;
const RETRY_DELAYS_MS = [0, 500, 1000, 3000, 5000, 10_000];

async function sendFile(
  session: Session,
  { file, path: artifactPath, digest, mark }: FileToUpload,
  onProgress: (bytesSent: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  await using handle = await open(file, 'r');
  await new Promise<void>((resolve, reject) => {
    signal?.throwIfAborted();
    const upload = new tus.Upload(handle as never, {
      endpoint: new URL('/uploads', session.client.url).href,
      headers: session.client.headers,
      metadata: { path: artifactPath, ...(typeof digest === 'string' && { digest }) },
      chunkSize: REQUEST_BYTES,
      retryDelays: RETRY_DELAYS_MS,
      urlStorage: uploadNotes(session.home),
      fingerprint: async () => `${session.client.url} ${mark ?? (await digest)}`,
      removeFingerprintOnSuccess: true,
      fileReader: fileRanges,
      httpStack: uploadRequests(async () => ({ 'heirloom-digest': await digest })),
      onProgress,
      // The hub says where an upload goes on; the token and the bytes go nowhere else.
      onBeforeRequest: (request) => void session.client.addressOf(request.getURL()),
      onSuccess: () => resolve(),
      onError: (error) => reject(uploadError(error)),
      onShouldRetry: (error) =>
        !isRefusal(error.causingError) && !((error.originalResponse?.getStatus() ?? 0) in FINAL_STATUS),
    });
    const stop = () =>
      void upload
        .abort(signal?.reason === NEEDLESS)
        .catch(() => undefined)
        .then(() => reject(signal?.reason));
    signal?.addEventListener('abort', stop, { once: true });
    startOrResume(upload).catch(reject);
  });
}

async function startOrResume(upload: tus.Upload): Promise<void> {
  const [previous] = await upload.findPreviousUploads();
  if (previous) upload.resumeFromPreviousUpload(previous);
  upload.start();
}

const FINAL_STATUS = { 400: 1, 401: 1, 403: 1, 413: 1, 422: 1, 507: 1 };

function uploadError(error: Error | DetailedError): HeirloomError {
  if ('causingError' in error && isRefusal(error.causingError)) return error.causingError;
  const body = 'originalResponse' in error ? error.originalResponse?.getBody() : undefined;
  const coded = codedBody(body);
  const status = 'originalResponse' in error ? (error.originalResponse?.getStatus() ?? 0) : 0;
  // What the hub can't do is its fault, what it won't do is the asker's to mend.
  if (coded) return (status >= 500 ? fault : refusal)(coded.code, coded.message, coded);
  return fault('CLIENT_UPLOAD_FAILED', `the upload broke off: ${messageOf(error)}`, {
    remedy: 'run the same command again: it goes on where it ended',
  });
}

function codedBody(body: string | undefined): (ErrorFacts & { code: string; message: string }) | null {
  try {
    return (JSON.parse(body ?? '') as { error?: { code: string; message: string } }).error ?? null;
  } catch {
    return null;
  }
}

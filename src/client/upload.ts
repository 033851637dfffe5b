import { createReadStream } from 'node:fs';
import * as tus from 'tus-js-client';
import type { DetailedError } from 'tus-js-client';
import type { Digest } from '../base/digest.ts';
import { fault, isRefusal, messageOf, refusal, type ErrorFacts, type HeirloomError } from '../base/errors.ts';
import { artifactBrief, type ArtifactBriefAnswer } from './documents.ts';
import type { Session } from './session.ts';
import { uploadNotes } from './upload-notes.ts';

export interface FileToUpload {
  readonly file: string;
  readonly path: string;
  readonly digest: Digest;
}

/** Brings a file to the hub unless everybody can already read it there; goes on where a broken upload ended. */
export async function uploadFile(
  session: Session,
  file: FileToUpload,
  onProgress: (bytesSent: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<'UPLOADED' | 'ALREADY_THERE'> {
  const { artifact } = await session.client.ask<ArtifactBriefAnswer>(artifactBrief, { digest: file.digest });
  if (artifact) return 'ALREADY_THERE';
  await sendFile(session, file, onProgress, signal);
  return 'UPLOADED';
}

/** Small enough that a lost connection costs seconds, large enough that requests don't count. */
const CHUNK_BYTES = 16 << 20;
const RETRY_DELAYS_MS = [0, 500, 1000, 3000, 5000, 10_000];

async function sendFile(
  session: Session,
  { file, path: artifactPath, digest }: FileToUpload,
  onProgress: (bytesSent: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const upload = new tus.Upload(createReadStream(file) as never, {
      endpoint: new URL('/uploads', session.client.url).href,
      headers: session.client.headers,
      metadata: { digest, path: artifactPath },
      chunkSize: CHUNK_BYTES,
      retryDelays: RETRY_DELAYS_MS,
      urlStorage: uploadNotes(session.home),
      fingerprint: async () => `${session.client.url} ${digest}`,
      removeFingerprintOnSuccess: true,
      onProgress,
      // The hub says where an upload goes on; the token and the bytes go nowhere else.
      onBeforeRequest: (request) => void session.client.addressOf(request.getURL()),
      onSuccess: () => resolve(),
      onError: (error) => reject(uploadError(error)),
      onShouldRetry: (error) =>
        !isRefusal(error.causingError) && !((error.originalResponse?.getStatus() ?? 0) in FINAL_STATUS),
    });
    signal?.addEventListener('abort', () => void upload.abort().then(() => reject(signal.reason)), {
      once: true,
    });
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

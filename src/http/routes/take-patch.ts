import type { IncomingMessage } from 'node:http';
import { addAbortSignal } from 'node:stream';
import { ERRORS, type Locker, type Upload } from '@tus/server';
import type { UploadStore } from './upload-store.ts';

/** Whether it is a PATCH as every client sends it; what is odd about another, the library says. */
export function isPlainPatch({ method, headers }: IncomingMessage): boolean {
  return (
    method === 'PATCH' &&
    headers['tus-resumable'] === '1.0.0' &&
    headers['content-type'] === 'application/offset+octet-stream' &&
    headers['upload-length'] === undefined &&
    /^\d{1,15}$/.test(headers['upload-offset']?.toString() ?? '')
  );
}

/**
 * Takes the bytes of a plain PATCH (tus 1.0) as they come off the socket, and answers how far the upload is now. The
 * library would lead each small piece through web streams, which costs more than writing it.
 */
export async function takePatch(
  store: UploadStore,
  locker: Locker,
  id: string,
  request: IncomingMessage,
): Promise<Upload> {
  const offset = Number(request.headers['upload-offset']);
  const stopping = new AbortController();
  const lock = locker.newLock(id);
  // Who asks for the upload while this one goes on lost its connection: what came so far is kept.
  await lock.lock(stopping.signal, () => stopping.abort());
  try {
    const upload = await store.getUpload(id);
    if (upload.offset !== offset) throw ERRORS.INVALID_OFFSET;
    const leftBytes = (upload.size ?? 0) - offset;
    if (Number(request.headers['content-length'] ?? 0) > leftBytes) throw ERRORS.ERR_SIZE_EXCEEDED;
    upload.offset = await store.append(addAbortSignal(stopping.signal, request), upload, leftBytes);
    return upload;
  } finally {
    await lock.unlock();
  }
}

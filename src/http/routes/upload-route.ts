import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdir } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { ERRORS, MemoryLocker, Server, type Upload } from '@tus/server';
import { parseDigest } from '../../base/digest.ts';
import { HeirloomError, isRefusal } from '../../base/errors.ts';
import type { Hub } from '../../hub/context/hub.ts';
import { requireContributor, type SignedInViewer, type Viewer } from '../../hub/context/viewer.ts';
import { refusal } from '../../base/errors.ts';
import { takeUpload } from '../../hub/uploads/take-upload.ts';
import { databaseFault } from '../../store/database-fault.ts';
import { sendError } from '../answer.ts';
import { diskFull, isDiskFull } from '../disk-room.ts';
import { Holders } from './holders.ts';
import { isPlainPatch, takePatch } from './take-patch.ts';
import { Receiving } from './receiving.ts';
import { UploadStore } from './upload-store.ts';

export type UploadRoute = (
  viewer: Viewer,
  request: IncomingMessage,
  response: ServerResponse,
) => Promise<void>;

/** A file of a terabyte is more than any published shard. */
const SIZE_BYTES_MAX = 2 ** 40;

/** Resumable uploads (tus 1.0); a finished one is examined and taken in before the last answer is sent. */
export async function openUploadRoute(hub: Hub, folder: string): Promise<UploadRoute> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const datastore = new UploadStore({ folder, growing: hub.weights.growing, quota: hub.quota });
  await datastore.resume();
  const receiving = new Receiving();
  let lookedAtMs = 0;
  const locker = new MemoryLocker();
  // A request that is refused must not set an upload free that another works on.
  const busy = new Holders<string>();
  const asking = new AsyncLocalStorage<Asking>();
  const uploader = () => requireContributor(asking.getStore()?.viewer ?? { kind: 'ANONYMOUS' });
  const server = new Server({
    path: '/uploads',
    relativeLocation: true,
    // A page of another origin has no business here.
    allowedOrigins: () => false,
    datastore,
    locker,
    maxSize: SIZE_BYTES_MAX,
    async onUploadCreate(_, upload) {
      // Who knows it before the first byte says it then; who still computes it, with the last request.
      if (upload.metadata?.['digest'] !== undefined) parseDigest(upload.metadata['digest']);
      return { metadata: { ...upload.metadata, contributor: String(uploader().contributor.id) } };
    },
    onIncomingRequest: (request, uploadId) => admit(request.method, uploadId),
    async onUploadFinish(request, upload) {
      const body = await taken(upload, request.headers.get(DIGEST_HEADER));
      // An empty file ends with its creation, whose 201 and Location a client waits for.
      const status = request.method === 'POST' ? {} : { status_code: 200 };
      return { ...status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    },
    onResponseError: (_, error) => coded(machineFault(error) ?? error),
  });

  async function admit(method: string, uploadId: string): Promise<void> {
    const upload = await datastore.getUpload(uploadId).catch(() => null);
    // The store deletes by name alone, its own notes about an upload too.
    if (!upload && method === 'DELETE') throw foreign();
    const owner = upload?.metadata?.['contributor'];
    if (owner !== undefined && owner !== String(uploader().contributor.id)) throw foreign();
    if (method === 'PATCH') asking.getStore()?.holding.use(busy.hold(uploadId));
    if (method !== 'HEAD' || !upload || upload.offset !== upload.size) return;
    // What is being examined must not change under the examiner: the client asks again.
    if (busy.has(uploadId)) throw ERRORS.ERR_LOCK_TIMEOUT;
    await datastore.reopen(upload);
  }

  async function taken(upload: Upload, lastDigest: string | null) {
    const file = path.join(folder, upload.id);
    const { inspection, digest } = await takeOrDrop(datastore, upload.id, () =>
      takeUpload(hub, uploader(), file, announcedOf(upload.metadata, lastDigest)),
    );
    return { digest, state: inspection.state, format: inspection.format };
  }

  async function patch(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await admit('PATCH', idOf(request));
      const upload = await takePatch(datastore, locker, idOf(request), request);
      const isWhole = upload.offset === upload.size;
      const body = isWhole ? await taken(upload, request.headers[DIGEST_HEADER]?.toString() ?? null) : null;
      response.writeHead(isWhole ? 200 : 204, {
        ...TUS,
        'upload-offset': upload.offset,
        ...(body && { 'content-type': 'application/json' }),
      });
      response.end(body && JSON.stringify(body));
    } catch (error) {
      refusePatch(request, response, error);
    }
  }

  async function dropForgotten(): Promise<void> {
    const now = hub.clock.now();
    if (now.getTime() - lookedAtMs < LOOK_EVERY_MS) return;
    lookedAtMs = now.getTime();
    await datastore.dropForgotten(now);
  }

  return async (viewer, request, response) => {
    const isRead = request.method === 'GET';
    if (isRead) return sendError(response, 405, 'HTTP_METHOD', 'uploads can’t be read back');
    const signedIn = requireContributor(viewer);
    requireUploadScope(signedIn);
    const handle = () =>
      isPlainPatch(request) ? patch(request, response) : server.handle(request, response);
    using holding = new DisposableStack();
    if (request.method === 'PATCH' || request.method === 'POST')
      holding.use(takeTurn(receiving, signedIn, response));
    if (request.method === 'POST') await dropForgotten();
    await asking.run({ viewer: signedIn, holding }, handle);
  };
}

/** How often a new upload has the hub look for old ones. */
const LOOK_EVERY_MS = 60 * 60_000;

function takeTurn(
  receiving: Receiving,
  { contributor }: SignedInViewer,
  response: ServerResponse,
): Disposable {
  try {
    return receiving.take(contributor.id);
  } catch (error) {
    response.setHeader('retry-after', RETRY_SECONDS);
    throw error;
  }
}

const RETRY_SECONDS = 2;

interface Asking {
  readonly viewer: SignedInViewer;
  /** What the request keeps from changing until it is answered. */
  readonly holding: DisposableStack;
}

/** In a request that ends an upload: the digest of the whole file, where it was not known at the beginning. */
const DIGEST_HEADER = 'heirloom-digest';

// A file that is refused is of no use to anybody; one that could not be taken now may be later.
async function takeOrDrop<Taken>(
  datastore: UploadStore,
  id: string,
  take: () => Promise<Taken>,
): Promise<Taken> {
  try {
    const taken = await take();
    await datastore.drop(id);
    return taken;
  } catch (error) {
    if (isRefusal(error)) await datastore.drop(id);
    throw error;
  }
}

const TUS = { 'tus-resumable': '1.0.0', 'cache-control': 'no-store' };

// Bytes that nobody will read any more must not be taken for the next request.
function refusePatch(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const known = coded((machineFault(error) ?? error) as Error) ?? (error as Partial<TusError>);
  const status = known.status_code ?? 500;
  response.writeHead(status, { ...TUS, ...(request.complete ? {} : { connection: 'close' }) });
  response.end(known.body ?? 'Something went wrong\n');
}

interface TusError {
  readonly status_code: number;
  readonly body: string;
}

function idOf(request: IncomingMessage): string {
  return path.posix.basename((request.url ?? '').split('?')[0] ?? '');
}

// Evaluators upload per-item outputs, publishers everything else.
function requireUploadScope({ token }: SignedInViewer): void {
  if (token.scopes.includes('PUBLISH') || token.scopes.includes('EVALUATE')) return;
  throw refusal('HUB_PERMISSION_MISSING', 'this token may not upload', {
    expected: 'the scope PUBLISH or EVALUATE',
    received: token.scopes.join(' '),
  });
}

// What was said first counts: a second word about the same bytes can only be wrong.
function announcedOf(metadata: Record<string, string | null> | undefined, last: string | null) {
  return { digest: parseDigest(metadata?.['digest'] ?? last), path: metadata?.['path'] ?? 'artifact' };
}

/** 507 Insufficient Storage (RFC 4918): the client stops, for room is not made within seconds. */
const STATUS: Readonly<Record<string, number>> = {
  HTTP_DISK_FULL: 507,
  STORE_DISK_FULL: 507,
  STORE_UNREACHABLE: 503,
};

function machineFault(error: unknown): HeirloomError | null {
  return isDiskFull(error) ? diskFull(null, null) : databaseFault(error);
}

function coded(error: Error | { status_code: number; body: string }) {
  if (error instanceof HeirloomError) {
    const { code, message, facts } = error;
    return {
      status_code: STATUS[code] ?? (error.kind === 'refusal' ? 422 : 500),
      body: JSON.stringify({ error: { code, message, ...facts } }),
    };
  }
  return undefined;
}

function foreign() {
  return refusal('HUB_UPLOAD_FOREIGN', 'this upload is another contributor’s', {
    remedy: 'start an upload of your own',
  });
}

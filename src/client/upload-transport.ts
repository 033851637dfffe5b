import type { FileHandle } from 'node:fs/promises';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { buffer as wholeOf } from 'node:stream/consumers';
import type { HttpRequest, HttpResponse, HttpStack, UploadOptions } from 'tus-js-client';
import { waitForTurn } from './wait-for-turn.ts';

/** The library's own names for these are not exported. */
type FileReader = NonNullable<UploadOptions['fileReader']>;
type FileSource = Awaited<ReturnType<FileReader['openFile']>>;

/** A range of a file, as what a request sends. */
interface FileRange {
  readonly handle: FileHandle;
  readonly start: number;
  /** Read by the library. */
  readonly size: number;
  readonly isLast: boolean;
}

/** Ranges of an open file instead of streams of small new buffers: those cost more than the bytes themselves. */
export const fileRanges: FileReader = {
  async openFile(handle: FileHandle): Promise<FileSource> {
    const { size } = await handle.stat();
    return {
      size,
      slice: async (start, end) => {
        const isLast = end >= size;
        const value: FileRange = { handle, start, size: Math.min(end, size) - start, isLast };
        return { value, done: isLast };
      },
      // Whoever opened it closes it, however the upload ends.
      close: () => undefined,
    };
  },
};

/** Requests of an upload; the one that ends the file is told what all of its bytes must be, once that is known. */
export function uploadRequests(lastHeaders: () => Promise<Readonly<Record<string, string>>>): HttpStack {
  return {
    getName: () => 'heirloom',
    createRequest: (method, url) => new UploadRequest(method, url, lastHeaders),
  };
}

class UploadRequest implements HttpRequest {
  readonly #method: string;
  readonly #url: string;
  readonly #lastHeaders: () => Promise<Readonly<Record<string, string>>>;
  readonly #headers: Record<string, string> = {};
  readonly #closing = new AbortController();
  #onProgress: (bytesSent: number) => void = () => undefined;

  constructor(method: string, url: string, lastHeaders: () => Promise<Readonly<Record<string, string>>>) {
    this.#method = method;
    this.#url = url;
    this.#lastHeaders = lastHeaders;
  }

  getMethod(): string {
    return this.#method;
  }

  getURL(): string {
    return this.#url;
  }

  setHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }

  getHeader(name: string): string | undefined {
    return this.#headers[name];
  }

  setProgressHandler(onProgress: (bytesSent: number) => void): void {
    this.#onProgress = onProgress;
  }

  getUnderlyingObject(): null {
    return null;
  }

  async abort(): Promise<void> {
    this.#closing.abort();
  }

  /** Each says what it is to start from, so a hub that was asked too much may be sent the same again. */
  async send(body: FileRange | null = null): Promise<HttpResponse> {
    return waitForTurn({
      url: this.#url,
      send: () => this.#sendOnce(body),
      told: (answer) => ({ status: answer.getStatus(), header: (name) => answer.getHeader(name) }),
      signal: this.#closing.signal,
    });
  }

  async #sendOnce(body: FileRange | null): Promise<HttpResponse> {
    const last = body?.isLast ? await this.#lastHeaders() : {};
    const length = body ? { 'content-length': String(body.size) } : {};
    const { request } = this.#url.startsWith('https:') ? https : http;
    const asked = request(this.#url, {
      method: this.#method,
      headers: { ...this.#headers, ...length, ...last },
      signal: this.#closing.signal,
    });
    const answered = new Promise<IncomingMessage>((resolve, reject) =>
      asked.once('response', resolve).on('error', reject),
    );
    // A hub that refuses answers before it has taken everything.
    if (body) await Promise.race([sendRange(asked, body, this.#onProgress), answered]);
    asked.end();
    return answerOf(await answered);
  }
}

async function answerOf(response: IncomingMessage): Promise<HttpResponse> {
  const body = (await wholeOf(response)).toString('utf8');
  return {
    getStatus: () => response.statusCode ?? 0,
    getHeader: (name) => response.headers[name.toLowerCase()]?.toString(),
    getBody: () => body,
    getUnderlyingObject: () => response,
  };
}

/** One buffer is read into while the other goes out. */
async function sendRange(
  request: ClientRequest,
  { handle, start, size }: FileRange,
  onProgress: (bytesSent: number) => void,
): Promise<void> {
  const buffers = [0, 1].map(() => Buffer.allocUnsafeSlow(Math.min(BUFFER_BYTES, size)));
  let sending: Promise<void> = Promise.resolve();
  for (let done = 0, turn = 0; done < size; turn++) {
    const buffer = buffers[turn % 2] as Buffer;
    const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, size - done), start + done);
    if (bytesRead === 0) throw new Error('the file became shorter while it was sent');
    await sending;
    onProgress(done);
    done += bytesRead;
    sending = write(request, buffer.subarray(0, bytesRead));
    // Its failure is told when it is waited for.
    sending.catch(() => undefined);
  }
  await sending;
  onProgress(size);
}

function write(request: ClientRequest, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) =>
    request.write(bytes, (error) => (error ? reject(error) : resolve())),
  );
}

const BUFFER_BYTES = 512 << 10;

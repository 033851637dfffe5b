import type { IncomingMessage, ServerResponse } from 'node:http';

/** How long a client may take for each part of a request. */
export interface Patience {
  readonly headersMs: number;
  /** How often sockets are looked at for late headers. */
  readonly checkMs: number;
  /** For the whole body of anything but an upload. */
  readonly bodyMs: number;
  /** By then a body is there, or has come at an honest rate. */
  readonly dripMs: number;
  /** Between two bytes of an upload. */
  readonly uploadIdleMs: number;
  /** For a client to take something of an answer that is ready; Node looks twice, so it may have twice that. */
  readonly stallMs: number;
  /** For the rest of a body that was answered already. */
  readonly lingerMs: number;
}

export const PATIENCE: Patience = {
  headersMs: 5_000,
  checkMs: 1_000,
  bodyMs: 30_000,
  dripMs: 10_000,
  uploadIdleMs: 30_000,
  stallMs: 5_000,
  lingerMs: 5_000,
};

/** A proxy stands for a slow client with buffers of its own: it may pause longer than any client. */
export const PATIENCE_WITH_PROXIES: Patience = { ...PATIENCE, stallMs: 60_000 };

/** Slower than any modem; the largest body of a question would take minutes. */
const HONEST_BYTES_A_SECOND = 1024;

/** An upload may take hours as long as bytes arrive; every other body has seconds as a whole, fewer when it drips. */
export function limitBody(request: IncomingMessage, patience: Patience): void {
  if (request.url?.startsWith('/uploads')) {
    request.setTimeout(patience.uploadIdleMs, () => request.destroy());
    return;
  }
  // A small body comes with its head: no clock is set for it.
  const { socket } = request;
  const before = socket.bytesRead;
  process.nextTick(() => request.complete || bound(request, before, patience));
}

function bound(request: IncomingMessage, before: number, patience: Patience): void {
  const { socket } = request;
  const expected = (HONEST_BYTES_A_SECOND * patience.dripMs) / 1000;
  // Where there is no body the request is complete, however long its answer takes.
  const end = (isLate: boolean) => isLate && !request.complete && request.destroy();
  const drip = setTimeout(() => end(socket.bytesRead - before < expected), patience.dripMs);
  const whole = setTimeout(() => end(true), patience.bodyMs);
  const clear = () => [drip, whole].forEach(clearTimeout);
  request.once('end', clear);
  request.once('close', clear);
}

/** Ends the connection of who takes nothing of an answer, or goes on sending what nobody reads any more. */
export function limitAnswer(request: IncomingMessage, response: ServerResponse, patience: Patience): void {
  const { socket } = request;
  if (!request.url?.startsWith('/uploads'))
    // An answer that is not ready yet is not the client's delay.
    response.setTimeout(patience.stallMs, () => socket.writableLength > 0 && socket.destroy());
  response.once('finish', () => {
    if (request.complete) return;
    setTimeout(() => request.complete || socket.destroy(), patience.lingerMs).unref();
  });
}

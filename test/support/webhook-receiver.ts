import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { signatureOf } from '../../src/hub/webhooks/signature.ts';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A real receiver on loopback: keeps what comes, and answers as it is told. */
export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly received: Received[];
  answer: (response: ServerResponse, nth: number) => void;
  /** Settles when so many requests have come. */
  until(count: number): Promise<readonly Received[]>;
}

export async function openReceiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    void take(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    receiver.received.push({ headers: request.headers, body: await text(request) });
    receiver.answer(response, receiver.received.length);
    server.emit('received');
  };
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received: [],
    answer: (response) => void response.writeHead(204).end(),
    async until(count) {
      while (receiver.received.length < count) await once(server, 'received');
      return receiver.received;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
  return receiver;
}

/** Whether a receiver that was given the secret would take the request for the hub's. */
export function isSigned({ headers, body }: Received, secret: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const id = String(headers['webhook-id']);
  return headers['webhook-signature'] === signatureOf(key, id, Number(headers['webhook-timestamp']), body);
}

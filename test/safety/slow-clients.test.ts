import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PATIENCE, type Patience } from '../../src/http/limits/patience.ts';
import { listen, type Listener } from '../../src/http/listen.ts';

const SOCKETS = 60;
/** Shortened tenfold and more, so that nobody waits for it. */
const patience: Patience = {
  headersMs: 500,
  checkMs: 100,
  bodyMs: 2000,
  dripMs: 800,
  uploadIdleMs: 800,
  stallMs: 1000,
  lingerMs: 500,
};
const ANSWER = Buffer.alloc(32 << 20);
let listener: Listener;

// The hub's own listener; the routes are a file, a reader of bodies and one that reads none.
beforeAll(async () => {
  listener = await listen({ host: '127.0.0.1', port: 0, patience });
  listener.mount(
    (request, response) => {
      if (request.url === '/large') return void response.end(ANSWER);
      if (request.url === '/unread') return void response.writeHead(401).end('who are you?');
      if (request.url === '/late') return void setTimeout(() => response.end('late'), 2500);
      let received = 0;
      request.on('data', (chunk: Buffer) => (received += chunk.byteLength));
      request.on('error', () => undefined);
      request.on('end', () => response.end(String(received)));
    },
    (_, socket) => socket.destroy(),
  );
});
afterAll(() => listener?.[Symbol.asyncDispose]());

const HEAD = 'Host: 127.0.0.1\r\n';
const drip = (socket: Socket, first: string, then: string) => {
  socket.write(first);
  const timer = setInterval(() => socket.write(then), 200);
  socket.once('close', () => clearInterval(timer));
};

const attacks: readonly (readonly [string, (socket: Socket) => void])[] = [
  ['say nothing', () => undefined],
  ['drip headers', (socket) => drip(socket, `POST /graphql HTTP/1.1\r\n${HEAD}`, 'X-A: b\r\n')],
  ['drip half a line', (socket) => drip(socket, 'GET / HT', 'T')],
  [
    'drip a body',
    (socket) => drip(socket, `POST /graphql HTTP/1.1\r\n${HEAD}Content-Length: 100000\r\n\r\n`, '{'),
  ],
  [
    'drip chunks',
    (socket) =>
      drip(socket, `POST /graphql HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked\r\n\r\n`, '1\r\nx\r\n'),
  ],
  [
    'drip a body that was answered already',
    (socket) => drip(socket, `POST /unread HTTP/1.1\r\n${HEAD}Content-Length: 100000\r\n\r\n`, '{'),
  ],
  ['read nothing', (socket) => void socket.pause().write(`GET /large HTTP/1.1\r\n${HEAD}\r\n`)],
  [
    'send an upload and stop',
    (socket) => void socket.write(`PATCH /uploads/a HTTP/1.1\r\n${HEAD}Content-Length: 9\r\n\r\n1`),
  ],
];

/** Answers how many bytes came until the hub ended the connection. */
async function attacker(attack: (socket: Socket) => void): Promise<number> {
  const { hostname, port } = new URL(listener.baseUrl);
  const socket = connect(Number(port), hostname);
  let received = 0;
  const closed = new Promise<number>((resolve) => {
    socket.on('error', () => undefined);
    socket.once('close', () => resolve(received));
  });
  socket.once('connect', () => {
    attack(socket);
    const isReading = !socket.isPaused();
    socket.on('data', (chunk: Buffer) => (received += chunk.byteLength));
    if (isReading) return;
    // What was not read hides the end of a connection: it is read once the hub had time to end it.
    socket.pause();
    setTimeout(() => socket.resume(), patience.stallMs * 3);
  });
  return closed;
}

test.each(attacks)('those who %s are sent away, and others are answered meanwhile', async (_, attack) => {
  const attackers = Array.from({ length: Math.ceil(SOCKETS / attacks.length) }, () => attacker(attack));
  const honest = await fetch(`${listener.baseUrl}/graphql`, { method: 'POST', body: 'x'.repeat(1000) });
  expect([honest.status, await honest.text()]).toEqual([200, '1000']);
  for (const received of await Promise.all(attackers)) expect(received).toBeLessThan(ANSWER.byteLength);
});

test('the hub’s own patience ends each of them within fifteen seconds, but a silent upload', () => {
  const { headersMs, checkMs, bodyMs, dripMs, stallMs, lingerMs } = PATIENCE;
  for (const ms of [headersMs + checkMs, dripMs, stallMs * 2, lingerMs]) expect(ms).toBeLessThan(15_000);
  expect(bodyMs).toBe(30_000);
});

test('an answer that takes its time is waited for, and a large one is read at leisure', async () => {
  expect(await (await fetch(`${listener.baseUrl}/late`)).text()).toBe('late');
  const { body } = await fetch(`${listener.baseUrl}/large`);
  let received = 0;
  for await (const chunk of body ?? []) {
    received += (chunk as Uint8Array).byteLength;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(received).toBe(ANSWER.byteLength);
});

/**
 * A link on loopback with a delay and a rate: `node bench/swarm/slow-link.ts --host H [--delay-ms N] [--rate BYTES] HOST:PORT…`
 * Opens a port for each target, says the ports as one JSON line, and how many bytes went down and up for each line it hears.
 * All targets and connections share the rate, each direction its own.
 */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const UNREAD_BYTES_MAX = 8 << 20;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    host: { type: 'string', default: '127.0.0.1' },
    'delay-ms': { type: 'string', default: '0' },
    rate: { type: 'string', default: '0' },
  },
});
const down = directionOf(Number(values['delay-ms']), Number(values.rate));
const up = directionOf(Number(values['delay-ms']), Number(values.rate));
const ports: number[] = [];
for (const target of positionals) ports.push(await openPort(target));
console.log(JSON.stringify(ports));
for await (const _ of createInterface(process.stdin))
  console.log(JSON.stringify({ downBytes: down.bytes(), upBytes: up.bytes() }));
// Who started it is gone.
process.exit(0);

async function openPort(target: string): Promise<number> {
  const at = target.lastIndexOf(':');
  const [host, port] = [target.slice(0, at), Number(target.slice(at + 1))];
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const far = connect({ host, port, allowHalfOpen: true, noDelay: true });
    for (const socket of [client, far]) socket.on('error', () => undefined);
    down.join(far, client);
    up.join(client, far);
  });
  server.listen(0, values.host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

interface Direction {
  join(from: Socket, to: Socket): void;
  bytes(): number;
}

/** Chunks leave one after another at the rate, and arrive the delay later, as on a wire. */
function directionOf(delayMs: number, bytesPerSecond: number): Direction {
  // What a router would hold back: senders feel the rate after this much.
  const queueMs = 20;
  let total = 0;
  let freeAt = 0;
  const flying: { readonly at: number; readonly arrive: () => void }[] = [];
  const waiting: Socket[] = [];
  let timer: NodeJS.Timeout | undefined;

  function fly(at: number, arrive: () => void): void {
    flying.push({ at, arrive });
    timer ??= setTimeout(land, Math.max(0, at - performance.now()));
  }

  function land(): void {
    const now = performance.now();
    let landed = 0;
    for (; landed < flying.length && (flying[landed]?.at ?? 0) <= now; landed++) flying[landed]?.arrive();
    flying.splice(0, landed);
    if (freeAt - now < queueMs) for (const socket of waiting.splice(0)) socket.resume();
    const next = flying[0]?.at ?? (waiting.length > 0 ? freeAt - queueMs / 2 : undefined);
    timer = next === undefined ? undefined : setTimeout(land, Math.max(0, next - now));
  }

  return {
    bytes: () => total,
    join(from, to) {
      from.on('data', (chunk: Buffer) => {
        const now = performance.now();
        total += chunk.length;
        freeAt = Math.max(freeAt, now) + (bytesPerSecond > 0 ? (chunk.length / bytesPerSecond) * 1000 : 0);
        fly(freeAt + delayMs, () => {
          // A reader that doesn't read stops its own sender, nobody else's.
          if (!to.destroyed && !to.write(chunk) && to.writableLength > UNREAD_BYTES_MAX) {
            from.pause();
            to.once('drain', () => from.resume());
          }
        });
        if (freeAt - now > queueMs) {
          from.pause();
          waiting.push(from);
        }
      });
      from.once('end', () => fly(Math.max(freeAt, performance.now()) + delayMs, () => to.end()));
      from.once('close', () => fly(Math.max(freeAt, performance.now()) + delayMs, () => to.destroy()));
    },
  };
}

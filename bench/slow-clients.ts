/**
 * What honest people notice of 1,000 slow ones: `node bench/slow-clients.ts`. Hub, attackers and the honest client are a
 * process each. Each attacker drips a header, a body or half a line, until the hub ends its connection;
 * one honest question every 20 ms, before they come and while they are there.
 */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ATTACKERS = 1_000;
const EVERY_MS = 20;
const QUESTION = JSON.stringify({ query: '{ hub { id } search(filter: {}, first: 5) { nodes { id } } }' });
const [role, address] = process.argv.slice(2);

if (role === 'attack') await attackFrom(new URL(address!));
else await measure();

async function measure(): Promise<void> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'heirloom-slow-'));
  const program = fileURLToPath(new URL('../bin/heirloom.js', import.meta.url));
  const words = ['hub', '--data', dataFolder, '--port', '0', '--torrent-port', '0'];
  const hub = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const url = await addressOf(hub);
    await honest(url, 2_000);
    report('nobody else', await honest(url, 10_000));
    const attackers = fork(fileURLToPath(import.meta.url), ['attack', url]);
    const ended = once(attackers, 'message');
    const times = await honest(url, 20_000);
    report(`${ATTACKERS} slow clients`, times);
    const [closed] = (await ended) as [{ readonly seconds: number }];
    console.log(`the last one was sent away after ${closed.seconds.toFixed(1)} s`);
  } finally {
    hub.kill('SIGINT');
    await once(hub, 'close');
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function addressOf(hub: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: hub.stdout! })) {
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
    if (found) {
      hub.stdout!.resume();
      return found;
    }
  }
  throw new Error('the hub did not start');
}

/** Milliseconds of each question that was asked within `forMs`. */
async function honest(url: string, forMs: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true });
  const times: Promise<number>[] = [];
  for (const end = performance.now() + forMs; performance.now() < end; await delay(EVERY_MS))
    times.push(ask(url, agent));
  const all = await Promise.all(times);
  agent.destroy();
  return all;
}

function ask(url: string, agent: Agent): Promise<number> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const asked = request(`${url}/graphql`, { method: 'POST', agent, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`status ${response.statusCode}`));
      response.resume().on('end', () => resolve(performance.now() - startedAt));
    });
    asked.on('error', reject).end(QUESTION);
  });
}

function report(who: string, times: number[]): void {
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(1);
  console.log(
    `${who}: ${times.length} questions, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, slowest ${at(1)} ms`,
  );
}

async function attackFrom({ hostname, port }: URL): Promise<void> {
  const startedAt = performance.now();
  const head = `Host: ${hostname}:${port}\r\n`;
  const firsts = [
    `POST /graphql HTTP/1.1\r\n${head}`,
    `POST /graphql HTTP/1.1\r\n${head}Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{`,
    'GET / HT',
  ];
  const ends = Array.from({ length: ATTACKERS }, async (_, i) => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined).resume();
    socket.once('connect', () => socket.write(firsts[i % firsts.length]!));
    const dripping = setInterval(() => socket.write('a'), 1_000);
    await once(socket, 'close');
    clearInterval(dripping);
  });
  await Promise.all(ends);
  process.send?.({ seconds: (performance.now() - startedAt) / 1000 });
  process.disconnect();
}

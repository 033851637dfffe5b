// The program of a seeder in a process of its own: its bytes pass no event loop but this one.
import { HeirloomError, messageOf } from '../../base/errors.ts';
import { UNLIMITED, type ByteLimit } from '../byte-limit.ts';
import { openSeeder, type Seeder } from '../seeder.ts';
import type { FromSeeder, SeederProcessOptions, ToSeeder } from './seeder-messages.ts';
import type { SeedSource } from './seed-source.ts';

const finds = new Map<number, (source: SeedSource | null) => void>();
const lists = new Map<number, (infohashes: readonly string[]) => void>();
let seeder: Seeder | undefined;
let tokens = 0;
let isLeasing = false;
let nextId = 0;

process.on('message', (message: ToSeeder) => void hear(message));
// The hub is gone, however it went.
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined);

async function hear(message: ToSeeder): Promise<void> {
  if ('open' in message) return await open(message.open);
  if ('drop' in message) return await seeder?.unseed(message.drop);
  if ('listed' in message) {
    lists.get(message.listed)?.(message.infohashes);
    lists.delete(message.listed);
    return;
  }
  if ('granted' in message) {
    tokens += message.granted;
    isLeasing = false;
    return;
  }
  finds.get(message.found)?.(message.source);
  finds.delete(message.found);
}

async function open({ isLimited, ...options }: SeederProcessOptions): Promise<void> {
  try {
    seeder = await openSeeder({
      ...options,
      isHub: true,
      find: ask,
      infohashes: list,
      limit: isLimited ? leased : UNLIMITED,
      onDamage: (infohash, error) => say({ damaged: infohash, message: messageOf(error) }),
    });
    const { port, peerId } = seeder;
    say({ listening: { port, peerId } });
    setInterval(report, REPORT_MS).unref();
  } catch (error) {
    const code = error instanceof HeirloomError ? error.code : 'SWARM_CLIENT_FAILED';
    // A process that listens nowhere is of no use: its end tells the hub to try again.
    process.send?.({ failed: { code, message: messageOf(error) } } satisfies FromSeeder, () =>
      process.exit(1),
    );
  }
}

function ask(infohash: string): Promise<SeedSource | null> {
  const id = nextId++;
  say({ find: infohash, id });
  return new Promise((resolve) => finds.set(id, resolve));
}

function list(): Promise<readonly string[]> {
  const id = nextId++;
  say({ list: id });
  return new Promise((resolve) => lists.set(id, resolve));
}

/** Bytes the hub let go: its limit is one, whatever process sends them. */
const leased: ByteLimit = {
  delayFor(bytes) {
    if (tokens > 0) {
      tokens -= bytes;
      return 0;
    }
    if (!isLeasing) {
      isLeasing = true;
      say({ lease: LEASE_BYTES });
    }
    return WAIT_MS;
  },
  charge: (bytes) => void (tokens -= bytes),
};

const reported = new Map<string, number>();

function report(): void {
  if (!seeder) return;
  const uploaded: Record<string, number> = {};
  for (const [infohash, bytes] of seeder.uploads())
    if (reported.get(infohash) !== bytes) {
      reported.set(infohash, bytes);
      uploaded[infohash] = bytes;
    }
  say({ uploaded, connections: seeder.connections });
}

function say(message: FromSeeder): void {
  process.send?.(message);
}

const REPORT_MS = 250;
const LEASE_BYTES = 256 << 10;
const WAIT_MS = 5;

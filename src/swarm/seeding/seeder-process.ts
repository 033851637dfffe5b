// The program of a seeder in a process of its own: its bytes pass no event loop but this one.
import { HeirloomError, messageOf } from '../../base/errors.ts';
import { UNLIMITED, type ByteLimit } from '../byte-limit.ts';
import { openSeeder, type Seeder } from '../seeder.ts';
import type { FromSeeder, SeederProcessOptions, ToSeeder } from './seeder-messages.ts';
import type { SeedSource } from './seed-source.ts';

const questions = new Map<number, (source: SeedSource | null) => void>();
let infohashes: readonly string[] = [];
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
  if ('infohashes' in message) return void (infohashes = message.infohashes);
  if ('granted' in message) {
    tokens += message.granted;
    isLeasing = false;
    return;
  }
  questions.get(message.found)?.(message.source);
  questions.delete(message.found);
}

async function open({ isLimited, ...options }: SeederProcessOptions): Promise<void> {
  try {
    seeder = await openSeeder({
      ...options,
      isHub: true,
      find: ask,
      infohashes: () => infohashes,
      limit: isLimited ? leased : UNLIMITED,
      onDamage: (infohash, error) => say({ damaged: infohash, message: messageOf(error) }),
    });
    const { port, peerId } = seeder;
    say({ listening: { port, peerId } });
    setInterval(report, REPORT_MS).unref();
  } catch (error) {
    const code = error instanceof HeirloomError ? error.code : 'SWARM_CLIENT_FAILED';
    say({ failed: { code, message: messageOf(error) } });
  }
}

function ask(infohash: string): Promise<SeedSource | null> {
  const id = nextId++;
  say({ find: infohash, id });
  return new Promise((resolve) => questions.set(id, resolve));
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

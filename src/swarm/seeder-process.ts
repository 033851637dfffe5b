import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../base/errors.ts';
import { UNLIMITED, untilAllowed } from './byte-limit.ts';
import type { HubSeeder, HubSeederOptions } from './hub-seeder.ts';
import type { FromSeeder, SeederProcessOptions, ToSeeder } from './seeding/seeder-messages.ts';
import { swarmFault } from './swarm-error.ts';

/**
 * A hub's seeder in a process of its own, so that gigabytes a second pass beside the hub's event loop. It is started
 * again when it ends, and asks the hub what an infohash is when a peer names it.
 */
export async function openSeederProcess(options: HubSeederOptions): Promise<HubSeeder> {
  const seeder = new SeederProcess(options);
  await seeder.start();
  return seeder;
}

class SeederProcess implements HubSeeder {
  readonly #options: HubSeederOptions;
  readonly #uploaded = new Map<string, number>();
  readonly #uploadedBefore = new Map<string, number>();
  #child: ChildProcess | undefined;
  #isClosing = false;
  #restarts = 0;
  #startedAt = 0;
  port = 0;
  peerId = '';
  connections = 0;

  constructor(options: HubSeederOptions) {
    this.#options = options;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  async start(): Promise<void> {
    const script = new URL(`./seeding/seeder-process${path.extname(import.meta.url)}`, import.meta.url);
    const child = fork(script, [], {
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child = child;
    this.#startedAt = performance.now();
    const { host, ownerLimitBytesPerSecond, limit, rssBytesMax = RSS_BYTES_MAX } = this.#options;
    const open: SeederProcessOptions = {
      host,
      // The port the first one got: torrents and announces name it.
      port: this.port || this.#options.port,
      isLimited: limit !== undefined && limit !== UNLIMITED,
      rssBytesMax,
      ...(ownerLimitBytesPerSecond === undefined ? {} : { ownerLimitBytesPerSecond }),
    };
    await new Promise<void>((resolve, reject) => {
      child.on('message', (message: FromSeeder) => {
        if ('listening' in message) {
          [this.port, this.peerId] = [message.listening.port, message.listening.peerId];
          resolve();
        } else if ('failed' in message) reject(cantListen(message.failed.message));
        else void this.#hear(child, message);
      });
      child.once('error', (error) => reject(cantListen(messageOf(error))));
      child.once('exit', () => {
        reject(cantListen('the process ended'));
        void this.#ended();
      });
      this.#say(child, { open });
    });
  }

  async unseed(infohash: string): Promise<void> {
    if (this.#child) this.#say(this.#child, { drop: infohash });
    return Promise.resolve();
  }

  uploadedBytes(infohash: string): number {
    return this.#uploaded.get(infohash) ?? 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosing = true;
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    if (child.connected) child.disconnect();
    await Promise.race([ended, sleep(CLOSE_MS, undefined, { ref: false })]);
    child.kill('SIGKILL');
    await ended;
  }

  async #hear(child: ChildProcess, message: FromSeeder): Promise<void> {
    if ('find' in message) {
      const source = await this.#options.find(message.find).catch(() => null);
      this.#say(child, { found: message.id, source });
    } else if ('list' in message) {
      this.#say(child, { listed: message.list, infohashes: [...this.#options.infohashes()] });
    } else if ('lease' in message) {
      await untilAllowed(this.#options.limit ?? UNLIMITED, message.lease, { ref: false });
      this.#say(child, { granted: message.lease });
    } else if ('damaged' in message) {
      this.#options.onDamage(message.damaged, new Error(message.message));
    } else if ('uploaded' in message) {
      for (const [infohash, bytes] of Object.entries(message.uploaded)) this.#count(infohash, bytes);
      this.connections = message.connections;
    }
  }

  // Each process counts from nothing: what those before it gave stays counted.
  #count(infohash: string, bytes: number): void {
    this.#uploaded.set(infohash, (this.#uploadedBefore.get(infohash) ?? 0) + bytes);
  }

  async #ended(): Promise<void> {
    if (this.#isClosing || this.port === 0) return;
    for (const [infohash, bytes] of this.#uploaded) this.#uploadedBefore.set(infohash, bytes);
    this.connections = 0;
    if (performance.now() - this.#startedAt > WELL_MS) this.#restarts = 0;
    this.#options.onRestart?.();
    await sleep(Math.min(100 * 2 ** this.#restarts++, RESTART_MS_MAX), undefined, { ref: false });
    if (!this.#isClosing) await this.start().catch(() => undefined);
  }

  #say(child: ChildProcess, message: ToSeeder): void {
    if (child.connected) child.send(message, () => undefined);
  }
}

const CLOSE_MS = 2000;
/** Peers wait: a machine can start a process so often for ever. */
const RESTART_MS_MAX = 2000;
/** Who lived so long did not end of what it started with. */
const WELL_MS = 5000;
/** What an idle Node holds, and a seeder's 64 MiB of windows, twice. */
const RSS_BYTES_MAX = 600 << 20;

function cantListen(message: string) {
  return swarmFault('SWARM_CLIENT_FAILED', `the seeder's process does not start: ${message}`, {
    remedy: 'choose another torrent port, or --seeder inside',
  });
}

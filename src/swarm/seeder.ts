import { connect, type Socket } from 'node:net';
import { newPeerId } from './peer-id.ts';
import { giveMetadata, wireOn, type PeerWire } from './peer-wire.ts';
import { byteLimit, type ByteLimit } from './byte-limit.ts';
import { ConnectionLimits } from './seeding/connection-limits.ts';
import { Disguises, type ListInfohashes } from './seeding/disguises.ts';
import { listenForPeers } from './seeding/listen-for-peers.ts';
import { OpenTorrents } from './seeding/open-torrents.ts';
import { OwnerLimits } from './seeding/owner-limits.ts';
import { endAfter, endSilent } from './seeding/patience.ts';
import { PeerSession, REQUESTS_MAX } from './seeding/peer-session.ts';
import { allBits } from './seeding/seeded-torrent.ts';
import { sourceOf, type SeedSource } from './seeding/seed-source.ts';
import { watchMemory } from './seeding/watch-memory.ts';
import { assertWhole } from './seeding/whole-files.ts';

/*
 * seeder    gives whole files to peers, straight from where they lie; it never asks for anything
 * find      how it learns what an infohash is: when a peer asks, so that ten thousand idle torrents cost nothing
 */
export interface Seeder extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  /** 40 hex digits, as announces name this seeder. */
  readonly peerId: string;
  /** Seeds a file whose bytes were verified before; a second call for the same torrent changes nothing. */
  seed(item: SeedItem): Promise<{ readonly infohash: string }>;
  /** Stops giving a torrent and ends its connections. */
  unseed(infohash: string): Promise<void>;
  isSeeding(infohash: string): boolean;
  /** Goes to a peer that can't come here; who is connected already is left alone. */
  dial(infohash: string, address: string): void;
  /** Payload bytes that peers took of one torrent. */
  uploadedBytes(infohash: string): number;
  /** The same of all torrents. */
  uploads(): Iterable<readonly [infohash: string, bytes: number]>;
  readonly connections: number;
}

export interface SeedItem {
  readonly metainfo: Uint8Array;
  readonly filePath: string;
}

export interface SeederOptions {
  /** Loopback by default: who wants to be reached says where. */
  readonly host?: string;
  /** 0, the default: any free port. */
  readonly port?: number;
  readonly uploadLimitBytesPerSecond?: number;
  /** Shared with other ways out of this machine; in place of a limit of its own. */
  readonly limit?: ByteLimit;
  /** Of what one contributor's files may take together. */
  readonly ownerLimitBytesPerSecond?: number;
  /** What this infohash is, for torrents that were not named by `seed`. */
  readonly find?: (infohash: string) => Promise<SeedSource | null>;
  /** All infohashes `find` knows: a peer that speaks in disguise names only a hash of its own. */
  readonly infohashes?: ListInfohashes;
  /** A file is not what it was: it is not given any more. */
  readonly onDamage?: (infohash: string, error: unknown) => void;
  /** Says in its peer id that it is a hub, whose bandwidth clients spare. */
  readonly isHub?: boolean;
  /** Resident memory above which the largest backlogs are dropped. */
  readonly rssBytesMax?: number;
  /** For how long a stranger may take to say whom it wants. */
  readonly handshakeMs?: number;
  /** A reader that asked for much and takes nothing for so long gives its place to others. */
  readonly stallMs?: number;
}

export async function openSeeder(options: SeederOptions = {}): Promise<Seeder> {
  const seeder = new TcpSeeder(options);
  await seeder.listen();
  return seeder;
}

const RSS_BYTES_MAX = 2 ** 30;
/** BEP 3's keep-alive is two minutes. */
const SILENCE_MS = 150_000;

class TcpSeeder implements Seeder {
  readonly host: string;
  port = 0;
  readonly peerId: string;
  readonly #options: SeederOptions;
  readonly #named = new Map<string, SeedSource>();
  readonly #uploaded = new Map<string, number>();
  readonly #sessions = new Map<PeerSession, PeerWire>();
  /** Connections of our own making, which no server of ours ends; also those that are no session yet. */
  readonly #dialed = new Set<Socket>();
  #isClosed = false;
  readonly #limits = new ConnectionLimits();
  readonly #torrents: OpenTorrents;
  readonly #owners: OwnerLimits;
  readonly #closing = new AsyncDisposableStack();
  readonly #disguises: Disguises;

  constructor(options: SeederOptions) {
    this.#options = options;
    this.host = options.host ?? '127.0.0.1';
    this.peerId = newPeerId(options.isHub ?? false);
    this.#torrents = new OpenTorrents(
      async (infohash) => this.#named.get(infohash) ?? (await options.find?.(infohash)),
    );
    const limit = options.limit ?? byteLimit(options.uploadLimitBytesPerSecond ?? null);
    this.#owners = new OwnerLimits(limit, options.ownerLimitBytesPerSecond);
    this.#disguises = new Disguises(async () => [
      ...this.#named.keys(),
      ...((await options.infohashes?.()) ?? []),
    ]);
  }

  async listen(): Promise<void> {
    const { host, port = 0 } = this.#options;
    const server = await listenForPeers({ host: host ?? '127.0.0.1', port }, (socket) =>
      this.#welcome(socket),
    );
    this.#closing.use(server);
    this.port = server.port;
    this.#closing.use(
      watchMemory(this.#options.rssBytesMax ?? RSS_BYTES_MAX, () => this.#dropLargestBacklog()),
    );
  }

  get connections(): number {
    return this.#sessions.size;
  }

  async seed({ metainfo, filePath }: SeedItem): Promise<{ infohash: string }> {
    const source = sourceOf(metainfo, filePath);
    await this.seedSource(source);
    return { infohash: source.infohash };
  }

  async seedSource(source: SeedSource): Promise<void> {
    await assertWhole(source);
    this.#named.set(source.infohash, source);
  }

  async unseed(infohash: string): Promise<void> {
    this.#named.delete(infohash);
    const torrent = await this.#torrents.withdraw(infohash);
    for (const session of torrent?.sessions ?? []) this.#sessions.get(session)?.destroy();
    await torrent?.reader.close();
  }

  isSeeding(infohash: string): boolean {
    return this.#named.has(infohash);
  }

  uploadedBytes(infohash: string): number {
    return this.#uploaded.get(infohash) ?? 0;
  }

  uploads(): Iterable<readonly [string, number]> {
    return this.#uploaded;
  }

  dial(infohash: string, address: string): void {
    const [, host = '', port = ''] = /^\[?([^\]]+?)\]?:(\d+)$/.exec(address) ?? [];
    if (this.#isClosed || !this.#limits.mayDial(infohash, address)) return;
    const socket = connect({ host, port: Number(port), timeout: DIAL_MS });
    this.#dialed.add(socket);
    socket.once('close', () => {
      this.#dialed.delete(socket);
      this.#limits.dialEnded(infohash, address);
    });
    socket.once('timeout', () => socket.destroy());
    const wire = wireOn(socket, 'tcpOutgoing');
    socket.once('connect', () => {
      socket.setTimeout(0);
      const patience = endAfter(socket, this.#handshakeMs);
      wire.once('handshake', (theirs: string) => {
        patience.letGo();
        endSilent(socket, SILENCE_MS);
        if (theirs !== infohash) wire.destroy();
      });
      void this.#serve(socket, wire, infohash);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    for (const wire of this.#sessions.values()) wire.destroy();
    for (const socket of this.#dialed) socket.destroy();
    await this.#closing.disposeAsync();
    await this.#torrents[Symbol.asyncDispose]();
  }

  #welcome(socket: Socket): void {
    const place = this.#limits.enter(socket.remoteAddress ?? '');
    if (!place) return void socket.destroy();
    socket.once('close', () => place.leave());
    const patience = endAfter(socket, this.#handshakeMs);
    const wire = wireOn(socket, 'tcpIncoming');
    wire.once('crypto-infohash', (disguise) => void this.#undisguise(wire, disguise));
    wire.once('handshake', (infohash, peerId) => {
      if (peerId === this.peerId) return wire.destroy();
      patience.letGo();
      endSilent(socket, SILENCE_MS);
      void this.#serve(socket, wire, infohash);
    });
  }

  async #serve(socket: Socket, wire: PeerWire, infohash: string): Promise<void> {
    const torrent = await this.#torrents.current(infohash);
    if (!torrent || wire.destroyed || this.#isClosed) return wire.destroy();
    const { source, reader, sessions } = torrent;
    const session = new PeerSession({
      socket,
      wire,
      reader,
      limit: this.#owners.limitFor(source.owner),
      stallMs: this.#options.stallMs ?? STALL_MS,
      roomBytes: () => this.#roomBytes,
      onUpload: (bytes) => this.#count(infohash, bytes),
      onDamage: (error) => this.#damaged(infohash, error),
    });
    sessions.add(session);
    this.#sessions.set(session, wire);
    socket.once('close', () => {
      this.#sessions.delete(session);
      this.#torrents.left(infohash, torrent, session);
    });
    wire.extendedHandshake.reqq = REQUESTS_MAX;
    giveMetadata(wire, source.infoBytes);
    // Everybody who wants something gets it: what bounds a seeder is its link, not a number of slots.
    wire.on('interested', () => wire.unchoke());
    wire.handshake(infohash, this.peerId, { fast: true });
    if (wire.hasFast) wire.haveAll();
    else wire.bitfield(allBits(source));
    if (wire.peerInterested) wire.unchoke();
    wire.setKeepAlive(true);
  }

  #damaged(infohash: string, error: unknown): void {
    if (isShortage(error)) return;
    void this.unseed(infohash);
    this.#options.onDamage?.(infohash, error);
  }

  #count(infohash: string, bytes: number): void {
    this.#uploaded.set(infohash, (this.#uploaded.get(infohash) ?? 0) + bytes);
  }

  async #undisguise(wire: PeerWire, disguise: string): Promise<void> {
    const infohash = await this.#disguises.infohashOf(disguise).catch(() => undefined);
    if (infohash === undefined || wire.destroyed) return wire.destroy();
    wire.setInfoHash(infohash);
  }

  get #handshakeMs(): number {
    return this.#options.handshakeMs ?? HANDSHAKE_MS;
  }

  /** What may wait in one socket: many idle readers together hold no more than a few quick ones do. */
  get #roomBytes(): number {
    return Math.max(ROOM_BYTES_MIN, Math.min(ROOM_BYTES_MAX, BACKLOGS_BYTES_MAX / this.#sessions.size));
  }

  #dropLargestBacklog(): void {
    this.#torrents.giveBackMemory();
    const sessions = [...this.#sessions.keys()].toSorted((a, b) => b.backlogBytes - a.backlogBytes);
    const [largest] = sessions;
    if (largest) this.#sessions.get(largest)?.destroy();
  }
}

const HANDSHAKE_MS = 10_000;
const STALL_MS = 30_000;
/** Enough to keep a fast link busy between two turns of the loop. */
const ROOM_BYTES_MAX = 2 << 20;
/** One block, and some. */
const ROOM_BYTES_MIN = 128 << 10;
const BACKLOGS_BYTES_MAX = 64 << 20;
const DIAL_MS = 5_000;

/** This machine lacks something for a moment: that says nothing about the file. */
function isShortage(error: unknown): boolean {
  return ['EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN'].includes((error as NodeJS.ErrnoException).code ?? '');
}

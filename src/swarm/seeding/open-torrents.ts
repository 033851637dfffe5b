import { CheckedReader } from './checked-reader.ts';
import type { PeerSession } from './peer-session.ts';
import { PieceChecks } from './piece-checks.ts';
import type { SeededTorrent } from './seeded-torrent.ts';
import type { SeedSource } from './seed-source.ts';
import { isWhole } from './whole-files.ts';
import { WindowCache } from './window-cache.ts';

/*
 * open torrent   one that somebody is connected for, or was a moment ago: its files are open
 */

/** Opens what is asked for when it is asked for, and closes it when nobody is left; what was checked is remembered. */
export class OpenTorrents implements AsyncDisposable {
  readonly #find: (infohash: string) => Promise<SeedSource | null | undefined>;
  readonly #open = new Map<string, Promise<SeededTorrent | null>>();
  readonly #checks = new Map<string, PieceChecks>();
  readonly #cache = new WindowCache(CACHE_BYTES);

  constructor(find: (infohash: string) => Promise<SeedSource | null | undefined>) {
    this.#find = find;
  }

  /** The torrent as it is when this settles: one that was withdrawn or closed meanwhile is looked for again. */
  async current(infohash: string): Promise<SeededTorrent | null> {
    for (;;) {
      const opening = this.#torrent(infohash);
      const torrent = await opening.catch(() => null);
      if (torrent === null || this.#open.get(infohash) === opening) return torrent;
    }
  }

  /** Nobody finds it here from now on; whoever is connected for it, and its reader, are the caller's to end. */
  async withdraw(infohash: string): Promise<SeededTorrent | null> {
    const opening = this.#open.get(infohash);
    this.#open.delete(infohash);
    this.#checks.delete(infohash);
    this.#cache.drop(infohash);
    return (await opening?.catch(() => null)) ?? null;
  }

  /** Somebody's connection ended; with the last of them the files are closed, if nobody comes for a while. */
  left(infohash: string, torrent: SeededTorrent, session: PeerSession): void {
    torrent.sessions.delete(session);
    if (torrent.sessions.size > 0) return;
    const timer = setTimeout(() => {
      if (torrent.sessions.size === 0) void this.#close(infohash, torrent);
    }, IDLE_MS);
    timer.unref();
  }

  /** Lets go of what was read ahead. */
  giveBackMemory(): void {
    this.#cache.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const open of this.#open.values()) await (await open)?.reader.close();
    this.#open.clear();
  }

  #torrent(infohash: string): Promise<SeededTorrent | null> {
    const known = this.#open.get(infohash);
    if (known) return known;
    const opening = this.#openTorrent(infohash);
    this.#open.set(infohash, opening);
    opening.then(
      (torrent) => torrent ?? this.#forget(infohash, opening),
      () => this.#forget(infohash, opening),
    );
    return opening;
  }

  #forget(infohash: string, opening: Promise<unknown>): void {
    if (this.#open.get(infohash) === opening) this.#open.delete(infohash);
  }

  async #openTorrent(infohash: string): Promise<SeededTorrent | null> {
    const source = await this.#find(infohash);
    if (!source || !(await isWhole(source))) return null;
    const checks = this.#checks.get(infohash) ?? new PieceChecks(source);
    this.#checks.set(infohash, checks);
    return { source, reader: new CheckedReader(source, this.#cache, checks), sessions: new Set() };
  }

  async #close(infohash: string, torrent: SeededTorrent): Promise<void> {
    // Out of the list before anything is waited for: who comes meanwhile opens it anew.
    const opening = this.#open.get(infohash);
    if ((await opening) !== torrent || torrent.sessions.size > 0) return;
    if (opening) this.#forget(infohash, opening);
    await torrent.reader.close();
  }
}

const CACHE_BYTES = 64 << 20;
/** A torrent nobody was connected for so long closes its files. */
const IDLE_MS = 10_000;

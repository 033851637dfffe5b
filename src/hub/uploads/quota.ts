import { refusal } from '../../base/errors.ts';
import type { Store } from '../../store/store.ts';

/*
 * quota        the bytes that one contributor may keep at a hub, those of uploads on their way among them
 * open upload  one that was begun and whose file is not taken in yet
 */
interface OpenUpload {
  readonly contributorId: number;
  readonly bytes: number;
}

/** What a contributor has of their quota; without one, as much as there is room for. */
interface Storage {
  readonly keptBytes: number;
  readonly openBytes: number;
  readonly quotaBytes: number | null;
}

/** Each begun upload keeps a file and its notes on the disk, however few bytes have come. */
const OPEN_MAX = 100;

/** Holds what contributors keep at a hub to its quota: room is taken for a whole upload before its first byte. */
export class Quota {
  readonly #store: Store;
  readonly #bytesMax: number | null;
  readonly #open = new Map<string, OpenUpload>();
  #turn: Promise<unknown> = Promise.resolve();
  #endedCount = 0;

  /** Without `bytesMax` there is none. */
  constructor(store: Store, bytesMax: number | null) {
    this.#store = store;
    this.#bytesMax = bytesMax;
  }

  /** Takes room for an upload, or refuses it; one after another, so that what is refused stands in nobody's way. */
  begin(id: string, contributorId: number, bytes: number): Promise<void> {
    const taken = this.#takeAfter(this.#turn, id, contributorId, bytes);
    this.#turn = taken.catch(() => undefined);
    return taken;
  }

  /** Counts an upload that was begun before this process was. */
  resume(id: string, contributorId: number, bytes: number): void {
    this.#open.set(id, { contributorId, bytes });
  }

  /** An upload is taken in, refused or given up: a file that was taken in counts as kept by then. */
  end(id: string): void {
    if (this.#open.delete(id)) this.#endedCount += 1;
  }

  async storageOf(contributorId: number): Promise<Storage> {
    const { keptBytes, role } = await this.#store.contributors.kept(contributorId);
    const quotaBytes = role === 'OWNER' ? null : this.#bytesMax;
    return { keptBytes, openBytes: this.#openBytes(contributorId), quotaBytes };
  }

  async #takeAfter(turn: Promise<unknown>, id: string, contributorId: number, bytes: number): Promise<void> {
    await turn;
    this.resume(id, contributorId, bytes);
    try {
      await this.#requireRoom(contributorId, bytes);
    } catch (error) {
      this.end(id);
      throw error;
    }
  }

  async #requireRoom(contributorId: number, bytes: number): Promise<void> {
    const count = this.#openOf(contributorId).length;
    if (count > OPEN_MAX) throw tooMany(count);
    for (;;) {
      const endedCount = this.#endedCount;
      const openBytes = this.#openBytes(contributorId);
      const { keptBytes, quotaBytes } = await this.storageOf(contributorId);
      const leftBytes = (quotaBytes ?? Infinity) - keptBytes - openBytes;
      if (leftBytes >= 0) return;
      // What ended meanwhile may have been counted twice.
      if (endedCount === this.#endedCount) throw exceeded(bytes, leftBytes + bytes);
    }
  }

  #openBytes(contributorId: number): number {
    return this.#openOf(contributorId).reduce((sum, { bytes }) => sum + bytes, 0);
  }

  #openOf(contributorId: number): readonly OpenUpload[] {
    return [...this.#open.values()].filter((upload) => upload.contributorId === contributorId);
  }
}

function exceeded(bytes: number, leftBytes: number) {
  return refusal('HUB_QUOTA_EXCEEDED', 'this would be more than you may keep at this hub', {
    expected: `at most ${Math.max(0, leftBytes)} bytes more`,
    received: `${bytes} bytes`,
    remedy: 'the hub’s operator can raise its quota (--quota, HEIRLOOM_QUOTA)',
  });
}

function tooMany(count: number) {
  return refusal('HUB_UPLOADS_MANY', 'too many of your uploads are begun and not ended', {
    expected: `at most ${OPEN_MAX}`,
    received: String(count),
    remedy: 'end some of them first; those that nobody goes on with are given up after a week',
  });
}

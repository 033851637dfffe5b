import { readdir, rm, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import { FileStore } from '@tus/file-store';
import { ERRORS, type Upload } from '@tus/server';
import type { Quota } from '../../hub/uploads/quota.ts';
import type { GrowingFiles } from '../../weights/growing-files.ts';
import { diskFull, isDiskFull, roomBytes } from '../disk-room.ts';
import { FileAppender } from './file-appender.ts';

type Readable = Parameters<FileStore['write']>[0];

export interface UploadStoreParts {
  readonly folder: string;
  /** Is told how far each file has come. */
  readonly growing: GrowingFiles;
  readonly quota: Quota;
}

/** An upload that nobody has gone on with for so long is given up. */
const FORGOTTEN_MS = 7 * 24 * 60 * 60_000;

/**
 * Uploads as files of a folder, each of a contributor, who is among its metadata; a disk that has no room is said as
 * `HTTP_DISK_FULL`, and what came is kept.
 */
export class UploadStore extends FileStore {
  readonly #folder: string;
  readonly #growing: GrowingFiles;
  readonly #quota: Quota;

  constructor({ folder, growing, quota }: UploadStoreParts) {
    super({ directory: folder });
    // Room is taken for the whole of a file.
    this.extensions = ['creation', 'creation-with-upload', 'termination'];
    this.#folder = folder;
    this.#growing = growing;
    this.#quota = quota;
  }

  /** Takes up what was begun before this process was. */
  async resume(): Promise<void> {
    for (const id of await this.#ids()) {
      const upload = await this.getUpload(id).catch(() => null);
      if (upload) this.#quota.resume(id, contributorIdOf(upload), upload.size ?? 0);
    }
  }

  /** A file that can't fit, or that its contributor may not keep, is refused before its first byte is sent. */
  override async create(upload: Upload): Promise<Upload> {
    const size = upload.size ?? 0;
    const room = await roomBytes(this.#folder);
    if (size > room) throw diskFull(size, room);
    await this.#quota.begin(upload.id, contributorIdOf(upload), size);
    try {
      return await super.create(upload);
    } catch (error) {
      await this.drop(upload.id);
      throw isDiskFull(error) ? diskFull(size, 0) : error;
    }
  }

  override async write(bytes: Readable, id: string, offset: number): Promise<number> {
    // The library sees to it that there are not more bytes than the upload may have.
    const { size } = await this.getUpload(id);
    return this.append(bytes as AsyncIterable<Uint8Array>, { id, size, offset });
  }

  /** Answers where the file ends now. What came is kept and told as it is written, however the bytes end. */
  async append(
    bytes: AsyncIterable<Uint8Array>,
    { id, size, offset }: Pick<Upload, 'id' | 'size' | 'offset'>,
    bytesMax: number = Infinity,
  ): Promise<number> {
    const file = path.join(this.#folder, id);
    const onWritten = (writtenBytes: number) => size && this.#growing.follow(file, size, writtenBytes);
    await using appender = await FileAppender.open(file, offset, onWritten);
    try {
      await this.#appendWhileRoom(appender, bytes, bytesMax);
      return appender.at;
    } catch (error) {
      const room = await roomBytes(this.#folder);
      throw room < CHECKED_BYTES ? diskFull(null, room) : error;
    }
  }

  // The reserve is looked at as bytes come, for a request need not say how many it brings.
  async #appendWhileRoom(
    appender: FileAppender,
    bytes: AsyncIterable<Uint8Array>,
    bytesMax: number,
  ): Promise<void> {
    let allowed = 0;
    let left = bytesMax;
    for await (const chunk of bytes) {
      left -= chunk.byteLength;
      if (left < 0) throw ERRORS.ERR_SIZE_EXCEEDED;
      if (allowed < chunk.byteLength) allowed = Math.min(await roomBytes(this.#folder), CHECKED_BYTES);
      if (allowed < chunk.byteLength) throw diskFull(chunk.byteLength, allowed);
      allowed -= chunk.byteLength;
      const isFull = appender.append(chunk);
      if (isFull) await isFull;
    }
    await appender.flush();
  }

  override async remove(id: string): Promise<void> {
    await this.#growing.forget(path.join(this.#folder, id));
    await super.remove(id);
    this.#quota.end(id);
  }

  /** Removes what there is of an upload. */
  async drop(id: string): Promise<void> {
    const file = path.join(this.#folder, id);
    await Promise.all([file, `${file}.json`].map((name) => rm(name, { force: true })));
    this.#quota.end(id);
  }

  /** Drops what nobody has gone on with for a week. */
  async dropForgotten(now: Date): Promise<void> {
    for (const id of await this.#ids()) {
      const changedAt = await lastChangeOf(path.join(this.#folder, id));
      if (now.getTime() - changedAt <= FORGOTTEN_MS) continue;
      await this.#growing.forget(path.join(this.#folder, id));
      await this.drop(id);
    }
  }

  /** Of files and of notes about them: a kill between the two leaves one without the other. */
  async #ids(): Promise<readonly string[]> {
    const names = await readdir(this.#folder);
    return [...new Set(names.map((name) => path.basename(name, '.json')))];
  }

  /**
   * A file that is whole but was never taken in (the hub was killed over it) gives up its last byte: a client
   * takes a whole file for a done one, and only a last request makes the hub examine it.
   */
  async reopen({ size = 0, offset, storage }: Upload): Promise<void> {
    if (size === 0 || offset !== size || !storage) return;
    await this.#growing.forget(storage.path);
    await truncate(storage.path, size - 1);
  }
}

function contributorIdOf({ metadata }: Upload): number {
  return Number(metadata?.['contributor']);
}

async function lastChangeOf(file: string): Promise<number> {
  const found = await Promise.all([file, `${file}.json`].map((name) => stat(name).catch(() => null)));
  return Math.max(...found.map((entry) => entry?.mtimeMs ?? 0));
}

/** How much is written between two looks at the disk. */
const CHECKED_BYTES = 4 << 20;

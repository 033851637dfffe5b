import { truncate } from 'node:fs/promises';
import { Readable as StreamOf } from 'node:stream';
import { FileStore } from '@tus/file-store';
import type { Upload } from '@tus/server';
import { diskFull, isDiskFull, roomBytes } from '../disk-room.ts';

type Readable = Parameters<FileStore['write']>[0];

/** Uploads as files of a folder; a disk that has no room is said as `HTTP_DISK_FULL`, and what came is kept. */
export class UploadStore extends FileStore {
  readonly #folder: string;

  constructor(folder: string) {
    super({ directory: folder });
    this.#folder = folder;
  }

  /** A file that can't fit is refused before its first byte is sent. */
  override async create(upload: Upload): Promise<Upload> {
    const room = await roomBytes(this.#folder);
    if ((upload.size ?? 0) > room) throw diskFull(upload.size ?? null, room);
    try {
      return await super.create(upload);
    } catch (error) {
      throw isDiskFull(error) ? diskFull(upload.size ?? null, 0) : error;
    }
  }

  override async write(bytes: Readable, id: string, offset: number): Promise<number> {
    try {
      return await super.write(StreamOf.from(this.#whileRoom(bytes)), id, offset);
    } catch (error) {
      // The library keeps the cause to itself.
      const room = await roomBytes(this.#folder);
      throw room < CHECKED_BYTES ? diskFull(null, room) : error;
    }
  }

  // The reserve is looked at as bytes come, for a request need not say how many it brings.
  async *#whileRoom(bytes: Readable): AsyncGenerator<Uint8Array> {
    let allowed = 0;
    for await (const chunk of bytes as AsyncIterable<Uint8Array>) {
      if (allowed < chunk.byteLength) allowed = Math.min(await roomBytes(this.#folder), CHECKED_BYTES);
      if (allowed < chunk.byteLength) throw diskFull(chunk.byteLength, allowed);
      allowed -= chunk.byteLength;
      yield chunk;
    }
  }

  /**
   * A file that is whole but was never taken in (the hub was killed over it) gives up its last byte: a client
   * takes a whole file for a done one, and only a last request makes the hub examine it.
   */
  async reopen({ size = 0, offset, storage }: Upload): Promise<void> {
    if (size > 0 && offset === size && storage) await truncate(storage.path, size - 1);
  }
}

/** How much is written between two looks at the disk. */
const CHECKED_BYTES = 4 << 20;

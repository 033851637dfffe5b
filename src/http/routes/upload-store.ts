import { truncate } from 'node:fs/promises';
import path from 'node:path';
import { FileStore } from '@tus/file-store';
import { ERRORS, type Upload } from '@tus/server';
import type { GrowingFiles } from '../../weights/growing-files.ts';
import { diskFull, isDiskFull, roomBytes } from '../disk-room.ts';
import { FileAppender } from './file-appender.ts';

type Readable = Parameters<FileStore['write']>[0];

/** Uploads as files of a folder; a disk that has no room is said as `HTTP_DISK_FULL`, and what came is kept. */
export class UploadStore extends FileStore {
  readonly #folder: string;
  readonly #growing: GrowingFiles;

  /** `growing` is told how far each file has come. */
  constructor(folder: string, growing: GrowingFiles) {
    super({ directory: folder });
    this.#folder = folder;
    this.#growing = growing;
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

/** How much is written between two looks at the disk. */
const CHECKED_BYTES = 4 << 20;

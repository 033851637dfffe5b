import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { assertInside, type ByteSource } from '../base/byte-source.ts';
import { fault } from '../base/errors.ts';

/** A file of this machine as a source of bytes. */
export async function openFileSource(file: string): Promise<ByteSource & AsyncDisposable> {
  const handle = await open(file, 'r');
  const { size } = await handle.stat();
  return {
    sizeBytes: size,
    async read(offset, length, into) {
      const bytes = roomFor(offset, length, size, into);
      for (let done = 0; done < length;) {
        const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
        if (bytesRead === 0) throw changed(file);
        done += bytesRead;
      }
      return bytes;
    },
    [Symbol.asyncDispose]: () => handle.close(),
  };
}

/** The same for a thread that has nothing else to do: it waits for each read, which saves a hop to another thread. */
export function openBlockingSource(file: string): ByteSource & Disposable {
  const handle = openSync(file, 'r');
  const { size } = fstatSync(handle);
  return {
    sizeBytes: size,
    async read(offset, length, into) {
      const bytes = roomFor(offset, length, size, into);
      for (let done = 0; done < length;) {
        const bytesRead = readSync(handle, bytes, done, length - done, offset + done);
        if (bytesRead === 0) throw changed(file);
        done += bytesRead;
      }
      return bytes;
    },
    [Symbol.dispose]: () => closeSync(handle),
  };
}

function roomFor(offset: number, length: number, size: number, into: Uint8Array | undefined): Uint8Array {
  assertInside(offset, length, size);
  return into && into.byteLength >= length ? into.subarray(0, length) : new Uint8Array(length);
}

function changed(file: string) {
  return fault('WEIGHTS_CHANGED', `${file} became shorter while it was read`);
}

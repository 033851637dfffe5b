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
      assertInside(offset, length, size);
      const bytes = into && into.byteLength >= length ? into.subarray(0, length) : new Uint8Array(length);
      for (let done = 0; done < length;) {
        const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
        if (bytesRead === 0) throw fault('WEIGHTS_CHANGED', `${file} became shorter while it was read`);
        done += bytesRead;
      }
      return bytes;
    },
    [Symbol.asyncDispose]: () => handle.close(),
  };
}

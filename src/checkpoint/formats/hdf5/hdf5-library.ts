import { rangeChunks, type ByteSource } from '../../../base/byte-source.ts';
import { isRefusal, messageOf } from '../../../base/errors.ts';
import { refuse } from '../../checkpoint-error.ts';

/** The HDF5 library, compiled to WebAssembly: it sees one file in memory and nothing of the machine. */
export type Hdf5Library = Awaited<ReturnType<typeof loadLibrary>>;

/**
 * A file inside the library's memory. Each starts with the memory as it was when the library was loaded, so that no file
 * can leave anything behind for the next; one that is asked again after another came is loaded again.
 */
export class Hdf5File {
  readonly #library: Hdf5Library;
  readonly #source: ByteSource;

  private constructor(library: Hdf5Library, source: ByteSource) {
    this.#library = library;
    this.#source = source;
  }

  static async open(source: ByteSource): Promise<Hdf5File> {
    if (source.sizeBytes > FILE_BYTES_MAX)
      throw hdf5TooLarge(`${FILE_BYTES_MAX} bytes`, `${source.sizeBytes}`);
    const file = new Hdf5File(await loadedLibrary(), source);
    await file.#load();
    return file;
  }

  /** Calls the library; what it refuses or dies of is refused with `CHECKPOINT_HDF5_…`. */
  async call<T>(act: (module: Hdf5Library['module'], id: bigint) => T): Promise<T> {
    if (isBroken) throw broken();
    let id = this.#openId;
    for (; id === null; id = this.#openId) await this.#load();
    const open = id;
    return guarded(() => act(this.#library.module, open));
  }

  close(): void {
    if (current?.owner === this) forget(this.#library);
  }

  get #openId(): bigint | null {
    return current?.owner === this ? current.id : null;
  }

  async #load(): Promise<void> {
    const { module, fs } = this.#library;
    const path = `/${crypto.randomUUID()}.h5`;
    await this.#copyTo(path);
    // Nothing may come between these steps: other files are copied meanwhile.
    forget(this.#library);
    try {
      const id = guarded(() => module.open(path, module.H5F_ACC_RDONLY, false, ANY_VERSION, ANY_VERSION));
      current = { owner: this, path, id };
    } catch (error) {
      fs.unlink(path);
      throw error;
    }
  }

  async #copyTo(path: string): Promise<void> {
    const { fs } = this.#library;
    fs.writeFile(path, '');
    // In one step: growing by writes would copy the file again and again.
    fs.truncate(path, this.#source.sizeBytes);
    const stream = fs.open(path, 'r+');
    try {
      let at = 0;
      for await (const chunk of rangeChunks(this.#source, 0, this.#source.sizeBytes)) {
        fs.write(stream, chunk, 0, chunk.byteLength, at);
        at += chunk.byteLength;
      }
    } catch (error) {
      fs.unlink(path);
      throw error;
    } finally {
      fs.close(stream);
    }
  }
}

/** The library reads a whole copy in memory; published Keras files rarely pass 500 MB. */
const FILE_BYTES_MAX = 512 << 20;

const ANY_VERSION = -1;

/** The file that the library has open; one that nobody closed stays until the next one comes. */
let current: { readonly owner: Hdf5File; readonly path: string; readonly id: bigint } | null = null;

/** Closes the open file and puts the library's memory back as it was, whatever a file did to it. */
function forget({ module, fs, pristine }: Hdf5Library): void {
  if (current !== null) {
    const { path, id } = current;
    current = null;
    closeQuietly(() => module.close_file(id));
    // A stream that the library lost would keep the bytes alive.
    fs.truncate(path, 0);
    fs.unlink(path);
  }
  module.HEAPU8.set(pristine);
  module.HEAPU8.fill(0, pristine.byteLength);
}

function closeQuietly(close: () => void): void {
  try {
    guarded(close);
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}

let loading: ReturnType<typeof loadLibrary> | null = null;
/** After a trap the library's memory can't be trusted. */
let isBroken = false;

function loadedLibrary(): ReturnType<typeof loadLibrary> {
  if (isBroken) throw broken();
  loading ??= loadLibrary();
  return loading;
}

async function loadLibrary() {
  // Four megabytes of WebAssembly that only a hub with HDF5 files needs.
  const { ready } = await import('h5wasm');
  const module = await ready;
  module.activate_throwing_error_handler();
  const fs = module.FS;
  // A file may name others to take its data from: here are none, neither the process's own input nor a plugin.
  for (const name of fs.readdir('/dev')) if (/^(std|tty)/.test(name)) fs.unlink(`/dev/${name}`);
  fs.rename('/proc', `/${crypto.randomUUID()}`);
  for (let left = module.get_plugin_search_paths().length; left > 0; left--)
    module.remove_plugin_search_path(0);
  return { module, fs, pristine: module.HEAPU8.slice() };
}

function guarded<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (isRefusal(error)) throw error;
    if (error instanceof Error && error.name === 'RuntimeError') isBroken = true;
    throw refused(messageOf(error));
  }
}

function refused(message: string) {
  const reason = /#000:.*?: (.*)/.exec(message)?.[1] ?? message;
  if (/external raw data|H5Defl\.c|H5Lexternal\.c|H5Dvirtual\.c/.test(message))
    return hdf5External('data in another file', reason.slice(0, 200));
  return hdf5Malformed('what the HDF5 library can read', reason.slice(0, 200));
}

export function hdf5Malformed(expected: string, received: string) {
  return refuse('CHECKPOINT_HDF5_MALFORMED', `this HDF5 file is malformed: expected ${expected}`, {
    expected,
    received,
  });
}

export function hdf5External(what: string, received: string) {
  return refuse('CHECKPOINT_HDF5_EXTERNAL', `this HDF5 file reaches out of itself: ${what}`, {
    expected: 'everything in this file',
    received,
  });
}

export function hdf5TooLarge(expected: string, received: string) {
  return refuse('CHECKPOINT_TOO_LARGE', 'this HDF5 file is larger than this hub inspects', {
    expected: `at most ${expected}`,
    received,
  });
}

function broken() {
  return refuse('CHECKPOINT_FORMAT_UNSUPPORTED', 'the HDF5 reader stopped at an earlier file', {
    expected: 'a reader that was started again',
    received: 'one whose memory an earlier file has damaged',
    remedy: 'inspect the file again after the next start',
  });
}

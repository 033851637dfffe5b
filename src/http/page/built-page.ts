import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/*
 * built page   what `npm run web` leaves in web/dist: two documents and their hashed assets
 * document     index.html (every address of the page) or graphql.html (the editor of queries)
 * asset        a script or style whose name carries the digest of its content
 */
export interface BuiltPage {
  readonly index: PageFile;
  readonly graphql: PageFile;
  /** By the name after `/assets/`; nothing outside this table is ever read for a request. */
  readonly assets: ReadonlyMap<string, PageFile>;
}

export interface PageFile {
  readonly type: string;
  readonly bytes: Buffer;
  /** Null where it wouldn't be smaller. */
  readonly gzipped: Buffer | null;
  readonly etag: string;
}

/** Reads the whole built page into memory; null where nobody has built it. */
export async function readBuiltPage(folder: URL = builtFolder()): Promise<BuiltPage | null> {
  try {
    const names = await readdir(new URL('assets/', folder));
    const read = async (name: string) => [name, await pageFile(new URL(`assets/${name}`, folder))] as const;
    const documents = ['index.html', 'graphql.html'].map((name) => pageFile(new URL(name, folder)));
    const [index, graphql] = await Promise.all(documents);
    const assets = new Map(await Promise.all(names.map(read)));
    return index && graphql ? { index, graphql, assets } : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

// From the sources as from the built program, which lies one folder deeper.
function builtFolder(): URL {
  const places = ['../../../web/dist/', '../../../../web/dist/'].map((up) => new URL(up, import.meta.url));
  return places.find((place) => existsSync(fileURLToPath(place))) ?? places[0]!;
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

const gzipOf = promisify(gzip);

async function pageFile(place: URL): Promise<PageFile> {
  const bytes = await readFile(place);
  const zipped = await gzipOf(bytes);
  return {
    type: TYPES[place.pathname.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    bytes,
    gzipped: zipped.byteLength < bytes.byteLength ? zipped : null,
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
  };
}

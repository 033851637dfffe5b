import { digestOfHex, type Digest } from '../base/digest.ts';
import { messageOf } from '../base/errors.ts';
import type { Cache, CachedFile } from './caches/cached-file.ts';
import { concernsOfFiles, type ConcernFields, type ConcernsOfFilesAnswer } from './generated/operations.ts';
import type { HubClient } from './hub-client.ts';

/*
 * audit   every file of some folders, held against what a hub knows: by digest, so that the hub sees nothing else of them
 */
export interface AuditedFile {
  readonly file: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly digest: Digest;
  readonly isKnown: boolean;
  readonly concerns: readonly ConcernFields[];
}

export interface Audit {
  readonly files: readonly AuditedFile[];
  readonly unreadable: readonly { readonly file: string; readonly reason: string }[];
  /** Read here, as opposed to named by their digest or remembered. */
  readonly bytesRead: number;
}

/** How files are read: the caller counts their bytes and remembers their digests. */
export interface AuditReader {
  /** Called once with all that will be read. */
  expect(files: readonly CachedFile[]): Promise<void>;
  digestOf(file: CachedFile): Promise<Digest>;
  readonly bytesRead: number;
  /** How many files are read at once. */
  readonly width: number;
}

/** Reads what has no sha256 in its name, or with `isEveryRead` all, several files at once; then asks in few questions. */
export async function auditFiles(
  client: HubClient,
  caches: readonly Cache[],
  reader: AuditReader,
  { isEveryRead, signal }: { readonly isEveryRead: boolean; readonly signal: AbortSignal },
): Promise<Audit> {
  const files = onceEach(caches);
  const toRead = files.filter((file) => isEveryRead || namedSha256(file) === null);
  await reader.expect(toRead);
  const digests = new Map<string, Digest>();
  const unreadable: { file: string; reason: string }[] = [];
  for (const file of files) {
    const named = isEveryRead ? null : namedSha256(file);
    if (named !== null) digests.set(file.file, named);
  }
  const waiting = toRead.values();
  const readOn = async () => {
    for (const file of waiting) {
      signal.throwIfAborted();
      await reader.digestOf(file).then(
        (digest) => digests.set(file.file, digest),
        (error: unknown) => unreadable.push({ file: file.file, reason: messageOf(error) }),
      );
    }
  };
  await Promise.all(Array.from({ length: reader.width }, readOn));
  const known = await ask(client, new Set(digests.values()), signal);
  const audited = files.flatMap(({ file, name, sizeBytes }) => {
    const digest = digests.get(file);
    if (digest === undefined) return [];
    const { isKnown = false, concerns = [] } = known.get(digest) ?? {};
    return [{ file, name, sizeBytes, digest, isKnown, concerns }];
  });
  return { files: audited, unreadable, bytesRead: reader.bytesRead };
}

function onceEach(caches: readonly Cache[]): readonly CachedFile[] {
  const files = caches.flatMap((cache) => cache.files).filter(({ sizeBytes }) => sizeBytes > 0);
  return [...new Map(files.map((file) => [file.file, file])).values()];
}

// Of what git names by SHA-1 the bytes are few: large files of Hugging Face have their sha256 for a name.
function namedSha256({ namedDigest }: CachedFile): Digest | null {
  return namedDigest?.kind === 'SHA256' ? digestOfHex(namedDigest.value) : null;
}

/** What a hub answers at once. */
const DIGESTS_ASKED = 500;

async function ask(client: HubClient, digests: ReadonlySet<Digest>, signal: AbortSignal) {
  const found = new Map<string, ConcernsOfFilesAnswer['concernsOfFiles'][number]>();
  const waiting = [...digests];
  while (waiting.length > 0) {
    const asked = waiting.splice(0, DIGESTS_ASKED);
    const answer = await client.ask(concernsOfFiles, { digests: asked }, signal);
    for (const file of answer.concernsOfFiles) found.set(file.digest, file);
  }
  return found;
}

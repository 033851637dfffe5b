import type { Digest } from '../base/digest.ts';
import { keepAnnouncing, type TrackerAnswer } from './announcer.ts';
import { readMetainfo } from './metainfo.ts';
import { digestOfFile } from './part-file.ts';
import { openSeeder, type SeederOptions } from './seeder.ts';
import { swarmRefusal } from './swarm-error.ts';

export interface SeedFile {
  readonly digest: Digest;
  readonly metainfo: Uint8Array;
  readonly filePath: string;
  readonly announceUrls: readonly string[];
  /** Whether the caller has read the file and found it to be the artifact: then it isn't read again here. */
  readonly isVerified?: boolean;
}

/** Local files that are given to the swarm until disposed. */
export interface FileSeeding extends AsyncDisposable {
  readonly port: number;
  readonly files: readonly { readonly digest: Digest; readonly infohash: string }[];
  /** Of all files together. */
  readonly sizeBytes: number;
  readonly uploadedBytes: () => number;
}

/**
 * Seeds files where they lie: each is checked against its digest first (`SWARM_DIGEST_MISMATCH`), then
 * announced to the hub's tracker for as long as it is seeded.
 */
export async function seedFiles(
  files: readonly SeedFile[],
  options: SeederOptions = {},
): Promise<FileSeeding> {
  for (const file of files) await assertIsArtifact(file);
  await using opening = new AsyncDisposableStack();
  const seeder = opening.use(await openSeeder(options));
  const infohashes = new Map<Digest, string>();
  for (const { digest, metainfo, filePath, announceUrls } of files) {
    const { infohash } = await seeder.seed({ metainfo, filePath });
    infohashes.set(digest, infohash);
    const { peerId, port } = seeder;
    const stats = () => ({ uploaded: seeder.uploadedBytes(infohash), downloaded: 0, left: 0 });
    // Who can't be reached from outside goes to those who can.
    const onAnswer = ({ peers }: TrackerAnswer) => peers.forEach((peer) => seeder.dial(infohash, peer));
    opening.use(keepAnnouncing({ urls: announceUrls, infohash, peerId, port, stats, onAnswer }));
  }
  const closing = opening.move();
  return {
    port: seeder.port,
    files: [...infohashes].map(([digest, infohash]) => ({ digest, infohash })),
    sizeBytes: files.reduce((sum, { metainfo }) => sum + readMetainfo(metainfo).sizeBytes, 0),
    uploadedBytes: () => [...infohashes.values()].reduce((sum, one) => sum + seeder.uploadedBytes(one), 0),
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

async function assertIsArtifact(file: SeedFile): Promise<void> {
  const named = readMetainfo(file.metainfo).digest;
  const isRead = named === file.digest && !file.isVerified;
  const received = isRead ? await digestOfFile(file.filePath) : named;
  if (received === file.digest) return;
  throw swarmRefusal('SWARM_DIGEST_MISMATCH', `${file.filePath} is not the artifact`, {
    expected: file.digest,
    received,
    remedy: 'pull it again before seeding it',
  });
}

// The parent's side of `seeder-program.ts`.
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { digestOf } from '../../src/base/digest.ts';
import { buildMetainfo } from '../../src/swarm/metainfo.ts';
import { pieceLengthFor } from '../../src/weights/piece-hashes.ts';

export interface WatchedSeeder extends AsyncDisposable {
  readonly port: number;
  readonly infohash: string;
  readonly pieceBytes: number;
  readonly pieces: number;
  /** Null for as long as it lives. */
  readonly exitCode: () => number | string | null;
  facts(): Promise<{ readonly rssBytes: number; readonly connections: number }>;
}

/** Seeds a file of zeros, so that a large one costs no disk; its sha256 is nobody's business here. */
export async function openWatchedSeeder(sizeBytes: number, stallMs = 30_000): Promise<WatchedSeeder> {
  await using opening = new AsyncDisposableStack();
  const folder = await mkdtemp(path.join(tmpdir(), 'heirloom-watched-'));
  opening.defer(() => rm(folder, { recursive: true, force: true }));
  const pieceBytes = pieceLengthFor(sizeBytes);
  const pieces = sizeBytes / pieceBytes;
  const hash = createHash('sha1').update(Buffer.alloc(pieceBytes)).digest();
  const pieceHashes = Buffer.concat(Array.from({ length: pieces }, () => hash));
  const metainfo = buildMetainfo({
    digest: digestOf('zeros'),
    sizeBytes,
    pieceHashes,
    announce: [],
    webSeeds: [],
  });
  await writeFile(path.join(folder, 'metainfo'), metainfo.bytes);
  await using file = await open(path.join(folder, 'zeros'), 'w');
  await file.truncate(sizeBytes);
  const words = [path.join(folder, 'metainfo'), path.join(folder, 'zeros'), String(stallMs)];
  const program = fileURLToPath(new URL('./seeder-program.ts', import.meta.url));
  const child = fork(program, words, { execArgv: ['--expose-gc'] });
  opening.defer(() => void child.kill('SIGKILL'));
  const hear = async <Message>() => ((await once(child, 'message')) as [Message])[0];
  const { port } = await hear<{ port: number }>();
  const closing = opening.move();
  return {
    port,
    infohash: metainfo.infohash,
    pieceBytes,
    pieces,
    exitCode: () => child.exitCode ?? child.signalCode,
    facts() {
      const answer = hear<{ rssBytes: number; connections: number }>();
      child.send('facts');
      return answer;
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

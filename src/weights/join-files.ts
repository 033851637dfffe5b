import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { chunksOf } from '../base/byte-source.ts';
import { digestOfHex } from '../base/digest.ts';
import { fault } from '../base/errors.ts';
import type { JoinQuestion } from './examiner.ts';
import { openBlockingSource } from './open-file-source.ts';
import { pieceHasher } from './piece-hashes.ts';

/** One pass over files as if they were one. A file that rotted on the disk must not become a torrent nobody finishes. */
export async function joinedPieceHashes(
  { files, tail }: JoinQuestion,
  onProgress: (bytesDone: number) => void,
): Promise<Uint8Array> {
  const sizeBytes = files.reduce((sum, { file }) => sum + statSync(file).size, tail.byteLength);
  const pieces = pieceHasher(sizeBytes);
  let bytesDone = 0;
  for (const { file, digest } of files) {
    const whole = createHash('sha256');
    using source = openBlockingSource(file);
    for await (const chunk of chunksOf(source)) {
      whole.update(chunk);
      pieces.update(chunk);
      onProgress((bytesDone += chunk.byteLength));
    }
    const received = digestOfHex(whole.digest('hex'));
    if (received !== digest)
      throw fault('WEIGHTS_CHANGED', `${file} is not what was taken in`, { expected: digest, received });
  }
  pieces.update(tail);
  return pieces.done().pieceHashes;
}

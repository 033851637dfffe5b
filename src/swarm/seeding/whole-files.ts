import { stat } from 'node:fs/promises';
import { swarmRefusal } from '../swarm-error.ts';
import type { SeedSource } from './seed-source.ts';

/** Whether all files are there with their sizes: cheap, and before anything is promised to a peer. */
export async function isWhole({ files }: SeedSource): Promise<boolean> {
  for (const file of files) {
    if ('bytes' in file) continue;
    const { filePath, sizeBytes } = file;
    const found = await stat(filePath).catch(() => undefined);
    if (found?.isFile() !== true || found.size !== sizeBytes) return false;
  }
  return true;
}

export async function assertWhole(source: SeedSource): Promise<void> {
  if (await isWhole(source)) return;
  const paths = source.files.flatMap((file) => ('bytes' in file ? [] : [file.filePath]));
  throw swarmRefusal('SWARM_SIZE_MISMATCH', `${paths.join(', ')} is not the file of this torrent`, {
    expected: source.files.map(({ sizeBytes }) => `${sizeBytes} bytes`).join(', '),
    received: 'another size, or no file',
  });
}

import path from 'node:path';
import { namedDigestOf, type Cache } from './cached-file.ts';
import { walkFolder } from './walk-folder.ts';

/** Any folder of files; what begins with a dot belongs to other programs. */
export async function readPlainFolder(folder: string): Promise<Cache> {
  const { files, passedOver } = await walkFolder(folder, { isWanted: (name) => !name.startsWith('.') });
  return {
    kind: 'FOLDER',
    folder,
    files: files.map((walked) => ({ ...walked, namedDigest: namedDigestOf(path.basename(walked.name)) })),
    passedOver,
  };
}

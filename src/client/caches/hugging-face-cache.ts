import path from 'node:path';
import { namedDigestOf, type Cache, type CachedFile, type PassedOver } from './cached-file.ts';
import { foldersIn } from './folders-in.ts';
import { walkFolder } from './walk-folder.ts';

const REPOSITORY = /^(?:models|datasets)--(.+)$/;

/** Whether this is `…/huggingface/hub`: `models--owner--name` folders with blobs, snapshots and refs. */
export async function isHuggingFaceCache(folder: string): Promise<boolean> {
  return (await foldersIn(folder)).some((name) => REPOSITORY.test(name));
}

/** Large blobs are named by sha256, small ones as git names them; snapshots link names to blobs. */
export async function readHuggingFaceCache(folder: string): Promise<Cache> {
  const files = new Map<string, CachedFile>();
  const passedOver: PassedOver[] = [];
  for (const repository of await foldersIn(folder)) {
    const name = REPOSITORY.exec(repository)?.[1]?.replaceAll('--', '/');
    if (name === undefined) continue;
    for (const part of ['blobs', 'snapshots'])
      await readPart(path.join(folder, repository, part), name, files, passedOver);
  }
  return { kind: 'HUGGING_FACE', folder, files: [...files.values()], passedOver };
}

// Snapshots come last: their names say more than a blob's, and where links can't be made they hold the files.
async function readPart(
  folder: string,
  repository: string,
  files: Map<string, CachedFile>,
  passedOver: PassedOver[],
): Promise<void> {
  const walk = await walkFolder(folder, { isWanted: isWhole });
  for (const { file, name, sizeBytes } of walk.files) {
    const namedDigest =
      files.get(file)?.namedDigest ??
      namedDigestOf(path.basename(name)) ??
      namedDigestOf(path.basename(file));
    const shown = folder.endsWith('snapshots') ? name.slice(name.indexOf('/') + 1) : name;
    files.set(file, { file, name: `${repository}/${shown}`, sizeBytes, namedDigest });
  }
  passedOver.push(...walk.passedOver.filter(({ path: place }) => place !== folder));
}

/** Blobs under way, and the locks of who brings them. */
function isWhole(name: string): boolean {
  return !/\.(incomplete|lock)$/.test(name);
}

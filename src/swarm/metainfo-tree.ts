import type { Bdecoded } from './bencode.ts';

/** A file as a torrent lists it. */
export interface ListedFile {
  /** Parts joined by /, as latin-1. */
  readonly path: string;
  readonly lengthBytes: number;
  readonly isPad: boolean;
}

export interface TreeProblem {
  readonly reason:
    | 'INVALID_FILE_TREE'
    | 'INVALID_LENGTH'
    | 'MISSING_PIECES_ROOT'
    | 'INVALID_PAD_FILE'
    | 'NO_FILES';
  readonly received: string;
}

/** The files of a BEP 52 `file tree`, in its order; its depth is bounded by the decoder's. */
export function filesOfTree(
  tree: Bdecoded | undefined,
): { readonly files: readonly ListedFile[] } | TreeProblem {
  if (!(tree instanceof Map)) return { reason: 'INVALID_FILE_TREE', received: 'no dictionary' };
  const files: ListedFile[] = [];
  const problem = walk(tree as Folder, '', files);
  if (problem !== null) return problem;
  return files.length === 0 ? { reason: 'NO_FILES', received: 'an empty tree' } : { files };
}

type Folder = ReadonlyMap<string, Bdecoded>;

function walk(folder: Folder, path: string, files: ListedFile[]): TreeProblem | null {
  for (const [name, child] of folder) {
    if (!(child instanceof Map) || name === '')
      return { reason: 'INVALID_FILE_TREE', received: `${path}${name}`.slice(0, 100) };
    const leaf = (child as Folder).get('');
    const problem =
      leaf === undefined
        ? walk(child as Folder, `${path}${name}/`, files)
        : addFile(leaf, child as Folder, `${path}${name}`, files);
    if (problem !== null) return problem;
  }
  return null;
}

function addFile(leaf: Bdecoded, around: Folder, path: string, files: ListedFile[]): TreeProblem | null {
  const received = path.slice(0, 100);
  if (!(leaf instanceof Map) || around.size !== 1) return { reason: 'INVALID_FILE_TREE', received };
  const file = leaf as Folder;
  const lengthBytes = file.get('length');
  const attributes = file.get('attr');
  if (typeof lengthBytes !== 'number' || lengthBytes < 0) return { reason: 'INVALID_LENGTH', received };
  // BEP 52 aligns files itself; a pad would hide bytes that nobody lists.
  if (Buffer.isBuffer(attributes) && attributes.includes('p'))
    return { reason: 'INVALID_PAD_FILE', received };
  const root = file.get('pieces root');
  const isRoot = Buffer.isBuffer(root) && root.length === 32 && root.some((byte) => byte !== 0);
  if (lengthBytes > 0 && !isRoot) return { reason: 'MISSING_PIECES_ROOT', received };
  files.push({ path, lengthBytes, isPad: false });
  return null;
}

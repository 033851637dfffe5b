import { isRefusal } from '../base/errors.ts';
import { bdecode, type Bdecoded } from './bencode.ts';
import { filesOfTree, type ListedFile } from './metainfo-tree.ts';

/** Why a .torrent is none, in libtorrent's words where it has one. */
export type MetainfoReason =
  | 'NOT_BENCODED'
  | 'TOO_LARGE'
  | 'MISSING_INFO'
  | 'UNKNOWN_VERSION'
  | 'MISSING_NAME'
  | 'MISSING_PIECE_LENGTH'
  | 'MISSING_PIECES'
  | 'INVALID_HASHES'
  | 'INVALID_LENGTH'
  | 'NO_FILES'
  | 'MISSING_PIECES_ROOT'
  | 'INVALID_PAD_FILE'
  | 'INVALID_FILE_TREE'
  | 'INCONSISTENT_FILES'
  | 'INVALID_PIECE_LAYER';

export type MetainfoVerdict =
  | { readonly isAccepted: true; readonly version: 'v1' | 'v2' | 'hybrid'; readonly files: number }
  | { readonly isAccepted: false; readonly reason: MetainfoReason; readonly received: string };

/**
 * Judges the structure of any .torrent (BEP 3 and 52), with the verdicts of libtorrent 2. It never throws. What this hub
 * seeds itself is stricter: `readMetainfo`.
 */
export function checkMetainfo(bytes: Uint8Array): MetainfoVerdict {
  if (bytes.byteLength > METAINFO_BYTES_MAX) return rejected('TOO_LARGE', `${bytes.byteLength} bytes`);
  let top: Bdecoded;
  try {
    top = bdecode(bytes, DEPTH_MAX);
  } catch (error) {
    if (isRefusal(error)) return rejected('NOT_BENCODED', error.facts.received ?? error.message);
    throw error;
  }
  const info = entry(top, 'info');
  return info instanceof Map ? checkInfo(info, top) : rejected('MISSING_INFO', 'no dictionary info');
}

/** The largest public ones, of some million pieces, stay below. */
const METAINFO_BYTES_MAX = 32 << 20;
/** libtorrent's. */
const DEPTH_MAX = 100;
const BLOCK_BYTES = 16_384;
const SHA1_BYTES = 20;

type Dictionary = ReadonlyMap<string, Bdecoded>;

function checkInfo(info: Dictionary, top: Bdecoded): MetainfoVerdict {
  const version = info.get('meta version') ?? 1;
  if (version !== 1 && version !== 2) return rejected('UNKNOWN_VERSION', shown(version));
  const pieceBytes = info.get('piece length');
  if (!isPieceLength(pieceBytes, version)) return rejected('MISSING_PIECE_LENGTH', shown(pieceBytes));
  const name = info.get('name.utf-8') ?? info.get('name');
  if (!Buffer.isBuffer(name) || name.length === 0) return rejected('MISSING_NAME', shown(name));
  const tree = version === 2 ? filesOfTree(info.get('file tree')) : null;
  if (tree !== null && 'reason' in tree) return rejected(tree.reason, tree.received);
  const isHybrid = tree !== null && (info.has('pieces') || info.has('files') || info.has('length'));
  const v1 = tree === null || isHybrid ? checkV1(info, name, pieceBytes) : null;
  if (v1 !== null && 'reason' in v1) return rejected(v1.reason, v1.received);
  if (tree !== null && v1 !== null && !isSame(tree.files, v1.files))
    return rejected('INCONSISTENT_FILES', 'other files in the file tree');
  const layers = tree === null ? null : layerProblem(entry(top, 'piece layers'));
  if (layers !== null) return rejected('INVALID_PIECE_LAYER', layers);
  const files = tree?.files ?? v1?.files ?? [];
  return {
    isAccepted: true,
    version: tree === null ? 'v1' : isHybrid ? 'hybrid' : 'v2',
    files: files.length,
  };
}

function isPieceLength(value: Bdecoded | undefined, version: number): value is number {
  if (typeof value !== 'number' || value <= 0) return false;
  return version === 1 || (value >= BLOCK_BYTES && Number.isInteger(Math.log2(value)));
}

type V1 =
  | { readonly files: readonly ListedFile[] }
  | { readonly reason: MetainfoReason; readonly received: string };

/** Pads count for the pieces, yet are no files. */
function checkV1(info: Dictionary, name: Buffer, pieceBytes: number): V1 {
  const list = info.get('files');
  const listed = Array.isArray(list) ? filesOfList(list) : oneFile(info, name);
  if ('reason' in listed) return listed;
  const totalBytes = listed.files.reduce((sum, file) => sum + file.lengthBytes, 0);
  if (totalBytes === 0) return { reason: 'INVALID_LENGTH', received: 'nothing' };
  const pieces = info.get('pieces');
  if (!Buffer.isBuffer(pieces)) return { reason: 'MISSING_PIECES', received: shown(pieces) };
  const expected = Math.ceil(totalBytes / pieceBytes) * SHA1_BYTES;
  if (pieces.length !== expected)
    return { reason: 'INVALID_HASHES', received: `${pieces.length} bytes, not ${expected}` };
  return { files: listed.files.filter(({ isPad }) => !isPad) };
}

function oneFile(info: Dictionary, name: Buffer): V1 {
  const lengthBytes = info.get('length');
  if (typeof lengthBytes !== 'number' || lengthBytes < 0)
    return { reason: 'INVALID_LENGTH', received: shown(lengthBytes) };
  return { files: [{ path: name.toString('latin1'), lengthBytes, isPad: false }] };
}

function filesOfList(list: readonly Bdecoded[]): V1 {
  if (list.length === 0) return { reason: 'NO_FILES', received: 'an empty list' };
  const files: ListedFile[] = [];
  for (const item of list) {
    const attributes = entry(item, 'attr');
    const has = (mark: string) => Buffer.isBuffer(attributes) && attributes.includes(mark);
    const isLink = has('l');
    const length = entry(item, 'length') ?? (isLink ? 0 : undefined);
    if (typeof length !== 'number' || length < 0)
      return { reason: 'INVALID_LENGTH', received: shown(length) };
    const path = entry(item, 'path.utf-8') ?? entry(item, 'path');
    const isPath = Array.isArray(path) && path.length > 0 && path.every((part) => Buffer.isBuffer(part));
    if (!isPath && !has('p')) return { reason: 'MISSING_NAME', received: shown(path) };
    // A link takes no room, whatever it says.
    files.push({ path: isPath ? path.join('/') : '', lengthBytes: isLink ? 0 : length, isPad: has('p') });
  }
  return { files };
}

function isSame(tree: readonly ListedFile[], list: readonly ListedFile[]): boolean {
  return (
    tree.length === list.length &&
    tree.every((file, i) => file.path === list[i]?.path && file.lengthBytes === list[i].lengthBytes)
  );
}

/** Layers may come later from peers; those that are here are whole rows of hashes under a hash. */
function layerProblem(layers: Bdecoded | undefined): string | null {
  if (layers === undefined) return null;
  if (!(layers instanceof Map)) return shown(layers);
  for (const [root, hashes] of layers as Dictionary)
    if (root.length !== 32 || !Buffer.isBuffer(hashes) || hashes.length % 32 !== 0)
      return `a root of ${root.length} bytes over ${shown(hashes)}`;
  return null;
}

function entry(value: Bdecoded | undefined, key: string): Bdecoded | undefined {
  return value instanceof Map ? (value as Dictionary).get(key) : undefined;
}

function shown(value: Bdecoded | undefined): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return `${value}`;
  if (Buffer.isBuffer(value)) return `${value.length} bytes`;
  return value instanceof Map ? 'a dictionary' : 'a list';
}

function rejected(reason: MetainfoReason, received: string): MetainfoVerdict {
  return { isAccepted: false, reason, received };
}

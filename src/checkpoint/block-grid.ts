import type { TensorEntry } from './formats/format-report.ts';

/*
 * region   a tensor that lies plainly in the file, or a stretch between such tensors: header, padding, encoded values
 * block    up to 1 MiB of a region, counted from its start, so that equal tensors have equal blocks in any file
 */

export interface Block {
  readonly offset: number;
  readonly lengthBytes: number;
}

export interface Region extends Block {
  /** The place of its tensor in the table; null for what lies between. */
  readonly tensor: number | null;
  /** The number of the region's first block in the file. */
  readonly firstBlock: number;
}

export const BLOCK_BYTES = 1 << 20;

/** A tensor as far as its place goes; both a reader's entry and a stored tensor will do. */
export type PlacedTensor = Pick<TensorEntry, 'offset' | 'lengthBytes'>;

/** The blocks of a file in file order; their digests are stored in this order, 32 bytes each. */
export function blockGrid(sizeBytes: number, tensors: readonly PlacedTensor[]): readonly Block[] {
  return regionsOf(sizeBytes, tensors).flatMap(blocksOf);
}

/**
 * Tiles the file without hole or overlap. A tensor that begins inside an earlier one, or ends past the file, is no
 * region: its bytes are the earlier one's, or lie between.
 */
export function regionsOf(sizeBytes: number, tensors: readonly PlacedTensor[]): readonly Region[] {
  const regions: Region[] = [];
  let end = 0;
  let blocks = 0;
  const add = (offset: number, lengthBytes: number, tensor: number | null) => {
    regions.push({ offset, lengthBytes, tensor, firstBlock: blocks });
    blocks += Math.ceil(lengthBytes / BLOCK_BYTES);
    end = offset + lengthBytes;
  };
  for (const { offset, lengthBytes, tensor } of inFileOrder(tensors)) {
    if (offset < end || offset + lengthBytes > sizeBytes) continue;
    if (offset > end) add(end, offset - end, null);
    add(offset, lengthBytes, tensor);
  }
  if (end < sizeBytes) add(end, sizeBytes - end, null);
  return regions;
}

function blocksOf({ offset, lengthBytes }: Block): readonly Block[] {
  return Array.from({ length: Math.ceil(lengthBytes / BLOCK_BYTES) }, (_, i) => ({
    offset: offset + i * BLOCK_BYTES,
    lengthBytes: Math.min(BLOCK_BYTES, lengthBytes - i * BLOCK_BYTES),
  }));
}

function inFileOrder(tensors: readonly PlacedTensor[]) {
  return tensors
    .flatMap(({ offset, lengthBytes }, tensor) =>
      offset === null || lengthBytes === 0 ? [] : [{ offset, lengthBytes, tensor }],
    )
    .sort((a, b) => a.offset - b.offset || a.tensor - b.tensor);
}

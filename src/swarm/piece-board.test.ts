import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { bytesOf } from '../base/byte-source.ts';
import { pieceHashesOf } from '../weights/piece-hashes.ts';
import { buildMetainfo, readMetainfo } from './metainfo.ts';
import { PieceBoard } from './piece-board.ts';

const PIECE_BYTES = 65_536;
const SIZE_BYTES = 3 * PIECE_BYTES + 10;
let board: PieceBoard;

beforeEach(async () => {
  const { digest, pieceHashes } = await pieceHashesOf(bytesOf(randomBytes(SIZE_BYTES)));
  const plan = { digest, sizeBytes: SIZE_BYTES, pieceHashes, announce: [], webSeeds: [] };
  // The second is here from before.
  board = new PieceBoard(readMetainfo(buildMetainfo(plan).bytes), Uint8Array.of(0b0100_0000));
});

describe('a board', () => {
  test('counts what is here and what is missing, the short last piece too', () => {
    expect([board.pieces, board.verifiedBytes, board.missingBytes]).toEqual([
      4,
      PIECE_BYTES,
      2 * PIECE_BYTES + 10,
    ]);
    expect([0, 1, 3].map((index) => board.lengthOf(index))).toEqual([PIECE_BYTES, PIECE_BYTES, 10]);
  });

  test('counts a piece once, and tells of it once', () => {
    const told: number[] = [];
    board.onPiece((index) => told.push(index));
    for (const index of [3, 3, 1, 3]) board.settle(index);
    expect([told, board.missingBytes]).toEqual([[3], 2 * PIECE_BYTES]);
  });

  test('knows how far there is no gap, and when all is here', () => {
    expect(board.prefixBytes).toBe(0);
    board.settle(0);
    expect(board.prefixBytes).toBe(2 * PIECE_BYTES);
    board.settle(3);
    expect([board.prefixBytes, board.isWhole]).toEqual([2 * PIECE_BYTES, false]);
    board.settle(2);
    expect([board.prefixBytes, board.isWhole, board.missingBytes]).toEqual([SIZE_BYTES, true, 0]);
  });

  test('keeps what a run will bring from other runs, until the run is over', () => {
    board.plan(0, 2);
    board.claim(0);
    expect([0, 1, 2, 3].map((index) => board.isOpen(index))).toEqual([false, false, false, true]);
    expect([...board.claimed]).toEqual([1, 0, 0, 0]);
    board.settle(0);
    board.release(0, 2);
    expect([0, 1, 2, 3].map((index) => board.isOpen(index))).toEqual([false, false, true, true]);
    expect([...board.claimed]).toEqual([0, 0, 0, 0]);
  });
});

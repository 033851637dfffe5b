import { describe, expect, test } from 'vitest';
import { OriginChoice } from './choose-run.ts';
import type { ReadMetainfo } from './metainfo.ts';
import { PieceBoard } from './piece-board.ts';
import type { SwarmSession } from './swarm-session.ts';
import type { PeerView } from './torrent-wires.ts';

const KIB = 1024;
const PIECES = 256;
const ownId = '2d'.repeat(20);

/** 64 MiB in pieces of 256 KiB: a segment is one piece. */
function boardOf(pieces = PIECES): PieceBoard {
  const metainfo = {
    sizeBytes: pieces * 256 * KIB,
    pieceBytes: 256 * KIB,
    pieceHashes: Buffer.alloc(pieces * 20),
  };
  return new PieceBoard(metainfo as ReadMetainfo, new Uint8Array(Math.ceil(pieces / 8)));
}

function swarmOf(
  peerIds: readonly string[],
  held: (index: number) => boolean,
  bytesPerSecond = 0,
): SwarmSession {
  const peers = peerIds.map((peerId) => ({
    wire: { peerId },
    isOurs: true,
    isHub: false,
    isWhole: false,
    lastPieceAt: Infinity,
  }));
  return {
    peerId: ownId,
    firstAnswer: Promise.resolve({ others: 0, peers: [], intervalMs: 0 }),
    wires: { peers: new Set(peers as unknown as PeerView[]), isHeld: held },
    bytesPerSecond: () => bytesPerSecond,
  } as unknown as SwarmSession;
}

describe('what is asked of the origin', () => {
  test('alone: all of it, in order, in runs for all lanes', () => {
    const board = boardOf();
    const choice = new OriginChoice(board);
    const first = choice.nextRun(4, 0, null);
    expect(first).toEqual({ from: 0, to: 7 });
    board.plan(0, 7);
    expect(choice.nextRun(4, 0, null)).toEqual({ from: 8, to: 15 });
    expect(choice.isStillWanted(9, null)).toBe(true);
  });

  test('with others who are not met yet: short runs', async () => {
    const choice = new OriginChoice(boardOf());
    const others = { others: 3, peers: [], intervalMs: 0 };
    const session = Object.assign(
      swarmOf([], () => false),
      { others: 3, firstAnswer: Promise.resolve(others) },
    );
    await choice.joined(session);
    const run = choice.nextRun(4, 0, null);
    expect(run && run.to - run.from).toBe(0);
  });

  test('alone: never what is there or on its way', () => {
    const board = boardOf();
    const choice = new OriginChoice(board);
    for (let index = 0; index < PIECES; index++) if (index !== 77) board.settle(index);
    expect(choice.nextRun(4, 0, null)).toEqual({ from: 77, to: 77 });
    board.plan(77, 77);
    expect(choice.nextRun(4, 0, null)).toBeNull();
  });

  test('among three more: a quarter, and nothing twice', () => {
    const ids = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(40));
    const fetched = new Map<number, number>();
    for (const own of ids) {
      const board = boardOf();
      const choice = new OriginChoice(board);
      const others = ids.filter((id) => id !== own);
      const session = Object.assign(
        swarmOf(others, () => false, 1e9),
        { peerId: own },
      );
      void choice.joined(session);
      for (let run = choice.nextRun(4, 0, 1e6); run; run = choice.nextRun(4, 0, 1e6)) {
        board.plan(run.from, run.to);
        for (let index = run.from; index <= run.to; index++)
          fetched.set(index, (fetched.get(index) ?? 0) + 1);
      }
    }
    expect(fetched.size).toBe(PIECES);
    expect([...fetched.values()].every((times) => times === 1)).toBe(true);
  });

  test('nothing that peers have, as long as they are new or fast', () => {
    const choice = new OriginChoice(boardOf());
    void choice.joined(swarmOf(['b'.repeat(40)], () => true, 0));
    expect(choice.nextRun(4, 0, 1e6)).toBeNull();
    expect(choice.isStillWanted(0, 1e6)).toBe(false);
  });
});

import { EventEmitter } from 'node:events';
import { beforeEach, expect, test } from 'vitest';
import type { Torrent, Wire } from 'webtorrent';
import type { ReadMetainfo } from './metainfo.ts';
import { HUB_PEER_ID_PREFIX, PEER_ID_PREFIX } from './peer-id.ts';
import { PieceBoard } from './piece-board.ts';
import { TorrentWires, type PeerView } from './torrent-wires.ts';

const PIECES = 8;
let torrent: EventEmitter;
let wires: TorrentWires;
let met = 0;

beforeEach(() => {
  torrent = new EventEmitter();
  const metainfo = { sizeBytes: PIECES * 65_536, pieceBytes: 65_536, pieceHashes: Buffer.alloc(PIECES * 20) };
  const board = new PieceBoard(metainfo as ReadMetainfo, new Uint8Array(1));
  wires = new TorrentWires(torrent as unknown as Torrent, board, '00'.repeat(20), () => undefined);
});

/** Somebody connects and says what they have. */
function meet(has: readonly number[], prefix = PEER_ID_PREFIX): PeerView {
  const id = prefix + String(met++).padStart(20 - prefix.length, '0');
  const wire = Object.assign(new EventEmitter(), {
    peerId: Buffer.from(id, 'latin1').toString('hex'),
    type: 'tcpOutgoing',
    peerPieces: { get: (index: number) => has.includes(index) },
    downloadSpeed: () => 0,
    destroy: () => wire.emit('close'),
  });
  torrent.emit('wire', wire);
  wire.emit('bitfield');
  const peer = [...wires.peers].find((one) => one.wire === (wire as unknown as Wire));
  if (!peer) throw new Error('it is not among the peers');
  return peer;
}

/** What may be asked of a peer. */
function askable({ wire }: PeerView): number[] {
  return Array.from({ length: PIECES }, (_, index) => index).filter((index) => wire.peerPieces.get(index));
}

test('a peer that rests is asked for what nobody else has', () => {
  const slow = meet([1, 2, 3]);
  const fast = meet([2]);
  slow.isResting = true;
  expect(askable(slow)).toEqual([1, 3]);
  expect(askable(fast)).toEqual([2]);
  fast.wire.destroy();
  expect(askable(slow)).toEqual([1, 2, 3]);
});

test('a hub counts as another where it may be asked', () => {
  const slow = meet([1, 2, 3]);
  const hub = meet([0, 1, 2, 3, 4, 5, 6, 7], HUB_PEER_ID_PREFIX);
  slow.isResting = true;
  expect(askable(slow)).toEqual([]);
  wires.hubOpen = Uint8Array.of(0, 1, 0, 0, 0, 0, 0, 0);
  expect(askable(slow)).toEqual([2, 3]);
  expect(askable(hub)).toEqual([1]);
  hub.wire.destroy();
  expect(askable(slow)).toEqual([1, 2, 3]);
});

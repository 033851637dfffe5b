import type { Socket } from 'node:net';
import Wire from 'bittorrent-protocol';
import { guardWires } from './guard-wire.ts';

/*
 * wire   one connection to a peer, as messages (BEP 3, 6, 10); `bittorrent-protocol` reads and writes them
 */
export type PeerWire = Wire;

/** Joins a socket and the wire protocol; whichever ends first ends the other. */
export function wireOn(socket: Socket, direction: 'tcpIncoming' | 'tcpOutgoing'): PeerWire {
  guardWires();
  // 1: who wants to speak in disguise (MSE) may; the bytes themselves then go plain where the peer allows it.
  const wire = new Wire(direction, direction === 'tcpIncoming' ? 1 : 0);
  sendBlocksAtOnce(wire, socket);
  socket.setNoDelay(true);
  socket.on('data', (chunk: Buffer) => wire.write(chunk));
  // What is answered on the spot (questions for metadata, refusals) must not pile up for who never reads.
  let waiting = 0;
  wire.on('data', (chunk: Uint8Array) => {
    waiting = socket.writableLength === 0 ? 0 : waiting + 1;
    if (socket.writableLength > BACKLOG_BYTES_MAX || waiting > WAITING_MAX) end();
    else socket.write(chunk);
  });
  const end = () => {
    wire.destroy();
    socket.destroy();
  };
  socket.on('error', end).on('close', end);
  wire.on('error', end).on('close', end).on('end', end);
  return wire;
}

// Through the wire's stream each block is two writes of a later turn, and so two system calls; past it, a corked socket
// sends a megabyte of them in one. A disguised connection goes the long way, for its cipher is there.
function sendBlocksAtOnce(wire: PeerWire, socket: Socket): void {
  const piece = wire.piece.bind(wire);
  wire.piece = (index, offset, block) => {
    if (wire._encryptionMethod === CIPHER) return piece(index, offset, block);
    const head = Buffer.allocUnsafe(HEAD_BYTES);
    head.writeUInt32BE(HEAD_BYTES - 4 + block.byteLength, 0);
    head[4] = PIECE;
    head.writeUInt32BE(index, 5);
    head.writeUInt32BE(offset, 9);
    socket.write(head);
    socket.write(block);
  };
}

/** RC4, as MSE numbers it. */
const CIPHER = 2;
/** BEP 3's message: length, kind, piece, offset. */
const HEAD_BYTES = 13;
const PIECE = 7;

/** Answers who joined by magnet with the info dictionary (BEP 9), 16 KiB at a time. */
export function giveMetadata(wire: PeerWire, infoBytes: Uint8Array): void {
  class GivenMetadata {
    onMessage(message: Uint8Array): void {
      const text = Buffer.from(message.subarray(0, QUESTION_BYTES_MAX)).toString('latin1');
      const piece = Number(/5:piecei(\d{1,6})e/.exec(text)?.[1]);
      if (!/8:msg_typei0e/.test(text) || !Number.isInteger(piece)) return;
      const from = piece * METADATA_PIECE_BYTES;
      const isThere = from < infoBytes.byteLength;
      const head = isThere
        ? `d8:msg_typei1e5:piecei${piece}e10:total_sizei${infoBytes.byteLength}ee`
        : `d8:msg_typei2e5:piecei${piece}ee`;
      const body = infoBytes.subarray(from, from + METADATA_PIECE_BYTES);
      // Who says no number for the answers gets none.
      if (!wire.peerExtendedMapping['ut_metadata']) return;
      wire.extended('ut_metadata', Buffer.concat([Buffer.from(head), isThere ? body : Buffer.alloc(0)]));
    }
  }
  Object.defineProperty(GivenMetadata.prototype, 'name', { value: 'ut_metadata' });
  wire.extendedHandshake.metadata_size = infoBytes.byteLength;
  wire.use(GivenMetadata);
}

/** Four times what a session lets wait of the file. */
const BACKLOG_BYTES_MAX = 8 << 20;
/** Each chunk that waits costs some 600 bytes more than it holds; of blocks, far fewer wait. */
const WAITING_MAX = 65_536;
const METADATA_PIECE_BYTES = 16_384;
/** A question is a dictionary of two small numbers. */
const QUESTION_BYTES_MAX = 100;

import type { Torrent } from 'webtorrent';
import type { ReadMetainfo } from './metainfo.ts';
import { isPiece } from '../weights/piece-hashes.ts';
import { fetchRange } from './strict-range.ts';

const STRIKES_MAX = 3;

/**
 * Joins an HTTP address to a torrent as a peer that has everything. Unlike the library's own, it takes
 * no answer but the exact range, checks whole pieces itself, and leaves after a third wrong answer.
 */
export async function joinWebSeed(
  torrent: Torrent,
  metainfo: ReadMetainfo,
  url: string,
  signal: AbortSignal,
): Promise<void> {
  const { default: WebConn } = await import('webtorrent/lib/webconn.js');
  class StrictWebSeed extends WebConn {
    #strikes = 0;

    override async httpRequest(
      piece: number,
      offset: number,
      length: number,
      done: (error: Error | null, bytes?: Uint8Array) => void,
    ): Promise<void> {
      const bytes = await this.#fetch(piece, offset, length).catch((error: unknown) => error as Error);
      if (this._torrent === null) return;
      if (bytes instanceof Error) {
        done(bytes);
        if (++this.#strikes >= STRIKES_MAX) torrent.removePeer(this.connId);
        return;
      }
      this.#strikes = 0;
      done(null, bytes);
    }

    async #fetch(piece: number, offset: number, length: number): Promise<Uint8Array> {
      const { pieceBytes, sizeBytes, pieceHashes } = metainfo;
      const chunks: Uint8Array[] = [];
      const request = {
        url,
        from: piece * pieceBytes + offset,
        length,
        sizeBytes,
        signal,
        stallMs: STALL_MS,
      };
      for await (const chunk of fetchRange(request)) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      const isWhole = offset === 0 && length === Math.min(pieceBytes, sizeBytes - piece * pieceBytes);
      if (isWhole && !isPiece(bytes, pieceHashes, piece)) throw new Error(`piece ${piece} has wrong bytes`);
      return bytes;
    }
  }
  if (!torrent.destroyed) torrent.addWebSeed(new StrictWebSeed(url, torrent));
}

const STALL_MS = 4000;
